import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combine, isPermitted, OPINIONS, type Opinion } from './opinion.ts'

const opinion = fc.constantFrom(...OPINIONS)
const opinions = fc.array(opinion, { minLength: 1, maxLength: 8 })

describe('combine', () => {
  it('takes the strictest of PROHIBITED < DENY < UNSET < GRANT, for every pair', () => {
    const order: Opinion[] = ['PROHIBITED', 'DENY', 'UNSET', 'GRANT']
    for (const [i, a] of order.entries()) {
      for (const [j, b] of order.entries()) {
        expect(combine([a, b])).toBe(order[Math.min(i, j)])
      }
    }
  })

  it('has no opinion where there is no voter', () => {
    expect(combine([])).toBeNull()
    expect(isPermitted(combine([]))).toBe(false)
  })

  it('does not depend on the order of the voters', () => {
    fc.assert(
      fc.property(
        opinions.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
          ),
        ),
        ([list, shuffled]) => combine(list) === combine(shuffled),
      ),
    )
  })

  it('does not depend on how voters are grouped', () => {
    fc.assert(
      fc.property(opinions, opinions, (left, right) => {
        const parts = [combine(left), combine(right)].filter((each) => each !== null)
        expect(combine(parts)).toBe(combine([...left, ...right]))
      }),
    )
  })

  it('is not changed by asking the same voters twice', () => {
    fc.assert(fc.property(opinions, (list) => combine([...list, ...list]) === combine(list)))
  })

  it('never widens by another voter', () => {
    fc.assert(
      fc.property(opinions, opinion, (list, another) => {
        if (!isPermitted(combine(list)))
          expect(isPermitted(combine([...list, another]))).toBe(false)
      }),
    )
  })

  it('throws on an opinion it does not know, alone or beside a yes', () => {
    expect(() => combine(['GRANT', 'ALLOW' as Opinion])).toThrow('unknown opinion "ALLOW"')
    expect(() => combine([undefined as unknown as Opinion])).toThrow('unknown opinion')
  })
})

describe('isPermitted', () => {
  it('holds for GRANT and for nothing else', () => {
    expect([...OPINIONS, null].filter(isPermitted)).toEqual(['GRANT'])
  })
})
