import type { Metadata } from 'next'
import { Acting } from '#components/api/acting.tsx'
import { NothingToPermit } from '#components/permissions/nothing-to-permit.tsx'
import { ElsewhereControl } from '#components/policies/elsewhere-control.tsx'
import { elsewhereMarks, PolicyAside } from '#components/policies/policy-aside.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Columns, Page } from '#components/ui/page.tsx'
import { Sentence } from '#components/ui/sentence.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findPoliciesView, type FeatureInWords, type PoliciesView } from '#lib/queries/policies.ts'

const title = 'Our people in other organisations’ meetings'

export const metadata: Metadata = { title }

export default async function ElsewherePage({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params
  const principal = await pageMember(account, paths.elsewhere(account))
  const view = await findPoliciesView(principal, language, await appContext())
  const mayDecide = principal.role === 'owner' || principal.role === 'admin'
  const links = [
    { href: paths.featurePermissions(account), label: 'What we permit in our own meetings' },
    { href: paths.treatment(account), label: 'Who has not said yes, in our own meetings' },
    { href: paths.features(account), label: 'Your own answers' },
  ]
  return (
    <Page>
      <Acting account={account}>
        <Columns aside={<PolicyAside {...{ mayDecide, links }} marks={elsewhereMarks} />}>
          <PageHeading title={title}>
            <p>
              Where people of {principal.accountName} are in a meeting of another organisation, its
              AI features work on them only if you permit it here and they say yes themselves.
            </p>
          </PageHeading>
          {view.features.length === 0 ? (
            <NothingToPermit />
          ) : (
            <Section id="each" title="Each feature">
              <div className="grid gap-10">
                {view.features.map((feature) => (
                  <Feature key={feature.purpose} {...{ feature, view, mayDecide }} />
                ))}
              </div>
            </Section>
          )}
        </Columns>
      </Acting>
    </Page>
  )
}

function Feature({
  feature,
  view,
  mayDecide,
}: {
  feature: FeatureInWords
  view: PoliciesView
  mayDecide: boolean
}) {
  const { purpose, title, summary, elsewhere, elsewhereSaid } = feature
  const { about, state, now } = elsewhereSaid
  const target = { purpose, title, state: `${about}: ${state}` }
  return (
    <section
      id={purpose}
      aria-labelledby={`${purpose}-title`}
      className="border-t border-rule pt-6"
    >
      <h3 id={`${purpose}-title`} className="font-serif text-xl font-[520]">
        {title}
      </h3>
      <p className="mt-1 mb-4 max-w-measure text-soft">{summary}</p>
      <div className="grid gap-4">
        <Sentence mark={markOf(elsewhere)} about={about} state={state}>
          {now}
        </Sentence>
        {mayDecide ? (
          <ElsewhereControl target={target} revision={view.revision} effects={view.effects} />
        ) : null}
      </div>
    </section>
  )
}

function markOf(elsewhere: FeatureInWords['elsewhere']) {
  if (elsewhere === null) return 'not-given'
  return elsewhere === 'off' ? 'locked' : 'given'
}
