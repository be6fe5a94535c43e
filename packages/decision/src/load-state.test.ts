import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { applyIncrement, loadState } from './load-state.ts'
import { StateFormatError } from './record-reader.ts'
import { Snapshot } from './snapshot.ts'
import { stateLines } from './state-lines.ts'
import {
  account,
  basis,
  change,
  increment,
  linesOf,
  MEETING,
  member,
  NOW,
  participant,
  permission,
  snapshotOf,
  world,
} from './testdata/world.ts'

const noPause = () => Promise.resolve()
const about = {
  kind: 'member',
  account: 'acme',
  member: 'ann',
  purpose: 'meeting_summary',
} as const

async function load(text: string): Promise<Snapshot> {
  const snapshot = new Snapshot()
  await loadState(snapshot, [text], noPause)
  snapshot.heard(NOW)
  return snapshot
}

describe('loadState', () => {
  it('answers nothing before it is whole', async () => {
    const snapshot = new Snapshot()
    snapshot.heard(NOW)
    expect(evaluate(snapshot, about, NOW).decision).toBe('deny')
    const seen: string[] = []
    const lines = linesOf(world).split(/(?<=\n)/)
    function* watched() {
      for (const each of lines) {
        seen.push(evaluate(snapshot, about, NOW).decision)
        yield each
      }
    }
    await loadState(snapshot, watched(), noPause)
    expect(new Set(seen)).toEqual(new Set(['deny']))
    expect(evaluate(snapshot, about, NOW).decision).toBe('permit')
  })

  it('reads bytes that are cut anywhere, within a letter too', async () => {
    const named = world.map((each) =>
      each.type === 'purpose' ? { ...each, title: 'Résumé — 概要' } : each,
    )
    const bytes = new TextEncoder().encode(linesOf(named))
    const chunks = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) =>
      bytes.subarray(i * 7, i * 7 + 7),
    )
    const snapshot = new Snapshot()
    await loadState(snapshot, chunks, noPause)
    expect(snapshot.purposes.get('meeting_summary')?.title).toBe('Résumé — 概要')
  })

  it('gives way every so many lines', async () => {
    const many = Array.from({ length: 1_000 }, (_, i) => member('acme', `m${i}`))
    let pauses = 0
    const snapshot = new Snapshot()
    await loadState(snapshot, [linesOf([...world, ...many])], () => {
      pauses++
      return Promise.resolve()
    })
    expect(pauses).toBeGreaterThanOrEqual(5)
  })

  const whole = linesOf(world)
  const lines = whole.trimEnd().split('\n')
  const broken: [string, string][] = [
    ['nothing', ''],
    ['cut off after a line', `${lines.slice(0, -1).join('\n')}\n`],
    ['cut off within a line', whole.slice(0, -20)],
    ['without its last newline', whole.trimEnd()],
    ['a line lost', lines.filter((_, i) => i !== 5).join('\n') + '\n'],
    ['something after the end', `${whole}{}\n`],
    ['no JSON', whole.replace('"type":"rules"', '"type":rules')],
    ['another format', whole.replace('state/1', 'state/2')],
    ['an unknown record', whole.replace('"type":"rules"', '"type":"wishes"')],
    ['a member before their account', linesOf([member('nobody', 'x')])],
    ['a status that is none', whole.replace('"answers":[0,2,', '"answers":[0,16,')],
    ['a question that is not in the header', whole.replace('"answers":[0,2,', '"answers":[9,2,')],
    ['a ceiling that is none', whole.replace('"open"]]', '"wide_open"]]')],
    ['a flag that is a text', whole.replace('"closed":false', '"closed":"false"')],
    ['a permission that turns on', whole.replace('"members_decide"', '"on"')],
  ]
  it.each(broken)('refuses %s, and answers nothing', async (_, text) => {
    const snapshot = new Snapshot()
    snapshot.heard(NOW)
    await expect(loadState(snapshot, [text], noPause)).rejects.toThrow(StateFormatError)
    expect(evaluate(snapshot, about, NOW).reasons).toEqual([
      { code: 'NOT_READY', level: 'question', count: 1 },
    ])
  })

  it('is not ready before it has reached the position that the state ends with', async () => {
    const snapshot = new Snapshot()
    const text = whole.replace(/("records":\d+,"position":)10/, '$112')
    await loadState(snapshot, [text], noPause)
    snapshot.heard(NOW)
    expect(evaluate(snapshot, about, NOW).decision).toBe('deny')
    applyIncrement(snapshot, increment(10, 11, []))
    expect(evaluate(snapshot, about, NOW).decision).toBe('deny')
    applyIncrement(snapshot, increment(11, 12, []))
    expect(evaluate(snapshot, about, NOW).decision).toBe('permit')
  })
})

describe('applyIncrement', () => {
  it('applies in order, knows what it has, and refuses a gap for good', async () => {
    const snapshot = await snapshotOf()
    const first = increment(10, 12, [member('acme', 'ann', [[0, 'withdrawn']])])
    expect(applyIncrement(snapshot, first)).toBe('applied')
    expect(evaluate(snapshot, about, NOW)).toMatchObject({ decision: 'deny', revision: 12 })
    expect(applyIncrement(snapshot, first)).toBe('known')
    expect(applyIncrement(snapshot, increment(13, 14, []))).toBe('gap')
    snapshot.heard(NOW)
    const audio = { ...about, member: 'bob', purpose: 'product_improvement', category: 'audio' }
    expect(evaluate(snapshot, audio, NOW).reasons[0]?.code).toBe('STATE_OLD')
    expect(evaluate(snapshot, { ...about, member: 'bob' }, NOW + 30_001).decision).toBe('deny')
  })

  it('is a gap for a snapshot that has loaded nothing', () => {
    expect(applyIncrement(new Snapshot(), increment(10, 11, []))).toBe('gap')
  })

  it('breaks the state by a change that cannot be read, having changed nothing', async () => {
    const snapshot = await snapshotOf()
    const wrong = increment(10, 11, [
      member('acme', 'ann', [[0, 'refused']]),
      { type: 'wishes' } as never,
    ])
    expect(() => applyIncrement(snapshot, wrong)).toThrow(StateFormatError)
    expect(evaluate(snapshot, about, NOW).reasons[0]?.code).toBe('NOT_READY')
    expect(applyIncrement(snapshot, increment(10, 11, []))).toBe('gap')
  })

  it('reads its numbers by its own header', async () => {
    const snapshot = await snapshotOf()
    const json = increment(10, 11, [member('acme', 'ann', [[0, 'refused']])]) as {
      questions: unknown[]
    }
    json.questions = [['product_improvement', 'chat']]
    applyIncrement(snapshot, json)
    expect(evaluate(snapshot, about, NOW).decision).toBe('permit')
    const chat = { ...about, purpose: 'product_improvement', category: 'chat' }
    expect(evaluate(snapshot, chat, NOW).reasons[0]?.code).toBe('MEMBER_REFUSED')
  })
})

describe('stateLines', () => {
  it('writes what loadState reads: the same state, the same lines', async () => {
    const snapshot = await snapshotOf(
      account('acme', { regime: 'healthcare', authorised: ['meeting_summary'], setting: 'clinic' }),
      permission('acme', 2, { permission: 'off' }),
      { type: 'group_permission', account: 'acme', group: 'hr', question: 0, permission: 'off' },
      member('acme', 'bob', [[0, 'given', { asked: true, expires: 2_000_000_000 }]], {
        groups: ['hr', 'it'],
        minor: true,
        external: null,
      }),
      member('beta', 'gone', []),
      member('beta', 'gone', [], { left: true }),
      basis('basis-0', 0, { staleFrom: NOW + 5, ceiling: 'no_choice', coversElsewhere: true }),
      { ...MEETING, label: 'hr' },
      participant('p-g', null, null, { answers: { meeting_summary: ['include', 7] }, minor: true }),
    )
    const text = [...stateLines(snapshot)].join('')
    const again = await load(text)
    expect([...stateLines(again)].join('')).toBe(text)
    expect(again.position).toBe(snapshot.position)
    for (const id of ['ann', 'bob'])
      expect(evaluate(again, { ...about, member: id }, NOW)).toEqual(
        evaluate(snapshot, { ...about, member: id }, NOW),
      )
  })

  it('leaves out the accounts that a client may not see', async () => {
    const snapshot = await snapshotOf()
    const text = [...stateLines(snapshot, (id) => id === 'beta')].join('')
    expect(text).not.toMatch(/acme|"ann"|m1/)
    const scoped = await load(text)
    expect(evaluate(scoped, about, NOW).reasons[0]?.code).toBe('UNKNOWN_ACCOUNT')
    expect(evaluate(scoped, { ...about, account: 'beta', member: 'vic' }, NOW).decision).toBe(
      'permit',
    )
  })

  it('taken while the state goes on changing, is ready only at its end, and then the same', async () => {
    const source = await snapshotOf()
    const changes: unknown[] = []
    const lines: string[] = []
    for (const each of stateLines(source)) {
      lines.push(each)
      const status = lines.length % 2 === 0 ? ('withdrawn' as const) : ('given' as const)
      if (lines.length % 3 !== 0) continue
      changes.push(
        increment(source.position, source.position + 1, [member('acme', 'ann', [[0, status]])]),
      )
      change(source, member('acme', 'ann', [[0, status]]))
    }
    const copy = await load(lines.join(''))
    expect(copy.readyFrom).toBeGreaterThan(copy.position)
    for (const each of changes) {
      if (copy.position < copy.readyFrom)
        expect(evaluate(copy, about, NOW).reasons[0]?.code).toBe('NOT_READY')
      expect(applyIncrement(copy, each)).toBe('applied')
    }
    expect(evaluate(copy, about, NOW)).toEqual(evaluate(source, about, NOW))
    expect([...stateLines(copy)]).toEqual([...stateLines(source)])
  })
})
