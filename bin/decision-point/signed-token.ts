import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DecisionKey, KeyRing } from '#lib/auth/key-ring.ts'
import { isObject, parseJson } from './read-body.ts'

/** What a token is made for; it serves for nothing else. */
type Use = 'ofrep stream' | 'page'

/**
 * Stands for an API key where the key itself would be seen: in the address of a stream, in a page. It is
 * signed with what is kept of the key, so that every replica knows it, and it ends with the key, or at
 * `until`, in milliseconds.
 */
export function signToken(key: DecisionKey, use: Use, about: unknown, until: number): string {
  const body = Buffer.from(JSON.stringify({ key: key.id, until, about })).toString('base64url')
  return `${body}.${signature(key, use, body).toString('base64url')}`
}

/** Whose token it is and what it is about; null for one that is none, ran out, or whose key is revoked. */
export function openToken(
  keys: Pick<KeyRing, 'get'>,
  use: Use,
  token: string,
  now: number,
): { readonly key: DecisionKey; readonly about: unknown } | null {
  const [body = '', signed = ''] = token.split('.')
  const json = parseJson(Buffer.from(body, 'base64url').toString('utf8'))
  if (!isObject(json) || typeof json['key'] !== 'string') return null
  const key = keys.get(json['key'])
  if (key === null || !(typeof json['until'] === 'number' && json['until'] > now)) return null
  const given = Buffer.from(signed, 'base64url')
  const expected = signature(key, use, body)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return { key, about: json['about'] }
}

function signature({ secretDigest }: DecisionKey, use: Use, body: string): Buffer {
  return createHmac('sha256', `${use} ${secretDigest}`).update(body).digest()
}
