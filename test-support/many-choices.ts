import type pg from 'pg'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'

const BATCH = 20_000

/**
 * So many choices of one new member, as rows alone, each with a statement as long as a real one, and in the
 * ledger: for what is about their number, and reads no statement. `owner` signs in as the tables' owner.
 */
export async function addManyChoices(
  owner: Pick<pg.Pool, 'query'>,
  sequencing: Parameters<typeof sequenceEntries>[0],
  { accountId, count }: { readonly accountId: string; readonly count: number },
): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `WITH s AS (INSERT INTO subject (id, kind, account_id) VALUES (gen_random_uuid(), 'member', $1) RETURNING id
     ), p AS (INSERT INTO person (id, name, email, created_at)
              SELECT id, 'Many', id || '@people.example', now() FROM s)
     INSERT INTO member (subject_id, account_id, person_id) SELECT id, $1, id FROM s RETURNING subject_id AS id`,
    [accountId],
  )
  for (let done = 0; done < count; done += BATCH)
    await owner.query(choices, [accountId, rows[0]?.id, done + 1, Math.min(done + BATCH, count)])
  while ((await sequenceEntries(sequencing)).sequenced > 0);
}

/** Of 9,000 letters: compressed it would be none that PostgreSQL has to fetch. */
const choices = `
  WITH act AS (SELECT gen_random_uuid() AS id, n FROM generate_series($3::int, $4::int) n
  ), e AS (INSERT INTO event (id, kind, account_id, actor_id, at)
           SELECT id, 'choices_made', $1::uuid, $2::uuid, now() FROM act
  ), r AS (INSERT INTO receipt (event_id, account_id, subject_id, jws)
           SELECT id, $1, $2, left(repeat(encode(sha256(uuid_send(id)), 'hex'), 141), 9000) FROM act
  ), s AS (INSERT INTO secret (event_id, salt) SELECT id, sha256(uuid_send(id)) FROM act
  ), x AS (INSERT INTO selection (event_id, account_id, subject_id, question, language, interface_version, terms_version_ids)
           SELECT id, $1, $2, 'features', 'en', 'test', '{}' FROM act
  ), c AS (INSERT INTO choice (event_id, ordinal, account_id, subject_id, purpose, category, seq, kind, notice_id)
           SELECT id, 0, $1, $2, 'meeting_summary', NULL, n, 'give', (SELECT id FROM notice LIMIT 1) FROM act)
  INSERT INTO ledger_pending (event_id, leaf, ordinal)
  SELECT id, convert_to('{"commit":"' || encode(sha256(uuid_send(id)), 'hex') || '","v":1}', 'UTF8'), n FROM act`
