import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askStanding } from './ask-standing.ts'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { serialiseReceiptFile } from './receipt-file.ts'
import { parseStanding, standingUrl } from './standing.ts'
import { withStanding } from './standing-facts.ts'
import type { Credential } from './statement.ts'
import { mockPolicy, mockReceipt } from './testdata/mock-receipt.ts'
import { verifyReceipt } from './verify-receipt.ts'

const ID = '01890a5d-ac96-774b-bcce-b302099a8057'
const AT = '2026-03-03T00:00:00.000Z'
const SINCE = '2026-03-02T10:00:00.000Z'
const LINE = { purpose: 'p', category: null, state: 'in_force', since: null, by: null }

function verified(credential: Partial<Credential> = {}) {
  const verification = verifyReceipt(
    serialiseReceiptFile(mockReceipt({ credential })),
    mockPolicy(),
    nodeCrypto,
  )
  return { verification, statement: verification.statement! }
}

function answerOf(lines: unknown): string {
  return JSON.stringify({ receipt: ID, at: AT, lines })
}

describe('where to ask', () => {
  test.each([
    ['https://meet.example/', `https://meet.example/api/v1/receipts/${ID}/standing`],
    ['https://meet.example', `https://meet.example/api/v1/receipts/${ID}/standing`],
    ['https://meet.example/assent', `https://meet.example/assent/api/v1/receipts/${ID}/standing`],
    ['http://localhost:3000', `http://localhost:3000/api/v1/receipts/${ID}/standing`],
  ])('follows from the signed issuer %s', (issuer, url) => {
    expect(standingUrl(verified({ issuer }).statement)).toBe(url)
  })

  test('an issuer without an address on the web is not asked', async () => {
    const { statement } = verified({ issuer: 'file:///etc/passwd' })
    const asked: string[] = []
    const answer = await askStanding(statement, (url) => {
      asked.push(url)
      return Promise.reject(new Error('asked'))
    })
    expect(asked).toEqual([])
    expect(answer).toEqual({ kind: 'unreachable', reason: 'the issuer has no address on the web' })
  })
})

describe('an answer', () => {
  const { statement, verification } = verified()

  test.each([
    'null',
    '[]',
    '{',
    answerOf(null),
    answerOf([null]),
    answerOf([{ ...LINE, state: 'fine' }]),
    answerOf([{ ...LINE, since: 'today' }]),
    answerOf([{ ...LINE, purpose: 7 }]),
    answerOf([]).replace(ID, ID.replace('0', '1')),
    answerOf([]).replace(AT, '3 March'),
  ])('that is none is refused: %s', (text) => {
    expect(() => parseStanding(text, statement)).toThrow(FormatError)
  })

  test('of any kind never makes it throw anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (lines) => {
        try {
          const standing = parseStanding(answerOf(lines), statement)
          for (const { sentence } of withStanding(verification, { kind: 'answered', standing })
            .standing ?? [])
            expect(sentence).toMatch(/\.$/)
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError)
        }
      }),
    )
  })

  test('about what did not verify is not listened to', () => {
    const failed = { ...verification, ok: false }
    expect(withStanding(failed, { kind: 'not_asked' })).toBe(failed)
  })
})

describe('each line is a sentence, in the words of the signed statement', () => {
  const consent = {
    credentialSubject: {
      'dpv:hasRecordOfActivity': [
        { 'dpv:hasProcess': [{ 'dct:title': 'Meeting summary' }] },
        { 'dpv:hasProcess': [{ 'dct:title': 'Product improvement' }] },
      ],
    },
  }
  const sentences = (lines: unknown, credential: Partial<Credential> = consent) => {
    const { verification, statement } = verified(credential)
    const standing = parseStanding(answerOf(lines), statement)
    const said = withStanding(verification, { kind: 'answered', standing }).standing ?? []
    return said.map(
      ({ state, sentence }) => `${state}: ${sentence.split(' The portal said so')[0]!}`,
    )
  }

  test('of a consent receipt, purpose by purpose and category by category', () => {
    const over = { state: 'withdrawn', since: SINCE, by: 'ConsentReceipt' }
    expect(sentences([LINE, { ...LINE, category: 'screen_sharing', ...over }])).toEqual([
      'established: Meeting summary: it is still so.',
      'failed: Product improvement, screen sharing: no longer so since 2 March 2026 at 10:00:00 UTC: it was taken back.',
    ])
  })

  test.each([
    ['superseded', 'ConsentReceipt', 'a later answer took its place.'],
    ['superseded', 'PublicationRecord', 'other terms took force.'],
    ['revoked', 'PermissionDocument', 'the organisation turned it off.'],
    ['revoked', 'EndingRecord', 'the platform ended this use for everyone.'],
    ['expired', null, 'its time ran out.'],
    ['stale', 'PublicationRecord', 'what it rests on was changed, and a new answer is needed.'],
  ])('%s by %s: %s', (state, by, words) => {
    expect(sentences([{ ...LINE, state, since: SINCE, by }])).toEqual([
      `failed: Meeting summary: no longer so since 2 March 2026 at 10:00:00 UTC: ${words}`,
    ])
  })

  test('what was answered in a meeting runs out with it', () => {
    const { credentialSubject } = consent
    const inMeeting = { credentialSubject: { ...credentialSubject, meeting: `urn:uuid:${ID}` } }
    const [said] = sentences([{ ...LINE, state: 'expired', since: SINCE }], inMeeting)
    expect(said).toMatch(/UTC: it was for one meeting, and that has ended\.$/)
  })

  test('of an account’s documents, and of what records an event', () => {
    const later = { ...LINE, state: 'superseded', since: SINCE, by: 'PermissionDocument' }
    const permission = {
      type: ['VerifiableCredential', 'PermissionDocument'] as const,
      credentialSubject: { 'dpv:hasRule': [{ 'dct:title': 'Chat compose' }] },
    }
    expect(sentences([later], permission)[0]).toContain('Chat compose: no longer so since')
    expect(sentences([later], permission)[0]).toContain('a later setting took its place.')
    const acceptance = {
      type: ['VerifiableCredential', 'AcceptanceDocument'] as const,
      credentialSubject: { 'dct:references': { 'dct:title': 'Service terms' } },
    }
    expect(sentences([{ ...LINE, purpose: null }], acceptance)).toEqual([
      'established: Service terms: it is still so.',
    ])
    const record = { type: ['VerifiableCredential', 'PublicationRecord'] as const }
    expect(sentences([], record)[0]).toContain('It records what happened')
  })
})
