import type pg from 'pg'

/**
 * Adds twenty accounts of as many people, each with an answer to every AI feature and to three kinds of
 * content, a fifth of which was changed later. Rows alone: how they came there is not what is measured, and
 * their entries are no ledger.
 */
export async function addCrowd(owner: pg.Pool, people: number): Promise<void> {
  // One connection: the crowd stands in a temporary table of its own.
  const client = await owner.connect()
  try {
    for (const statement of statements)
      await client.query(statement, statement.includes('$1') ? [people] : [])
  } finally {
    client.release()
  }
  await owner.query('VACUUM ANALYZE')
}

const statements = [
  `INSERT INTO account (id, slug, name, address, email, url, created_at)
   SELECT gen_random_uuid(), 'crowd-' || $1::int || '-' || n, 'Crowd ' || n, '', '', '', now() FROM generate_series(1, 20) n`,
  `CREATE TEMPORARY TABLE crowd AS
   SELECT gen_random_uuid() AS person_id, gen_random_uuid() AS subject_id, a.id AS account_id, n,
          array_agg(gen_random_uuid()) AS acts
     FROM generate_series(1, $1::int) n
     JOIN account a ON a.slug = 'crowd-' || $1::int || '-' || (1 + n % 20) CROSS JOIN generate_series(1, 3)
    GROUP BY n, a.id`,
  `INSERT INTO person (id, name, email, created_at)
   SELECT person_id, 'Person ' || n, n || '@crowd-' || $1::int || '.example', now() FROM crowd`,
  `INSERT INTO subject (id, kind, account_id) SELECT subject_id, 'member', account_id FROM crowd`,
  `INSERT INTO member (subject_id, account_id, person_id) SELECT subject_id, account_id, person_id FROM crowd`,
  `CREATE TEMPORARY TABLE crowd_act AS
   SELECT subject_id, account_id, n, turn, acts[turn] AS event_id
     FROM crowd CROSS JOIN generate_series(1, 3) turn WHERE turn < 3 OR n % 5 = 0`,
  `INSERT INTO event (id, kind, account_id, actor_id, at)
   SELECT event_id, 'choices_made', account_id, subject_id, now() FROM crowd_act`,
  `INSERT INTO member_role (event_id, ordinal, account_id, subject_id, seq, role)
   SELECT event_id, 0, account_id, subject_id, 1, 'member' FROM crowd_act WHERE turn = 1`,
  `INSERT INTO entry (index, event_id, leaf, leaf_hash, sequenced_at)
   SELECT (SELECT coalesce(max(index), 0) FROM entry) + row_number() OVER (ORDER BY turn, n), event_id,
          uuid_send(event_id), sha256('\\x00'::bytea || uuid_send(event_id)), now() FROM crowd_act`,
  `INSERT INTO selection (event_id, account_id, subject_id, question, language, interface_version, terms_version_ids)
   SELECT event_id, account_id, subject_id, (CASE WHEN turn = 2 THEN 'sharing' ELSE 'features' END)::question,
          'en', 'bench', (SELECT array_agg(v.id) FROM terms_version v JOIN publication p ON p.terms_version_id = v.id
                           WHERE v.number = 4)
     FROM crowd_act`,
  `INSERT INTO choice (event_id, ordinal, account_id, subject_id, purpose, category, seq, kind, notice_id)
   SELECT event_id, q.ordinal, account_id, subject_id, q.purpose, q.category, CASE turn WHEN 3 THEN 2 ELSE 1 END,
          (CASE WHEN turn = 3 OR (n + q.ordinal) % 4 = 0 THEN 'refuse' ELSE 'give' END)::choice_kind,
          (SELECT id FROM notice WHERE purpose = q.purpose AND language = 'en' ORDER BY number DESC LIMIT 1)
     FROM crowd_act
     JOIN (VALUES (1, 0, 'meeting_summary', NULL), (1, 1, 'chat_compose', NULL), (1, 2, 'smart_recording', NULL),
                  (1, 3, 'meeting_questions', NULL), (3, 0, 'meeting_summary', NULL),
                  (2, 0, 'product_improvement', 'audio'), (2, 1, 'product_improvement', 'chat'),
                  (2, 2, 'product_improvement', 'telemetry')) AS q (of, ordinal, purpose, category) ON q.of = turn`,
  'DROP TABLE crowd, crowd_act',
]
