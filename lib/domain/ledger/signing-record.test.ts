import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planEnd, planRotation, TAKING_UP_MS } from './key-plan.ts'
import {
  checkpointSigners,
  isInUse,
  keyEnd,
  keyState,
  keyWithin,
  wholeSecond,
  type KeyEvent,
  type RecordedKey,
} from './signing-record.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2) + seconds * 1000)

function key(seq: number, use: RecordedKey['use'] = 'ledger', events: readonly KeyEvent[] = []) {
  const id = `${use}-${String(seq)}`
  return {
    id,
    use,
    seq,
    publicKey: new Uint8Array(32),
    createdAt: at(0),
    certificate: null,
    events,
  }
}

function event(kind: KeyEvent['kind'], index: number | null, until: Date | null = null): KeyEvent {
  return { eventId: `${kind}-${String(index)}`, kind, at: at(0), until, reason: 'why', index }
}

describe('the state of a key', () => {
  const retired = key(1, 'ledger', [event('added', 0), event('retired', 5, at(60))])

  test('is active while it has no end, retiring until it comes, and retired from that second on', () => {
    expect(keyState(key(1), at(0))).toBe('active')
    expect(keyState(key(1, 'ledger', [event('added', 0)]), at(0))).toBe('active')
    expect(keyState(retired, at(59.999))).toBe('retiring')
    expect(keyState(retired, at(60))).toBe('retired')
    expect([isInUse(retired, at(59)), isInUse(retired, at(60))]).toEqual([true, false])
    expect(keyEnd(retired)).toEqual(at(60))
  })

  test('is revoked whatever was said before', () => {
    const revoked = key(1, 'ledger', [...retired.events, event('revoked', 9, at(30))])
    expect(keyState(revoked, at(0))).toBe('revoked')
    expect(isInUse(revoked, at(0))).toBe(false)
    expect(keyEnd(revoked)).toEqual(at(30))
  })
})

describe('the keys as the first entries have them', () => {
  const first = key(1, 'ledger', [event('added', 0), event('retired', 7, at(60))])
  const second = key(2, 'ledger', [event('added', 6)])
  const keys = [first, second, key(1, 'receipt', [event('added', 1)])]
  const signers = (size: number, now: Date) =>
    checkpointSigners(keys, size, now).map(({ id }) => id)

  test('the first key needs no entry, and another begins and ends with its entries', () => {
    expect(signers(0, at(0))).toEqual(['ledger-1'])
    expect(signers(6, at(100))).toEqual(['ledger-1'])
    expect(signers(7, at(100))).toEqual(['ledger-1', 'ledger-2'])
    expect(signers(8, at(59))).toEqual(['ledger-1', 'ledger-2'])
    expect(signers(8, at(60))).toEqual(['ledger-2'])
  })

  test('what awaits its place says nothing yet', () => {
    const waiting = key(2, 'ledger', [event('added', null)])
    expect(keyWithin(waiting, 100)).toBeNull()
    expect(keyWithin(key(1, 'ledger', [event('added', null)]), 100)?.events).toEqual([])
  })
})

describe('plans', () => {
  const keys = [
    key(1, 'ledger', [event('added', 0)]),
    key(1, 'receipt', [event('added', 1), event('retired', 9, at(1_000))]),
    { ...key(2, 'receipt', [event('added', 8)]), createdAt: at(100) },
  ]

  test('a key is followed by the next of its use, and never ends before everybody knows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (ms, now) => {
        const when = new Date(at(200).getTime() + now)
        const { follows, seq, ends } = planRotation(keys, 'receipt', ms, when)
        expect([follows.id, seq, ends.kind, ends.seq]).toEqual(['receipt-2', 3, 'retired', 2])
        expect(ends.until.getMilliseconds()).toBe(0)
        const lasts = ends.until.getTime() - when.getTime()
        expect(lasts).toBeGreaterThanOrEqual(Math.max(ms, TAKING_UP_MS))
        expect(lasts).toBeLessThan(Math.max(ms, TAKING_UP_MS) + 1000)
      }),
    )
  })

  test('a key of the ledger may end at once: whoever signs with it reads what is recorded first', () => {
    expect(planRotation(keys, 'ledger', 0, at(0.5)).ends.until).toEqual(at(1))
  })

  test('its end is its second event also where its beginning is not on record', () => {
    expect(planRotation([key(1, 'ledger')], 'ledger', 0, at(0)).ends.seq).toBe(2)
    expect(() => planRotation([], 'ledger', 0, at(0))).toThrow('holds no ledger key')
  })

  test('a key ends early, as soon as programs had the time to take up its successor', () => {
    const just = planEnd(keys, 'receipt-1', 'retired', at(159))
    expect(just).toEqual({ ok: false, code: 'key_just_followed' })
    const planned = planEnd(keys, 'receipt-1', 'retired', at(160.5))
    expect(planned).toMatchObject({ value: { ends: { kind: 'retired', seq: 3, until: at(161) } } })
  })

  test('a revoked key ends no later than it had to', () => {
    const planned = planEnd(keys, 'receipt-1', 'revoked', at(2_000))
    expect(planned).toMatchObject({ value: { ends: { kind: 'revoked', until: at(1_000) } } })
  })

  test.each([
    ['unknown', 'retired', 'key_unknown'],
    ['receipt-2', 'retired', 'key_active'],
    ['ledger-1', 'revoked', 'key_active'],
    ['receipt-1', 'retired', 'key_ended'],
  ] as const)('of %s, to be %s, it says %s', (id, kind, code) => {
    expect(planEnd(keys, id, kind, at(2_000))).toEqual({ ok: false, code })
  })

  test('nothing follows a revocation', () => {
    const [ledger, old, next] = keys
    const revoked = { ...old!, events: [...old!.events, event('revoked', 12, at(1_000))] }
    for (const kind of ['retired', 'revoked'] as const)
      expect(planEnd([ledger!, revoked, next!], 'receipt-1', kind, at(2_000))).toEqual({
        ok: false,
        code: 'key_ended',
      })
  })
})

test('a whole second is never earlier than the instant', () => {
  expect(wholeSecond(at(1))).toEqual(at(1))
  expect(wholeSecond(at(1.001))).toEqual(at(2))
})
