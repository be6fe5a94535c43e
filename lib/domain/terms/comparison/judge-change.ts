import type { Effect, Reason, Side } from './comparison.ts'
import type { Mention, Mentions } from './mentions.ts'
import type { Period } from './periods.ts'
import type { TermKind } from './vocabulary.ts'

const nothing: Mentions = { terms: [], periods: [] }

/**
 * Why a change may give the platform more or less: terms that appear or go, each with its effect. A null side
 * is a clause that was added or removed.
 */
export function reasonsOf(from: Mentions | null, to: Mentions | null): Reason[] {
  const isWhole = from === null || to === null
  const old = from ?? nothing
  const now = to ?? nothing
  const reasons = [
    ...counting(onlyIn(now, old)).flatMap((mention) => reasonOf(mention, 'to', isWhole, now)),
    ...counting(onlyIn(old, now)).flatMap((mention) => reasonOf(mention, 'from', isWhole, old)),
    ...(isWhole ? [] : periodReasons(old.periods, now.periods)),
  ]
  return withoutRepeats(reasons)
}

/** What the reasons add up to; of both, what gives more unless it is clearly outweighed. Null: nothing known. */
export function weigh(reasons: readonly Reason[]): Effect | null {
  const sum = (effect: Effect): number =>
    reasons.reduce((total, reason) => total + (reason.effect === effect ? reason.weight : 0), 0)
  const [more, less] = [sum('widens'), sum('narrows')]
  if (more === 0 && less === 0) return null
  return less >= 2 * more ? 'narrows' : 'widens'
}

const weights: Readonly<Record<TermKind | 'period', number>> = {
  ...{ purpose: 3, right: 3, recipient: 2, category: 2, limit: 2, period: 2 },
}

/** A pair says nothing that its two terms do not say, unless both were there before. */
function onlyIn(one: Mentions, other: Mentions): Mention[] {
  const known = new Set(other.terms.map(keyOf))
  const own = one.terms.filter((mention) => !known.has(keyOf(mention)))
  const terms = new Set(own.map(({ term }) => term))
  return own.filter(({ pair }) => pair === undefined || !pair.some((term) => terms.has(term)))
}

/** What lifts a prohibition only in part is no loss where the prohibition itself is new. */
function counting(mentions: readonly Mention[]): readonly Mention[] {
  if (mentions.every(({ standing }) => standing !== 'ruled-out')) return mentions
  return mentions.filter(({ standing }) => standing !== 'excepted')
}

function keyOf({ kind, term, standing }: Mention): string {
  return `${kind} ${standing} ${term}`
}

/** What appears and what goes have opposite effects; so have a grant and a prohibition. */
function reasonOf(mention: Mention, side: Side, isWhole: boolean, all: Mentions): Reason[] {
  const { kind, term, standing } = mention
  if (isWhole && !countsAlone(mention, side, all)) return []
  const appears = side === 'to'
  const givesMore = kind === 'limit' ? standing === 'excepted' : standing === 'granted'
  const weight = mention.isMinor ? 1 : weights[kind]
  return [{ kind, term, effect: appears === givesMore ? 'widens' : 'narrows', side, weight }]
}

/** In a clause that came or went whole, a limit belongs to what it limits. */
function countsAlone({ kind, standing }: Mention, side: Side, all: Mentions): boolean {
  if (kind !== 'limit') return true
  if (standing === 'excepted') return false
  return (
    side === 'from' ||
    !all.terms.some((each) => each.kind !== 'limit' && each.standing === 'granted')
  )
}

function periodReasons(old: readonly Period[], now: readonly Period[]): Reason[] {
  return (['retention', 'notice'] as const).flatMap((about): Reason[] => {
    const [froms, tos] = [ownDays(about, old, now), ownDays(about, now, old)]
    // As many on each side are the same periods in the same order; of others none can be told.
    if (froms.length === tos.length)
      return froms.map((from, at) => periodReason(about, from, tos[at] ?? null))
    if (froms.length > 1 || tos.length > 1) return []
    return [periodReason(about, froms[0] ?? null, tos[0] ?? null)]
  })
}

function periodReason(about: Period['about'], from: number | null, to: number | null): Reason {
  const grew =
    about === 'retention' ? (to ?? Infinity) > (from ?? Infinity) : (to ?? 0) < (from ?? 0)
  return {
    ...{ kind: 'period', term: about, effect: grew ? 'widens' : 'narrows' },
    ...{ side: to === null ? 'from' : 'to', from, to, weight: weights.period },
  }
}

/** The periods that the other side does not have, in their order. */
function ownDays(
  about: Period['about'],
  one: readonly Period[],
  other: readonly Period[],
): readonly number[] {
  const daysOf = (periods: readonly Period[]) =>
    periods.filter((each) => each.about === about).map(({ days }) => days)
  const known = new Set(daysOf(other))
  return [...new Set(daysOf(one).filter((days) => !known.has(days)))]
}

/** A grant that gave way to a prohibition is told once, by what the new text says. */
function withoutRepeats(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>()
  return reasons.filter((reason) => {
    const { kind, term, effect } = reason
    const days = kind === 'period' ? [reason.from, reason.to] : []
    const key = [kind, term, effect, ...days].join(' ')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
