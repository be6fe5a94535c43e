import { StateMark } from '#components/ui/state-mark.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import type { ExportScheduleView } from '#lib/queries/export-schedules.ts'

/** The exports that the worker makes by itself, each with how its last one went. */
export function ExportSchedules({ schedules }: { schedules: readonly ExportScheduleView[] }) {
  if (schedules.length === 0)
    return (
      <p className="max-w-measure">
        None. <code>assent exports schedule</code> sets one up for an account.
      </p>
    )
  return (
    <ul className="grid gap-4">
      {schedules.map((schedule) => (
        <li key={schedule.id} className="grid max-w-measure grid-cols-[1.5rem_1fr] gap-x-2">
          <StateMark state={markOf(schedule)} />
          <div className="min-w-0">
            <p>
              <strong>{schedule.accountSlug}</strong>, every {schedule.every}, as {schedule.format}{' '}
              to <span className="font-mono text-sm break-all">{schedule.target}</span>
            </p>
            <p className="text-sm">
              <LastRun last={schedule.last} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

function LastRun({ last }: Pick<ExportScheduleView, 'last'>) {
  if (last === null) return 'No period is over yet.'
  const days = `${dayOf(last.since)} to ${dayOf(new Date(last.until.getTime() - 1))}`
  if (last.doneAt !== null)
    return (
      <>
        {days}: made <Timestamp at={last.doneAt} />.
      </>
    )
  if (last.failure === null) return `${days}: about to be made.`
  return (
    <>
      {days}: <strong>failed</strong> ({last.failure}), {last.attempts}{' '}
      {last.attempts === 1 ? 'time' : 'times'}. Tried again <Timestamp at={last.nextAt} />.
    </>
  )
}

function markOf({ last }: ExportScheduleView) {
  if (last?.doneAt != null) return 'given'
  return last?.failure == null ? 'asked' : 'stale'
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
