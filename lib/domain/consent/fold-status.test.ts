import { resolveWithinAccount } from '@assent/decision'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldStatus, withStaleness, type RecordedAct } from './fold-status.ts'
import {
  dayOf,
  give,
  GROUP,
  histories,
  history,
  permit,
  refuse,
  request,
  turnOff,
  withdraw,
} from './testdata/acts.ts'

const LATER = dayOf(300)
const present = { position: null, at: LATER }
const statusOf = (acts: readonly RecordedAct[]) => foldStatus(acts, present).status

describe('foldStatus', () => {
  it('C1: nothing recorded is undecided, with nothing it rests on', () => {
    expect(foldStatus([], present)).toEqual({
      status: 'undecided',
      since: null,
      answer: null,
      asked: null,
    })
  })

  it('C1: permitting and asking alone leave nobody with a yes', () => {
    expect(statusOf(history([permit]))).toBe('undecided')
    expect(statusOf(history([permit, request]))).toBe('requested')
  })

  it('says which act a status rests on, when it was and where it stands', () => {
    const view = foldStatus(history([permit, request, give]), present)
    const evidence = { eventId: 'event-2', position: 20, at: dayOf(2) }
    expect(view).toEqual({
      status: 'given',
      since: evidence,
      answer: { ...evidence, kind: 'give', expiresAt: null },
      asked: { eventId: 'event-1', position: 10, at: dayOf(1) },
    })
  })

  it('keeps what the person said beside what another’s act made of it', () => {
    const view = foldStatus(history([permit, give, turnOff]), present)
    expect(view.status).toBe('revoked')
    expect(view.since?.eventId).toBe('event-2')
    expect(view.answer).toMatchObject({ kind: 'give', eventId: 'event-1' })
  })

  it('C9: turning off ends a yes for good: permitting again asks again and revives nothing', () => {
    expect(statusOf(history([permit, give, turnOff, permit]))).toBe('revoked')
    expect(statusOf(history([permit, give, turnOff, permit, request]))).toBe('requested')
    expect(statusOf(history([permit, give, turnOff, permit, give]))).toBe('given')
  })

  it('a yes that lands behind an off met a closed door, and does not come alive when it opens', () => {
    expect(statusOf(history([permit, turnOff, give]))).toBe('revoked')
    expect(statusOf(history([permit, turnOff, give, permit]))).toBe('revoked')
  })

  it('a group’s off ends a yes like the account’s, and the account cannot lift it', () => {
    const off = { kind: 'off', scopeId: GROUP } as const
    expect(statusOf(history([permit, give, off]))).toBe('revoked')
    expect(statusOf(history([permit, off, permit, give]))).toBe('revoked')
    const lifted = { kind: 'members_decide', scopeId: GROUP } as const
    expect(statusOf(history([permit, off, lifted, give]))).toBe('given')
  })

  it('a no outlasts off, permitting again and being asked again', () => {
    expect(statusOf(history([permit, refuse, turnOff, permit, request]))).toBe('refused')
    expect(statusOf(history([permit, give, withdraw, turnOff, permit, request]))).toBe('withdrawn')
  })

  it('a no that lands behind an off is kept as a no', () => {
    expect(statusOf(history([permit, give, turnOff, withdraw]))).toBe('withdrawn')
    expect(statusOf(history([permit, give, turnOff, refuse]))).toBe('refused')
  })

  it('throws on acts that are out of order', () => {
    const acts = history([permit, give])
    expect(() => foldStatus(acts.toReversed(), present)).toThrow('event-0 is out of order')
    const sequencedLast = [...history([give], 1), ...history([refuse])]
    expect(() => foldStatus(sequencedLast, present)).toThrow('out of order')
  })
})

describe('expiry', () => {
  const acts = history([permit, { kind: 'give', expiresAt: dayOf(5) }])
  const at = (day: number) => foldStatus(acts, { position: null, at: dayOf(day) })

  it('a yes runs out at the instant it states, not before', () => {
    expect(at(4).status).toBe('given')
    expect(at(5).status).toBe('expired')
  })

  it('an expired yes still says which yes it was', () => {
    expect(at(9).since?.eventId).toBe('event-1')
  })

  it('is asked again once it has run out, and not while it stands', () => {
    const early = history([permit, { kind: 'give', expiresAt: dayOf(5) }, request])
    expect(foldStatus(early, { position: null, at: dayOf(4) }).status).toBe('given')
    const late = history([permit, { kind: 'give', expiresAt: dayOf(2) }, permit, request])
    expect(statusOf(late)).toBe('requested')
  })

  it('a new yes counts from its own expiry', () => {
    const renewed = history([permit, { kind: 'give', expiresAt: dayOf(2) }, permit, give])
    expect(foldStatus(renewed, present)).toMatchObject({
      status: 'given',
      since: { eventId: 'event-3' },
    })
  })
})

describe('as of a position', () => {
  const acts = history([permit, request, give, withdraw, give, turnOff])

  it.each([
    [-1, 'undecided'],
    [0, 'undecided'],
    [10, 'requested'],
    [19, 'requested'],
    [20, 'given'],
    [30, 'withdrawn'],
    [40, 'given'],
    [50, 'revoked'],
  ])('C18: at %i it was %s', (position, status) => {
    expect(foldStatus(acts, { position, at: LATER }).status).toBe(status)
  })

  it('C12: a withdrawal leaves what was before it as it was', () => {
    const before = history([permit, give])
    const after = history([permit, give, withdraw])
    const asOf = { position: 10, at: LATER }
    expect(foldStatus(after, asOf)).toEqual(foldStatus(before, asOf))
    expect(foldStatus(after, asOf).status).toBe('given')
  })

  it('C18: equals what was in force then, for any history and any position', () => {
    fc.assert(
      fc.property(histories, fc.nat(150), (any, position) => {
        const until = any.filter((act) => act.position !== null && act.position <= position)
        expect(foldStatus(any, { position, at: LATER })).toEqual(foldStatus(until, present))
      }),
    )
  })

  it('an act that awaits its position is part of the present and of no position', () => {
    const pending = history([permit, give, withdraw], 1)
    expect(foldStatus(pending, present).status).toBe('withdrawn')
    expect(foldStatus(pending, { position: 1_000_000, at: LATER }).status).toBe('given')
  })
})

describe('what always holds', () => {
  it('C4: given means that the person’s last word is a yes that no lock, time or no followed', () => {
    fc.assert(
      fc.property(histories, (acts) => {
        const view = foldStatus(acts, present)
        if (view.status !== 'given') return
        expect(view.answer?.kind).toBe('give')
        const after = acts.slice(acts.findIndex((act) => act.eventId === view.answer?.eventId) + 1)
        expect(after.some(({ kind }) => ['off', 'refuse', 'withdraw'].includes(kind))).toBe(false)
        expect(view.answer?.expiresAt == null || view.answer.expiresAt > LATER).toBe(true)
      }),
    )
  })

  it('a no at the end is a no, whatever came before it', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom('refuse', 'withdraw'), (acts, kind) => {
        const last = { kind, eventId: 'last', position: null, at: LATER } as const
        expect(['refused', 'withdrawn']).toContain(statusOf([...acts, last]))
      }),
    )
  })

  it('an off at the end leaves no yes, and permitting after it none either', () => {
    fc.assert(
      fc.property(histories, (acts) => {
        const end = { position: null, at: LATER, scopeId: 'account-1' } as const
        const off = [...acts, { ...end, kind: 'off', eventId: 'off' } as const]
        expect(statusOf(off)).not.toBe('given')
        const on = [...off, { ...end, kind: 'members_decide', eventId: 'on' } as const]
        expect(statusOf(on)).toBe(statusOf(off))
      }),
    )
  })

  it('permitting never changes anyone’s status', () => {
    fc.assert(
      fc.property(histories, (acts) => {
        const on = { kind: 'members_decide', scopeId: 'account-1', eventId: 'on' } as const
        const after = [...acts, { ...on, position: null, at: LATER }]
        expect(foldStatus(after, present)).toEqual(foldStatus(acts, present))
      }),
    )
  })

  it('C2, C5: acts on one question never change the answer to another', () => {
    const keys = [
      'feature meeting_summary',
      'sharing improvement audio',
      'sharing improvement chat',
    ]
    const worlds = fc.record(Object.fromEntries(keys.map((key) => [key, histories])))
    fc.assert(
      fc.property(worlds, fc.constantFrom(...keys), histories, (world, changed, acts) => {
        const answers = (of: Record<string, readonly RecordedAct[]>) =>
          keys
            .filter((key) => key !== changed)
            .map((key) =>
              resolveWithinAccount({
                kind: key.startsWith('feature') ? 'feature' : 'sharing',
                ceilings: [],
                account: 'members_decide',
                groups: [],
                ground: 'consent',
                member: statusOf(of[key] ?? []),
              }),
            )
        expect(answers({ ...world, [changed]: acts })).toEqual(answers(world))
      }),
    )
  })
})

describe('withStaleness', () => {
  const given = foldStatus(history([permit, give]), present)

  it('C8: a yes whose basis widened is stale, and no longer a yes', () => {
    expect(withStaleness(given, true).status).toBe('stale')
    expect(withStaleness(given, true).since).toEqual(given.since)
  })

  it('C8: a yes whose basis is what it was stays a yes', () => {
    expect(withStaleness(given, false)).toBe(given)
  })

  it('C7: new terms can end a yes, and touch nothing else: they never make one', () => {
    fc.assert(
      fc.property(histories, (acts) => {
        const view = foldStatus(acts, present)
        if (view.status !== 'given') expect(withStaleness(view, true)).toBe(view)
      }),
    )
  })

  it('someone asked after their yes is asked, not only stale', () => {
    const asked = foldStatus(history([permit, give, request]), present)
    expect(withStaleness(asked, true)).toMatchObject({
      status: 'requested',
      since: { eventId: 'event-2' },
    })
    const askedBefore = foldStatus(history([permit, request, give]), present)
    expect(withStaleness(askedBefore, true).status).toBe('stale')
  })

  it('sees a request that awaits its position behind a yes that has one, and behind one that has none', () => {
    const first = foldStatus(history([permit, give, request], 1), present)
    expect(withStaleness(first, true).status).toBe('requested')
    const second = foldStatus(history([permit, give, request], 2), present)
    expect(withStaleness(second, true).status).toBe('requested')
    const renewed = foldStatus(history([permit, request, give], 1), present)
    expect(withStaleness(renewed, true).status).toBe('stale')
  })
})
