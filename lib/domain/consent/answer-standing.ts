import { IN_FORCE, type Standing } from '#lib/domain/receipt/standing.ts'
import {
  catalogueIn,
  inForceFrom,
  platformOf,
  type Platform,
} from '#lib/domain/platform/platform.ts'
import { accountConsents, type AccountCell, type AccountHistory } from './account-consents.ts'
import type { DigestOf } from './basis.ts'
import { foldStatus, type RecordedAct } from './fold-status.ts'
import { givenUnder, questionActs, standingNow, type MemberHistory } from './member-consents.ts'

type Now = { readonly at: Date; readonly language: string; readonly digestOf: DigestOf }

/**
 * Whether one answer of a member still stands, folded from the same acts as the member's status: a no until
 * they answer again; a yes until it is answered again, turned off or run out, whichever came first, and
 * while nothing has widened under it. Being asked again ends nothing. Null where the member gave no answer
 * to the question by that event.
 */
export function answerStanding(
  platform: Platform,
  cell: AccountCell,
  eventId: string,
  history: MemberHistory & Pick<AccountHistory, 'askings' | 'accountId'>,
  now: Now,
): Standing | null {
  const acts = questionActs(platform, cell.question, history).filter(
    ({ kind }) => kind !== 'request',
  )
  const place = acts.findIndex((act) => act.eventId === eventId && isAnswer(act))
  const own = acts[place]
  if (own === undefined) return null
  const next = acts.findIndex((act, i) => i > place && isAnswer(act))
  const later = acts[next]
  if (own.kind !== 'give') return later === undefined ? IN_FORCE : answeredAgain(later, 'no')
  const ended = endBefore(platform, acts.slice(0, later === undefined ? acts.length : next), {
    at: later?.at ?? now.at.toISOString(),
    accountId: history.accountId,
  })
  if (ended !== null) return ended
  return later === undefined
    ? staleness(platform, cell, eventId, history, now)
    : answeredAgain(later, 'yes')
}

function isAnswer({ kind }: RecordedAct): boolean {
  return kind === 'give' || kind === 'refuse' || kind === 'withdraw'
}

function answeredAgain({ kind, at }: RecordedAct, before: 'yes' | 'no'): Standing {
  const state = before === 'yes' && kind !== 'give' ? 'withdrawn' : 'superseded'
  return { state, since: new Date(at), by: 'ConsentReceipt' }
}

/** What ended a yes that is the last answer among these acts; null where it holds. */
function endBefore(
  { endings }: Platform,
  acts: readonly RecordedAct[],
  { at, accountId }: { readonly at: string; readonly accountId: string },
): Standing | null {
  const { status, since, answer } = foldStatus(acts, { position: null, at })
  if (status === 'expired' && answer?.expiresAt != null)
    return { state: 'expired', since: new Date(answer.expiresAt), by: null }
  if (status !== 'revoked' || since === null) return null
  const isEnding = endings.some(({ eventId }) => eventId === since.eventId)
  const isGroups = acts.some(
    (act) => act.eventId === since.eventId && act.kind === 'off' && act.scopeId !== accountId,
  )
  const by = isEnding ? 'EndingRecord' : isGroups ? 'GroupDocument' : 'PermissionDocument'
  return { state: 'revoked', since: new Date(since.at), by }
}

function staleness(
  platform: Platform,
  cell: AccountCell,
  eventId: string,
  history: MemberHistory & Pick<AccountHistory, 'askings' | 'accountId'>,
  now: Now,
): Standing {
  const given = history.choices.find(
    (act) =>
      act.eventId === eventId &&
      act.purpose === cell.question.purpose &&
      act.category === cell.question.category,
  )
  if (given === undefined) return IN_FORCE
  const under = givenUnder(platform, given, history)
  if (!standingNow(platform, cell, under, now).isStale) return IN_FORCE
  const isStaleAt = (at: Date): boolean => {
    const then = publishedBy(platform, at)
    const catalogue = catalogueIn(then)
    const cells =
      catalogue === null ? [] : accountConsents(then, catalogue, history, { ...now, at })
    const cellThen = cells.find(
      ({ question }) => question.purpose === given.purpose && question.category === given.category,
    )
    return cellThen === undefined || standingNow(then, cellThen, under, { ...now, at }).isStale
  }
  const changes = changesBetween(platform, given.at, now.at)
  // From the last one back: a text that was widened and narrowed again left the yes as it was.
  const lastGood = changes.findLastIndex(({ at }) => !isStaleAt(at))
  const change = changes[lastGood + 1]
  return { state: 'stale', since: change?.at ?? null, by: change?.by ?? null }
}

type Change = { readonly at: Date; readonly by: 'PublicationRecord' | 'CatalogueRecord' }

/** The instants at which what a yes rests on can have changed: texts that took force, and questions published. */
function changesBetween({ terms, catalogues }: Platform, from: Date, to: Date): readonly Change[] {
  return [
    ...terms
      .filter(({ archival }) => !archival)
      .map((each) => ({ at: inForceFrom(each), by: 'PublicationRecord' as const })),
    ...catalogues.map((each) => ({ at: each.publishedAt, by: 'CatalogueRecord' as const })),
  ]
    .filter(({ at }) => at >= from && at <= to)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

function publishedBy(platform: Platform, at: Date): Platform {
  const published = [
    ...platform.terms.filter(({ publishedAt }) => publishedAt <= at),
    ...platform.catalogues.filter(({ publishedAt }) => publishedAt <= at),
    ...platform.endings.filter((each) => each.at <= at),
  ]
  return platformOf(platform, new Set(published.map(({ eventId }) => eventId)))
}
