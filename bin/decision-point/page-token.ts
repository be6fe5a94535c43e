import type { Snapshot } from '@assent/decision'
import type { DecisionKey, KeyRing } from '#lib/auth/key-ring.ts'
import { RequestFault } from './evaluation.ts'
import { readFlagContext, type FlagContext } from './flags.ts'
import { isObject } from './read-body.ts'
import { openToken, signToken } from './signed-token.ts'

/** What a page may ask: as a key of one account, or for the flags of one person alone. */
export type PageScope = {
  /** By the record's id. */
  readonly accountId: string
  readonly person: Omit<FlagContext, 'roster'> | null
}

const PREFIX = 'assent_page_'
const SECONDS = 60 * 60
const SECONDS_MAX = 24 * 60 * 60

/** What a token is wanted for, by whoever has this key. @throws RequestFault */
export function readTokenRequest(
  json: unknown,
  key: DecisionKey,
  snapshot: Snapshot,
): { readonly scope: PageScope; readonly seconds: number } {
  if (!isObject(json)) throw new RequestFault('the body must be a JSON object')
  const { account, context, seconds = SECONDS } = json
  const person = context === undefined ? null : readFlagContext({ context })
  const accountId = accountFor(account ?? person?.account ?? key.accountId, key, snapshot)
  return { scope: { accountId, person: aloneOf(person, accountId) }, seconds: secondsIn(seconds) }
}

function secondsIn(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= SECONDS_MAX)
    return value
  throw new RequestFault(`seconds must be a whole number from 1 to ${String(SECONDS_MAX)}`)
}

function accountFor(name: unknown, { accountId }: DecisionKey, snapshot: Snapshot): string {
  if (typeof name !== 'string') throw new RequestFault('account is missing')
  const id = snapshot.accountOf(name)?.id
  if (id !== undefined && (accountId === null || id === accountId)) return id
  throw new RequestFault('account is none that this API key may ask about')
}

function aloneOf(person: FlagContext | null, account: string): PageScope['person'] {
  if (person === null) return null
  const { targetingKey, subject, meeting } = person
  return { targetingKey, subject, meeting, account }
}

/** `until` in milliseconds. */
export function pageToken(key: DecisionKey, scope: PageScope, until: number): string {
  return `${PREFIX}${signToken(key, 'page', scope, until)}`
}

/** Null for what is no page's token, or one that is not good, or no longer. */
export function openPageToken(
  keys: Pick<KeyRing, 'get'>,
  text: string,
  now: number,
): { readonly key: DecisionKey; readonly scope: PageScope } | null {
  if (!text.startsWith(PREFIX)) return null
  const opened = openToken(keys, 'page', text.slice(PREFIX.length), now)
  // As it was signed here.
  return opened === null ? null : { key: opened.key, scope: opened.about as PageScope }
}
