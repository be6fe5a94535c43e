import { formatInstant, type InstantDetail } from './format-instant.ts'

/** An instant, the same words for every reader; the exact one is in the element and in its title. */
export function Timestamp({
  at,
  detail = 'minute',
}: {
  at: Date | string
  detail?: InstantDetail
}) {
  const exact = new Date(at).toISOString()
  return (
    <time dateTime={exact} title={exact} className="whitespace-nowrap">
      {formatInstant(at, detail)}
    </time>
  )
}
