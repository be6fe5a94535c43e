import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { buttonLook } from '#components/ui/button.tsx'
import { listOf } from '#components/ui/list-of.ts'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { paths } from '#lib/paths.ts'
import type { ClauseTrailView, TrailStepView } from '#lib/queries/clause-trail.ts'
import { clauseName, clauseShortName } from './comparison/clause-names.ts'
import { verdictWords } from './comparison/verdict-words.ts'

/** Where a clause of some version is now, and how it came there: an old link to it still leads somewhere. */
export function ClauseWhereabouts({ trail }: { trail: ClauseTrailView }) {
  const { slug, title, clause, version, latest, now, steps } = trail
  const crumbs = [
    { label: 'Terms', href: paths.terms() },
    { label: title, href: paths.termsDocument(slug) },
  ]
  return (
    <Page>
      <PageHeading
        title={`Where “${clauseName(clause)}” is now`}
        above={<Breadcrumbs crumbs={crumbs} />}
      >
        <p>
          A clause of version {version} of {title}. {standing(latest)}
        </p>
      </PageHeading>
      <p className="max-w-measure font-serif text-xl text-balance">
        <strong>{whereabouts(trail)}</strong>
      </p>
      {/* Not the router’s links: those do not make the clause that they lead to the target. */}
      <p className="no-print mt-5 flex flex-wrap items-center gap-x-6 gap-y-3">
        {now.map((each) => (
          <a
            key={each.id}
            href={`${paths.termsVersion(slug, latest.number)}#${each.id}`}
            className={buttonLook('choice')}
          >
            Read {clauseShortName(each)} in version {latest.number}
          </a>
        ))}
        <a href={`${paths.termsVersion(slug, version)}#${clause.id}`}>
          As it was in version {version}
        </a>
      </p>
      {steps.length === 0 ? null : (
        <Section id="steps" title="Step by step">
          <ol className="grid max-w-measure gap-4">
            {steps.map((step) => (
              <li key={step.to}>
                <Step step={step} slug={slug} />
              </li>
            ))}
          </ol>
        </Section>
      )}
    </Page>
  )
}

function standing({ number, isInForce }: ClauseTrailView['latest']): string {
  return isInForce
    ? `Version ${number} is in force now.`
    : `No version is in force; version ${number} is the newest.`
}

function whereabouts({ clause, now, goneSince, steps, version, latest }: ClauseTrailView): string {
  const [first, ...others] = now
  if (first === undefined)
    return `It has been gone since version ${goneSince}${steps.at(-1)?.replaced ? ', which replaced the whole contract' : ''}.`
  if (version === latest.number) return `It is in this version, as ${clauseName(first)}.`
  const says = steps.every(saysTheSame) ? 'and says the same' : 'and its words have changed'
  if (others.length > 0) return `It is ${listOf(now.map(clauseShortName))} now, ${says}.`
  const merged = steps.findLast((step) => step.merged.length > 0)
  if (merged !== undefined) return `It was merged into ${clauseName(first)}.`
  const isSameName = clauseShortName(first) === clauseShortName(clause)
  return isSameName
    ? `It is still ${clauseShortName(first)}, ${says}.`
    : `It is ${clauseName(first)} now, ${says}.`
}

function saysTheSame({ verdicts }: TrailStepView): boolean {
  return verdicts.every((verdict) => isSame.has(verdict))
}

const isSame = new Set<TrailStepView['verdicts'][number]>(['unchanged', 'formatting', 'moved'])

function Step({ step, slug }: { step: TrailStepView; slug: string }) {
  const { from, to, clauses, merged, verdicts, replaced } = step
  const said = verdicts.map((verdict) => verdictWords[verdict].state.replace(/\.$/, ''))
  const names = clauses.map(clauseShortName)
  return (
    <>
      <strong>
        From version {from} to {to}:
      </strong>{' '}
      it {listOf(said)}
      {merged.length === 0 ? null : `, put together from ${listOf(merged.map(clauseShortName))}`}
      {names.length === 0 ? null : ` (${listOf(names)})`}.
      {replaced ? ' The contract was replaced as a whole.' : null}{' '}
      <a
        href={paths.termsChanges(slug, { from, to })}
        className="no-print inline-block py-1 text-sm"
      >
        What changed
        <span className="sr-only">
          {' '}
          from version {from} to {to}
        </span>
      </a>
    </>
  )
}
