import { Timestamp } from '#components/ui/timestamp.tsx'
import type { WitnessView } from '#lib/queries/ledger.ts'

/** How far each witness follows the ledger, as of `now`. */
export function WitnessList({ witnesses, now }: { witnesses: readonly WitnessView[]; now: Date }) {
  if (witnesses.length === 0)
    return <p>No witness is asked: nobody but this portal vouches for the ledger’s history.</p>
  return (
    <ul>
      {witnesses.map(({ name, size, at }) => (
        <li key={name}>
          {name}
          {size === null || at === null ? (
            ': has not cosigned yet'
          ) : (
            <>
              : cosigned the first {String(size)} entries, {ageOf(at, now)} (<Timestamp at={at} />)
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** In the largest unit that fits, rounded down. */
export function ageOf(at: Date, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 1000))
  const [unit, length] = UNITS.find(([, each]) => seconds >= each) ?? ['second', 1]
  return words.format(-Math.floor(seconds / length), unit)
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

const words = new Intl.RelativeTimeFormat('en')
