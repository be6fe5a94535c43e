import Link from 'next/link'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { HistoryStep, HistoryVersion, TermsHistoryView } from '#lib/queries/terms-history.ts'
import type { VersionView } from '#lib/queries/terms.ts'
import { countWords, verdictOrder } from './comparison/verdict-words.ts'
import { TermsDigest } from './terms-digest.tsx'

/** Every version of a document, newest first: what it governs, what it changed, its exact file and digest. */
export function VersionTimeline({ history: { slug, versions } }: { history: TermsHistoryView }) {
  return (
    <ol className="version-timeline">
      {versions.map((version) => (
        <li key={version.number} data-state={version.state}>
          <article aria-labelledby={`version-${version.number}`}>
            <h2 id={`version-${version.number}`} className="font-serif text-2xl font-[520]">
              <Link href={paths.termsVersion(slug, version.number)}>Version {version.number}</Link>
            </h2>
            <p className="mt-1">
              <Standing version={version} />
            </p>
            <Step slug={slug} version={version} />
            <p className="mt-3 flex flex-wrap items-baseline gap-x-6 gap-y-1 text-sm text-soft">
              <span>
                Published <Timestamp at={version.publishedAt} detail="day" />
              </span>
              <TermsDigest digest={version.digest} />
              <a href={paths.termsText(slug, version.number)} className="no-print">
                The exact file<span className="sr-only"> of version {version.number}</span>
              </a>
            </p>
          </article>
        </li>
      ))}
    </ol>
  )
}

function Standing({ version: { state, inForceFrom, effectiveAt } }: { version: VersionView }) {
  const at = <Timestamp at={inForceFrom ?? effectiveAt} detail="day" />
  switch (state) {
    case 'in_force':
      return (
        <>
          <strong>In force</strong> since {at}.
        </>
      )
    case 'scheduled':
      return (
        <>
          <strong>Takes force</strong> on {at}.
        </>
      )
    case 'superseded':
      return <>Took force on {at}. A later version replaced it.</>
    case 'archival':
      return <>Kept to be read. It governs nothing.</>
  }
}

function Step({ slug, version: { number, step } }: { slug: string; version: HistoryVersion }) {
  if (step === null) return <p className="mt-3 text-soft">The first version.</p>
  return (
    <div className="mt-3 max-w-measure">
      <StepWords step={step} />
      <p className="no-print mt-1">
        <Link
          href={paths.termsChanges(slug, { from: step.from, to: number })}
          prefetch={false}
          className="inline-flex min-h-8 items-center"
        >
          What changed from version {step.from}
          <span className="sr-only"> to version {number}</span>
        </Link>
      </p>
    </div>
  )
}

function StepWords({ step: { replaced, counts } }: { step: HistoryStep }) {
  const told = verdictOrder.filter((verdict) => counts[verdict] > 0)
  if (replaced) return <p>The contract was replaced as a whole.</p>
  if (told.every((verdict) => verdict === 'unchanged')) return <p>Every clause says the same.</p>
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-0.5">
      {told.map((verdict) => (
        <li key={verdict} className={verdict === 'unchanged' ? 'text-soft' : undefined}>
          {countWords(verdict, counts[verdict])}
        </li>
      ))}
    </ul>
  )
}
