import { formatInstant, type InstantDetail } from './format-instant.ts'

/** An instant, the same words for every reader of a language; the exact one is in the element and in its title. */
export function Timestamp({
  at,
  detail = 'minute',
  locale,
}: {
  at: Date | string
  detail?: InstantDetail
  /** BCP 47; without one it is English. */
  locale?: string | undefined
}) {
  const exact = new Date(at).toISOString()
  return (
    <time dateTime={exact} title={exact} className="whitespace-nowrap">
      {formatInstant(at, detail, locale)}
    </time>
  )
}
