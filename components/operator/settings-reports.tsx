import { Fragment } from 'react'
import { Section } from '#components/ui/page-heading.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import type { SettingsReportView } from '#lib/queries/settings-reports.ts'

/** What differs at a meeting platform from what its account permits, or why nothing was compared. */
export function SettingsReports({ reports }: { reports: readonly SettingsReportView[] }) {
  if (reports.length === 0) return null
  return (
    <Section
      id="settings-reports"
      title="Settings at Zoom"
      lede="What is not permitted has to be off and locked there, and nothing may start by itself."
    >
      <ul className="divide-y divide-rule border-y border-rule">
        {reports.map(({ id, account, at, failure, drifts }) => (
          <li key={id} className="py-4">
            <h3 className="font-semibold break-words">{account}</h3>
            <p className="text-sm text-soft">
              Compared <Timestamp at={at} />.
            </p>
            {failure === null ? null : <p className="mt-2">Nothing was compared: {failure}</p>}
            {failure === null && drifts.length === 0 ? (
              <p className="mt-2">Everything there is as the account permits.</p>
            ) : null}
            <ul className="mt-2 max-w-measure list-disc ps-5">
              {drifts.map(({ path, sentence }) => (
                <li key={path}>
                  {sentence}
                  <span className="block font-mono text-sm text-soft wrap-anywhere">
                    {brokenAtJoints(path)}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <p className="mt-4 max-w-measure">
        It is compared once an hour. <code>assent zoom drift</code> compares it now, and with{' '}
        <code>--json</code> prints what would bring Zoom in line. Nothing is changed there from
        here.
      </p>
    </Section>
  )
}

/** A path is long: it may go on in the next line after a full stop or an underscore. */
function brokenAtJoints(path: string) {
  return path.split(/(?<=[._ ])/).map((part, place) => (
    // Two parts can be the same text: where it stands tells them apart.
    <Fragment key={place}>
      <wbr />
      {part}
    </Fragment>
  ))
}
