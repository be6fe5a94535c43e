import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnswerColumn, basisIn, isAskedIn, MAX_BASIS, statusIn } from './answer-column.ts'
import { CONSENT_STATUSES } from './consent-status.ts'
import { IdMap } from './id-map.ts'
import { MemberRows } from './member-rows.ts'

describe('IdMap', () => {
  it('does what a Map does, before and after it is split', () => {
    const map = new IdMap()
    const model = new Map<string, number>()
    for (let i = 0; i < 60_000; i++) {
      const id = `user-${(i * 7919) % 20_011}@example.com`
      expect(map.get(id)).toBe(model.get(id))
      if (i % 5 === 4) {
        map.delete(id)
        model.delete(id)
      } else {
        map.set(id, i)
        model.set(id, i)
      }
    }
    for (const id of ['', 'a', 'user-1']) expect(map.get(id)).toBeUndefined()
  })
})

describe('MemberRows', () => {
  const LONG = 'an id that is longer than what a row has room for'
  const ids = fc.constantFrom('a', LONG, '0190b0a0-0000-7000-8000-000000000001')
  const acts = fc.array(
    fc.record({
      account: fc.nat(2),
      id: ids,
      external: fc.option(fc.constantFrom('a', 'x', LONG), { nil: null }),
      isGone: fc.boolean(),
    }),
    { maxLength: 30 },
  )

  it('finds each member in their own account, by both ids, whoever has the same elsewhere', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const rows = new MemberRows()
        const model = new Map<string, { external: string | null; row: number }>()
        for (const { account, id, external, isGone } of list) {
          const key = `${account} ${id}`
          const known = model.get(key)
          if (isGone) {
            if (known !== undefined) rows.remove(known.row)
            model.delete(key)
          } else {
            const row = rows.put(account, { id, external, groups: [], isMinor: null })
            if (known !== undefined) expect(row).toBe(known.row)
            model.set(key, { external, row })
          }
        }
        for (const account of [0, 1, 2])
          for (const id of ['a', LONG, '0190b0a0-0000-7000-8000-000000000001', 'x', 'y']) {
            const mine = [...model].filter(([key]) => key.startsWith(`${account} `))
            const byId = mine.find(([key]) => key === `${account} ${id}`)?.[1].row
            const byExternal = mine
              .filter(([, each]) => each.external === id)
              .map(([, { row }]) => row)
            const found = rows.find(account, id)
            if (byId !== undefined) expect(found).toBe(byId)
            else if (byExternal.length > 0) expect(byExternal).toContain(found)
            else expect(found).toBeNull()
          }
      }),
      { numRuns: 500 },
    )
  })
})

describe('AnswerColumn', () => {
  const cell = fc.record({
    status: fc.constantFrom(...CONSENT_STATUSES),
    isAsked: fc.boolean(),
    basis: fc.nat(MAX_BASIS),
    expires: fc.nat(0xffffffff),
  })

  it('keeps what was set, by row, however far apart', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50_000), cell), { maxLength: 20 }), (sets) => {
        const column = new AnswerColumn()
        for (const [row, { status, isAsked, basis, expires }] of sets)
          column.set(
            row,
            CONSENT_STATUSES.indexOf(status) | (isAsked ? 8 : 0) | (basis << 4),
            expires,
          )
        for (const [row, each] of new Map(sets)) {
          const packed = column.packedAt(row)
          expect(statusIn(packed)).toBe(each.status)
          expect(isAskedIn(packed)).toBe(each.isAsked)
          expect(basisIn(packed)).toBe(each.basis)
          expect(column.expiresAt(row)).toBe(each.expires)
        }
        expect(statusIn(column.packedAt(60_000))).toBe('undecided')
      }),
    )
  })
})
