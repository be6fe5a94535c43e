import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANSWER_CODES, answerReason } from './answer-reason.ts'
import { answerMembers, quoted } from './answer-text.ts'
import { answerJson, type Answer, type Obligation } from './answer.ts'
import { FEATURE_MODES } from './feature-mode.ts'

const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
const texts = fc.array(text, { maxLength: 3 })
const instant = fc.integer({ min: 0, max: 8.64e15 })

const obligation: fc.Arbitrary<Obligation> = fc.oneof(
  fc.record({ type: fc.constant('show_notice' as const), notice: text, participants: texts }),
  fc.record({ type: fc.constant('leave_out' as const), categories: texts, participants: texts }),
  fc.record({ type: fc.constant('listen_only' as const), participants: texts }),
)

const answers: fc.Arbitrary<Answer> = fc.record({
  decision: fc.constantFrom('permit' as const, 'deny' as const),
  opinion: fc.constantFrom('GRANT' as const, 'DENY' as const),
  purpose: text,
  mode: fc.constantFrom(null, ...FEATURE_MODES),
  categories: fc.array(
    fc.record({
      category: text,
      decision: fc.constantFrom('permit' as const, 'partial' as const, 'deny' as const),
      leftOut: fc.nat(),
    }),
    { maxLength: 3 },
  ),
  reasons: fc.array(
    fc.constantFrom(...ANSWER_CODES).map((code) => answerReason(code)),
    { maxLength: 3 },
  ),
  termsVersions: texts,
  revision: fc.maxSafeNat(),
  roster: fc.option(fc.nat()),
  evaluatedAt: instant,
  validUntil: instant,
  observedUntil: fc.option(instant),
  stateAge: fc.oneof(fc.nat(), fc.constantFrom(Infinity, NaN)),
  obligations: fc.array(obligation, { maxLength: 3 }),
  sentence: text,
})

test('the text is that of the JSON, in ASCII', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const written = answerMembers(answer)
      const { decision, ...members } = answerJson(answer)
      expect(decision).toBe(answer.decision)
      expect(JSON.parse(`{${written}}`)).toEqual(JSON.parse(JSON.stringify(members)))
      expect(written).toMatch(/^[\x20-\x7E]*$/)
    }),
  )
})

test('a text is quoted as JSON, however long, and again the same', () => {
  for (const each of ['’', 'a\u2028b', '\ud800', '"\n'.repeat(400)])
    for (const again of [quoted(each), quoted(each)]) expect(JSON.parse(again)).toBe(each)
})
