import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ceilingsFor, strictestCeiling, type CeilingRow } from './ceilings.ts'

const training = 'train_platform_models'
const august: readonly CeilingRow[] = ['audio', 'video', 'chat'].map((category) => ({
  purpose: training,
  category,
  rule: 'forbidden',
}))
const march: readonly CeilingRow[] = [
  { purpose: training, category: 'telemetry', rule: 'no_choice' },
]

function strictest(
  versions: readonly (readonly CeilingRow[])[],
  purpose: string,
  category: string | null,
): string {
  return strictestCeiling(ceilingsFor(versions, purpose, category))
}

describe('ceilingsFor', () => {
  it('finds what a version forbids for a category, and leaves the others open', () => {
    expect(strictest([august], training, 'audio')).toBe('forbidden')
    expect(strictest([august], training, 'telemetry')).toBe('open')
    expect(strictest([august], 'product_improvement', 'audio')).toBe('open')
  })

  it('says where no choice is offered', () => {
    expect(strictest([march], training, 'telemetry')).toBe('no_choice')
  })

  it('takes the stricter of the terms in force and those consented under, whichever is which', () => {
    const consented: CeilingRow[] = [
      { purpose: training, category: 'telemetry', rule: 'forbidden' },
    ]
    expect(strictest([march, consented], training, 'telemetry')).toBe('forbidden')
    expect(strictest([consented, march], training, 'telemetry')).toBe('forbidden')
  })

  it('a rule about a whole purpose counts for each of its categories', () => {
    const whole: CeilingRow[] = [{ purpose: training, category: null, rule: 'forbidden' }]
    expect(strictest([whole], training, 'whiteboard')).toBe('forbidden')
  })

  it('a rule about one input of a feature counts for the feature, which is asked as one', () => {
    const input: CeilingRow[] = [
      { purpose: 'meeting_summary', category: 'audio', rule: 'forbidden' },
    ]
    expect(strictest([input], 'meeting_summary', null)).toBe('forbidden')
    expect(strictest([input], 'chat_compose', null)).toBe('open')
  })

  it('another version or rule never makes it less strict', () => {
    const order = ['forbidden', 'no_choice', 'open']
    const rows = fc.array(
      fc.record({
        purpose: fc.constantFrom(training, 'product_improvement'),
        category: fc.constantFrom('audio', 'chat', null),
        rule: fc.constantFrom('forbidden' as const, 'no_choice' as const),
      }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 3 }), rows, (versions, another) => {
        const before = order.indexOf(strictest(versions, training, 'audio'))
        const after = order.indexOf(strictest([...versions, another], training, 'audio'))
        expect(after).toBeLessThanOrEqual(before)
      }),
    )
  })
})
