import { Snapshot } from '@assent/decision'
import { expect, test } from 'vitest'
import type { KeptAnswer } from '#lib/domain/decision/kept-answer.ts'
import { Audit } from './audit.ts'
import { decideEvaluation } from './decide-evaluation.ts'

const key = { id: 'k', accountId: null, scopes: [], secretDigest: '' } as const
const asked = {
  subject: { type: 'user', id: 'u', properties: {} },
  action: { name: 'meeting_summary' },
  resource: { type: 'account', id: 'a', properties: {} },
  context: {},
}

function note(audit: Audit, count: number): void {
  const snapshot = new Snapshot()
  for (let i = 0; i < count; i++) {
    const answer = decideEvaluation(snapshot, asked, key, 1_000)
    audit.note({ id: String(i), answer, asked, key, interface: 'authzen' }, snapshot)
  }
}

test('what cannot be written waits, and beyond what can wait it is lost and counted', async () => {
  const kept: string[] = []
  const place = { isAway: true }
  const audit = new Audit(1, (rows: readonly KeptAnswer[]) => {
    if (place.isAway) return Promise.reject(new Error('the database is away'))
    kept.push(...rows.map(({ id }) => id))
    return Promise.resolve()
  })
  note(audit, 50_010)
  expect(audit.lost).toBe(10)
  await audit.flush()
  expect(audit.written).toBe(0)
  place.isAway = false
  await audit.flush()
  expect(audit.written).toBe(50_000)
  expect(kept).toEqual(Array.from({ length: 50_000 }, (_, i) => String(i)))
})

test('of a share, as many are kept as chance has it; of none, none', async () => {
  for (const [share, expected] of [
    [0, 0],
    [0.25, 25],
    [1, 100],
  ] as const) {
    let drawn = 0
    const audit = new Audit(
      share,
      () => Promise.resolve(),
      () => (drawn++ % 100) / 100,
    )
    note(audit, 100)
    await audit.flush()
    expect(audit.written).toBe(expected)
  }
})
