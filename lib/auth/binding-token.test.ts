import { jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import {
  bindingKey,
  mintBindingToken,
  questionDigest,
  readBindingToken,
  type BoundQuestion,
} from './binding-token.ts'

const key = bindingKey('a secret of thirty-two characters.')
const parties = { issuer: 'https://decide.test', audience: 'https://portal.test' }
const asked = {
  subject: { type: 'user', id: 'mo' },
  action: { name: 'meeting_summary' },
  resource: { type: 'account', id: 'org-7' },
}
const evaluatedAt = Date.UTC(2026, 2, 2, 9, 0, 0, 250)
const bound: BoundQuestion = {
  evaluationId: '0195b2d0-0000-4000-8000-000000000001',
  digest: questionDigest(asked),
  keyAccountId: null,
  accountId: 'a',
  subjectId: 's',
  purpose: 'meeting_summary',
  category: null,
  evaluatedAt,
  expiresAt: evaluatedAt + 600_000,
}
const token = mintBindingToken(bound, parties, key)
const at = { audience: parties.audience, now: new Date(evaluatedAt + 1000) }

test('a token says what was denied, and is a JWT to anyone who has the key', async () => {
  expect(readBindingToken(token, at, key)).toEqual(bound)
  const { payload, protectedHeader } = await jwtVerify(token, key, {
    ...parties,
    currentDate: at.now,
    algorithms: ['HS256'],
  })
  expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' })
  expect(payload).toMatchObject({ jti: bound.evaluationId, exp: payload.iat! + 600 })
})

test('changed in any character, by another secret, or for somebody else, it binds nothing', () => {
  for (let place = 0; place < token.length; place += 1) {
    const other = token[place] === 'A' ? 'B' : 'A'
    const changed = token.slice(0, place) + other + token.slice(place + 1)
    const read = readBindingToken(changed, at, key)
    // Of the last character of base64url some bits are in no byte.
    if (read !== 'forged') expect([place, read]).toEqual([token.length - 1, bound])
  }
  expect(readBindingToken(token, at, bindingKey('another secret of 32 characters..'))).toBe(
    'forged',
  )
  expect(readBindingToken(token, { ...at, audience: 'https://other.test' }, key)).toBe('forged')
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]!}.`
  for (const nonsense of ['', '.', '..', 'x', `${token}.`, unsigned, token.slice(0, -3)])
    expect(readBindingToken(nonsense, at, key)).toBe('forged')
})

test('it ends', () => {
  const now = new Date(bound.expiresAt)
  expect(readBindingToken(token, { ...at, now }, key)).toBe('expired')
})

test('questions are the same however they are written, and any difference makes another', () => {
  const { subject, action, resource } = asked
  const same = [
    { ...asked, subject: { ...subject, properties: {} } },
    { ...asked, subject: { ...subject, properties: { act: { sub: 'agent' } } } },
    { resource, action, subject },
  ]
  for (const each of same) expect(questionDigest(each)).toBe(bound.digest)
  const others = [
    { ...asked, subject: { ...subject, id: 'ada' } },
    { ...asked, subject: { ...subject, type: 'guest' } },
    { ...asked, subject: { ...subject, properties: { account: null } } },
    { ...asked, action: { name: 'chat_compose' } },
    { ...asked, resource: { ...resource, id: 'org-8' } },
    { ...asked, resource: { ...resource, properties: { category: 'audio' } } },
    { ...asked, subject: { type: 'user', id: '\u00e9' } },
    { ...asked, subject: { type: 'user', id: 'e\u0301' } },
  ]
  const digests = new Set([...others.map(questionDigest), bound.digest])
  expect(digests.size).toBe(others.length + 1)
})
