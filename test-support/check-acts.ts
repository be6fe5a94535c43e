import { createPublicKey, verify } from 'node:crypto'
import { leafBytes, parseStatement } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { expect } from 'vitest'
import type { World } from './world.ts'

type StoredAct = {
  id: string
  kind: string
  accountId: string | null
  at: Date
  jws: string | null
  salt: Buffer | null
  leaf: Buffer | null
  pending: number
  entries: number
  erased: boolean
}

/** Of which tables an act of a kind has at least one row, and of no others. */
const detailsOf: Record<string, readonly string[]> = {
  account_created: [],
  member_added: ['member_role'],
  role_changed: ['member_role'],
  catalogue_published: ['catalogue_publication'],
  terms_published: ['publication'],
  terms_answered: ['acceptance'],
  permissions_set: ['permission', 'asking'],
  members_asked: ['request'],
  choices_made: ['choice'],
  record_opened: ['inspection'],
  signing_key_added: ['key_event'],
  signing_key_ended: ['key_event'],
  api_key_created: ['api_key'],
  api_key_revoked: ['api_key_revocation'],
  records_exported: ['disclosure'],
  erasure_requested: ['erasure_request'],
  member_erased: ['erasure', 'member_role'],
  evidence_opened: ['evidence_opening'],
  meeting_answered: ['meeting_response', 'meeting_answer'],
  notice_displayed: ['meeting_display'],
  meeting_asked: ['meeting_asking'],
  guest_erased: ['erasure'],
  account_policy_set: ['account_policy'],
  feature_policy_set: ['feature_policy'],
  observation_set: ['observation'],
  group_set: ['account_group', 'group_member', 'group_permission'],
}

/**
 * Every act on record is one event with one statement, one salt and one leaf, which waits or is entered;
 * the leaf commits to the statement, and the statement is signed and about that event, unless an erasure on
 * record took it. Run it after each step of a test. Answers how many acts there are, by kind.
 */
export async function checkActs({ database, keys }: World): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<StoredAct>(
    `SELECT e.id, e.kind, e.account_id AS "accountId", e.at, r.jws, s.salt, coalesce(p.leaf, n.leaf) AS leaf,
            (SELECT count(*)::int FROM ledger_pending x WHERE x.event_id = e.id) AS pending,
            (SELECT count(*)::int FROM entry x WHERE x.event_id = e.id) AS entries,
            EXISTS (SELECT FROM erased_statement x WHERE x.event_id = e.id) AS erased
       FROM event e LEFT JOIN receipt r ON r.event_id = e.id LEFT JOIN secret s ON s.event_id = e.id
       LEFT JOIN ledger_pending p ON p.event_id = e.id LEFT JOIN entry n ON n.event_id = e.id`,
  )
  const key = createPublicKey({
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      x: Buffer.from(keys.receipt.publicKey).toString('base64url'),
    },
    format: 'jwk',
  })
  for (const act of rows) {
    expect(act.pending + act.entries, `${act.kind} ${act.id} waits or is entered, once`).toBe(1)
    if (act.erased) {
      expect([act.jws, act.salt], `${act.kind} ${act.id} is erased`).toEqual([null, null])
      continue
    }
    const { credential, signingInput, signature } = parseStatement(act.jws ?? '')
    expect(verify(null, Buffer.from(signingInput), key, signature), `${act.id} is signed`).toBe(
      true,
    )
    expect(credential.id).toBe(`urn:uuid:${act.id}`)
    expect(credential.validFrom).toBe(`${act.at.toISOString().slice(0, 19)}Z`)
    expect(act.leaf).toEqual(
      Buffer.from(leafBytes(act.jws ?? '', act.salt ?? new Uint8Array(32), nodeCrypto)),
    )
  }
  await expectDetails(database, rows)
  const byKind = Object.groupBy(rows, ({ kind }) => kind)
  return Object.fromEntries(Object.entries(byKind).map(([kind, acts]) => [kind, acts?.length ?? 0]))
}

async function expectDetails({ pool }: World['database'], acts: readonly StoredAct[]) {
  const detailed = new Map<string, Set<string>>()
  for (const table of new Set(Object.values(detailsOf).flat())) {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT DISTINCT event_id AS id FROM ${table}`,
    )
    for (const { id } of rows) detailed.set(id, (detailed.get(id) ?? new Set()).add(table))
  }
  for (const { id, kind, accountId } of acts) {
    const expected = detailsOf[kind] ?? []
    const found = [...(detailed.get(id) ?? [])]
    expect(expected, `${kind} ${id} has details of its own kind`).toEqual(
      expect.arrayContaining(found),
    )
    // Somebody who joins the operator's staff has no role in an account.
    const isBare = expected.length === 0 || (accountId === null && kind === 'member_added')
    expect(isBare || found.length > 0, `${kind} ${id} says what was done`).toBe(true)
  }
}
