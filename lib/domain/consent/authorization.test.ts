import type { ConsentStatus } from '@assent/decision'
import { expect, test } from 'vitest'
import { authorizationOf } from './authorization.ts'

const since = { eventId: 'since', position: 7, at: '2026-03-02T09:00:00Z' }
const answer = { ...since, kind: 'give' as const, expiresAt: '2027-03-02T09:00:00Z' }

function of(
  status: ConsentStatus,
  {
    permit = status === 'given',
    ground = 'consent' as const,
    kind = 'feature' as const,
  }: {
    permit?: boolean
    ground?: 'consent' | 'other_ground'
    kind?: 'feature' | 'sharing'
  } = {},
) {
  const isSilent = status === 'undecided'
  return authorizationOf({
    view: { status, since: isSilent ? null : since, answer: isSilent ? null : answer, asked: null },
    decision: { decision: permit ? 'permit' : 'deny', opinion: 'UNSET', reasons: [] },
    ground,
    question: { kind, purpose: 'meeting_summary', category: null },
  })
}

test.each([
  ['undecided', 'not_given', 'invalid', null],
  ['requested', 'not_given', 'invalid', 'controller'],
  ['given', 'given', 'valid', 'individual'],
  ['refused', 'not_given', 'invalid', 'individual'],
  ['withdrawn', 'withdrawn', 'invalid', 'individual'],
  ['revoked', 'restricted', 'invalid', 'controller'],
  ['expired', 'expired', 'invalid', 'expiry'],
  ['stale', 'altered', 'suspended', 'controller'],
] as const)('%s is %s, %s, by %s', (status, state, validity, source) => {
  expect(of(status)).toMatchObject({ state, validity, source, lawfulBasis: 'consent' })
})

test('a yes that does not count is restricted, and valid only while it does', () => {
  const ruledOut = { state: 'restricted', validity: 'suspended', source: 'controller' }
  expect(of('given', { permit: false })).toMatchObject(ruledOut)
})

test('on another ground a no is an objection, and never so for sharing', () => {
  const ground = 'other_ground' as const
  expect(of('refused', { ground })).toMatchObject({ state: 'objected', lawfulBasis: ground })
  expect(of('withdrawn', { ground })).toMatchObject({ state: 'objected', source: 'individual' })
  expect(of('undecided', { ground, permit: true })).toMatchObject({ state: 'not_given' })
  const shared = of('withdrawn', { ground, kind: 'sharing' })
  expect(shared).toMatchObject({ state: 'withdrawn', lawfulBasis: 'consent' })
})

test('it is so since the act that brought it; what ran out since it did', () => {
  expect(of('given').since).toEqual(new Date(since.at))
  expect(of('given').expiresAt).toEqual(new Date(answer.expiresAt))
  expect(of('expired')).toMatchObject({ since: new Date(answer.expiresAt), expiresAt: null })
  expect([of('undecided').since, of('stale').since]).toEqual([null, null])
})
