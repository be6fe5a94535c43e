import type {
  KeyEvent,
  KeyUse,
  RecordedKey,
  SigningRecord,
} from '#lib/domain/ledger/signing-record.ts'
import type { Database } from './database.ts'
import type { Queryable } from './ledger.ts'

/** Null in a database that no program was started on. */
export async function loadSigningRecord({ pool }: Database): Promise<SigningRecord | null> {
  // The origin first: once it is there, so are the keys that were written with it.
  const { rows } = await pool.query<{ value: string }>(
    `SELECT value FROM setting WHERE key = '${ORIGIN_SETTING}'`,
  )
  const [origin] = rows
  return origin === undefined ? null : { origin: origin.value, keys: await loadKeys(pool) }
}

/** The row of `setting` that names the ledger, and that a first start writes. */
export const ORIGIN_SETTING = 'ledger_origin'

/** Every key there ever was, with what is recorded of it, by `seq`. */
export async function loadKeys(source: Queryable): Promise<RecordedKey[]> {
  const { rows } = await source.query<KeyRow>({
    name: 'signing keys',
    text: `SELECT k.id, k.use, k.seq, k.public_key AS "publicKey", k.created_at AS "createdAt",
                  coalesce((SELECT c.note FROM key_certificate c WHERE c.key_id = k.id
                             ORDER BY c.size DESC LIMIT 1), k.certificate) AS certificate,
                  e.event_id AS "eventId", e.kind, v.at, e.until, e.reason, n.index::float8 AS index
             FROM signing_key k
             LEFT JOIN key_event e ON e.key_id = k.id
             LEFT JOIN event v ON v.id = e.event_id
             LEFT JOIN entry n ON n.event_id = e.event_id
            ORDER BY k.use, k.seq, e.seq`,
  })
  const byId = Map.groupBy(rows, ({ id }) => id)
  return [...byId.values()].flatMap((ofKey) => {
    const [first] = ofKey
    return first === undefined ? [] : [keyOf(first, ofKey)]
  })
}

type KeyRow = Omit<RecordedKey, 'events'> & { readonly use: KeyUse } & (
    KeyEvent | { readonly eventId: null }
  )

function keyOf(row: KeyRow, ofKey: readonly KeyRow[]): RecordedKey {
  const { id, use, seq, publicKey, createdAt, certificate } = row
  const events = ofKey.flatMap((each) => (each.eventId === null ? [] : [eventOf(each)]))
  return { id, use, seq, publicKey, createdAt, certificate, events }
}

function eventOf({ eventId, kind, at, until, reason, index }: KeyEvent): KeyEvent {
  return { eventId, kind, at, until, reason, index }
}

/** What the ledger vouches for, from the checkpoint over `size` entries on. */
export async function appendKeyCertificates(
  transaction: Queryable,
  size: number,
  notes: ReadonlyMap<string, string>,
): Promise<void> {
  if (notes.size === 0) return
  await transaction.query({
    name: 'append key certificates',
    text: `INSERT INTO key_certificate (key_id, size, note)
           SELECT id, $1, note FROM unnest($2::text[], $3::text[]) AS given (id, note)`,
    values: [size, [...notes.keys()], [...notes.values()]],
  })
}

export type StoredCertificate = {
  readonly keyId: string
  readonly size: number
  /** When the checkpoint over `size` entries was signed. */
  readonly at: Date
  readonly note: string
}

export async function loadKeyCertificates(source: Queryable): Promise<StoredCertificate[]> {
  const { rows } = await source.query<StoredCertificate>(
    `SELECT c.key_id AS "keyId", c.size::float8 AS size, p.at, c.note
       FROM key_certificate c JOIN checkpoint p USING (size) ORDER BY c.size, c.key_id`,
  )
  return rows
}

/** By event id, the signed statement of each key event. */
export async function loadKeyStatements(source: Queryable): Promise<ReadonlyMap<string, string>> {
  const { rows } = await source.query<{ id: string; jws: string }>(
    'SELECT event_id AS id, r.jws FROM key_event JOIN receipt r USING (event_id)',
  )
  return new Map(rows.map(({ id, jws }) => [id, jws]))
}
