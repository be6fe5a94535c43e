import type { IncomingHttpHeaders } from 'node:http'
import { apiKeyTextIn } from '#lib/auth/api-client.ts'
import type { DecisionKey } from '#lib/auth/key-ring.ts'
import type { DecisionPoint } from './decision-point.ts'
import { openPageToken, type PageScope } from './page-token.ts'

/** Who asks: somebody with a key, or a page with a token that stands for one. */
export type Caller = {
  /** A page's is for the one account that its token names. */
  readonly key: DecisionKey
  /** Null for somebody with a key. */
  readonly page: PageScope | null
  /** Whose requests are counted together. */
  readonly quota: string
}

/** Null without a key or token, and for one that is none, ran out or was revoked. */
export function callerOf(
  { keys, now }: Pick<DecisionPoint, 'keys' | 'now'>,
  headers: IncomingHttpHeaders,
): Caller | null {
  const key = keys.find(headers)
  if (key !== null) return { key, page: null, quota: key.id }
  const text = apiKeyTextIn(headers.authorization, headers['x-api-key'])
  const opened = text === null ? null : openPageToken(keys, text, now())
  if (text === null || opened === null) return null
  const { scope } = opened
  return { key: { ...opened.key, accountId: scope.accountId }, page: scope, quota: text }
}
