import { CONSENT_STATUSES } from '@assent/decision'
import { describe, expect, it } from 'vitest'
import { ASKING_MODES, askingModesFor, askingSentences, decideAsking, mayAsk } from './asking.ts'

const NAMES = { purpose: 'Meeting summary', operator: 'Northwind Meet' }

describe('decideAsking', () => {
  it('takes another ground for a feature, with its reference', () => {
    expect(decideAsking('feature', 'other_ground', ' Works agreement 2026-4 ')).toEqual({
      ok: true,
      value: { mode: 'other_ground', reference: 'Works agreement 2026-4' },
    })
  })

  it.each([null, '', '   '])('refuses another ground without a reference: %j', (reference) => {
    expect(decideAsking('feature', 'other_ground', reference)).toEqual({
      ok: false,
      code: 'reference_required',
    })
  })

  it('refuses another ground for sharing, whatever the reference', () => {
    expect(decideAsking('sharing', 'other_ground', 'Works agreement 2026-4')).toEqual({
      ok: false,
      code: 'other_ground_for_sharing',
    })
    expect(askingModesFor('sharing')).toEqual(['ask_now', 'not_yet'])
    expect(askingModesFor('feature')).toEqual(ASKING_MODES)
  })

  it('keeps no reference where members decide for themselves', () => {
    for (const mode of ['ask_now', 'not_yet'] as const) {
      expect(decideAsking('feature', mode, 'left over')).toEqual({
        ok: true,
        value: { mode, reference: null },
      })
    }
  })
})

describe('mayAsk', () => {
  const at = '2026-06-01T09:00:00Z'

  it('asks those without an answer, and nobody who has one or is being asked', () => {
    const asked = CONSENT_STATUSES.filter((status) =>
      mayAsk('sharing', { status, askedAt: null }, at),
    )
    expect(asked).toEqual(['undecided', 'revoked', 'expired', 'stale'])
  })

  it.each([
    ['2025-06-01T09:00:00Z', true],
    ['2025-06-01T09:00:00.001Z', false],
    ['2026-05-31T09:00:00Z', false],
  ])('C13: asks about a feature again after 12 months: last asked %s, %s', (askedAt, may) => {
    expect(mayAsk('feature', { status: 'stale', askedAt }, at)).toBe(may)
  })

  it('sharing that was permitted again asks again', () => {
    const askedAt = '2026-05-31T09:00:00Z'
    expect(mayAsk('sharing', { status: 'revoked', askedAt }, at)).toBe(true)
  })

  it('C40: a no is never asked about again, however long ago', () => {
    for (const status of ['refused', 'withdrawn'] as const) {
      expect(mayAsk('feature', { status, askedAt: '2001-01-01T00:00:00Z' }, at)).toBe(false)
    }
  })
})

describe('askingSentences', () => {
  it('says for every mode that is offered what will then run', () => {
    for (const kind of ['feature', 'sharing'] as const) {
      const said = askingModesFor(kind).map((mode) => askingSentences(kind, mode, NAMES).join(' '))
      expect(new Set(said).size).toBe(said.length)
      for (const text of said) expect(text.toLowerCase()).toContain('meeting summary')
    }
  })

  it('says that another ground needs no yes, that people are told first, and that guests are asked', () => {
    expect(askingSentences('feature', 'other_ground', NAMES)).toEqual([
      'Meeting summary runs for your own members on the ground you record, until a person objects.',
      'They are told before it runs, and each can object with one act.',
      'Guests and people from other organisations are still asked.',
    ])
  })

  it('C4: for every other mode says that a yes is what makes it run', () => {
    for (const kind of ['feature', 'sharing'] as const) {
      for (const mode of ['ask_now', 'not_yet'] as const) {
        expect(askingSentences(kind, mode, NAMES).join(' ')).toMatch(/(has said|say) yes/)
      }
    }
  })
})
