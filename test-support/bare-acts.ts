import { hash } from 'node:crypto'
import { expect } from 'vitest'
import type { Act } from '#lib/domain/ledger/act.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Database } from '#lib/store/database.ts'

let made = 0

/** Acts with nothing but their event and their leaf: all that the ledger is about. */
export function bareActs(count: number, at = new Date('2026-03-02T09:00:00Z')): Act[] {
  return Array.from({ length: count }, () => {
    made += 1
    // In no order, so that nothing can lean on the order of ids.
    const eventId = hash('sha256', `act ${String(made)}`).replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/,
      '$1-$2-$3-$4-$5',
    )
    const leaf = new TextEncoder().encode(`{"commit":"${eventId}","v":1}`)
    const event = { id: eventId, kind: 'choices_made' as const, accountId: null, actorId: null, at }
    return { eventId, rows: { event: [event], ledger_pending: [{ eventId, leaf }] } }
  })
}

/** Answers the ids of their events, in the order in which they wait. */
export async function appendBareActs(
  database: Database,
  count: number,
  at?: Date,
): Promise<string[]> {
  const acts = bareActs(count, at)
  expect(await appendActs(database, acts)).toMatchObject({ ok: true })
  return acts.map(({ eventId }) => eventId)
}
