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
                  <span className="block font-mono text-sm break-all text-soft">{path}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  )
}
