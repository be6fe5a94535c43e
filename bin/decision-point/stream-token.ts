import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DecisionKey, KeyRing } from '#lib/auth/key-ring.ts'
import { isObject, parseJson } from './read-body.ts'

/** For how long an address of a stream is good, in milliseconds. */
const TOKEN_MS = 60 * 60_000

/**
 * Lets whoever was handed an address follow one stream, without the key: a browser's EventSource sends no
 * header. It is signed with what is kept of the key, so that every replica knows it, and it ends with the key.
 */
export function streamToken(key: DecisionKey, about: unknown, now: number): string {
  const text = JSON.stringify({ key: key.id, until: now + TOKEN_MS, about })
  const body = Buffer.from(text).toString('base64url')
  return `${body}.${signature(key, body).toString('base64url')}`
}

/** Whose token it is and what it is about; null for one that is none, ran out, or whose key is revoked. */
export function openStreamToken(
  keys: Pick<KeyRing, 'get'>,
  token: string,
  now: number,
): { readonly key: DecisionKey; readonly about: unknown } | null {
  const [body = '', signed = ''] = token.split('.')
  const json = parseJson(Buffer.from(body, 'base64url').toString('utf8'))
  if (!isObject(json) || typeof json['key'] !== 'string') return null
  const key = keys.get(json['key'])
  if (key === null || !(typeof json['until'] === 'number' && json['until'] > now)) return null
  const given = Buffer.from(signed, 'base64url')
  const expected = signature(key, body)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return { key, about: json['about'] }
}

function signature({ secretDigest }: DecisionKey, body: string): Buffer {
  return createHmac('sha256', `ofrep stream ${secretDigest}`).update(body).digest()
}
