import { noticeContent, type Platform } from '#lib/domain/platform/platform.ts'
import type { StandingYeses, YesKind } from '#lib/domain/consent/publication-impact.ts'
import type { Database } from './database.ts'
import { loadPositions } from './positions.ts'

/**
 * Every yes of a member that counts at an instant, as far as it is known now: not taken back, not run
 * out by then, and not ended by an `off`. Grouped for counting, over all accounts but those to try things in;
 * nobody is named.
 */
export async function loadStandingYeses(
  database: Database,
  platform: Platform,
  at: Date,
): Promise<StandingYeses> {
  const ids = platform.catalogues.map(({ eventId }) => eventId)
  const positions = await loadPositions(database, ids)
  const limited = platform.notices.flatMap((notice) => {
    const { validity } = noticeContent(notice)
    return validity === null ? [] : [{ id: notice.id, validity }]
  })
  const values = [
    ids.map((id) => positions.get(id) ?? 0),
    limited.map(({ id }) => id),
    limited.map(({ validity }) => validity),
    at,
  ]
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN READ ONLY')
    // PostgreSQL expects one row where there are half a million, and would look each up by itself, or sort them.
    await client.query(
      `SET LOCAL work_mem = '128MB'; SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_sort = off`,
    )
    const { rows } = await client.query<CountedRow>(statement, values)
    await client.query('COMMIT')
    return rows[0] === undefined ? { kinds: [], sets: [] } : standingIn(rows[0])
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

type Asked = Pick<YesKind, 'accountId' | 'purpose' | 'category' | 'noticeId' | 'ground'>

type CountedRow = {
  readonly asked: Readonly<Record<string, Asked>> | null
  readonly texts: Readonly<Record<string, readonly string[]>> | null
  readonly sets: readonly (readonly [kinds: readonly number[], people: number])[] | null
}

/** A kind is what was asked, in steps of this, and what stood then: the texts, in steps of the next, and how many catalogues. */
const askedStep = 2 ** 32
const textsStep = 2 ** 16

function standingIn({ asked, texts, sets }: CountedRow): StandingYeses {
  const places = new Map<number, number>()
  const kinds: YesKind[] = []
  const placeOf = (key: number): number => {
    const known = places.get(key)
    if (known !== undefined) return known
    const under = key % askedStep
    const own = asked?.[Math.floor(key / askedStep)]
    const termsVersionIds = texts?.[Math.floor(under / textsStep)]
    if (own === undefined || termsVersionIds === undefined)
      throw new Error(`no yes is of the kind ${key}`)
    places.set(key, kinds.length)
    kinds.push({ ...own, termsVersionIds, catalogues: under % textsStep })
    return kinds.length - 1
  }
  const placed = (sets ?? []).map(([keys, people]) => ({ kinds: keys.map(placeOf), people }))
  return { kinds, sets: placed }
}

/**
 * A newer choice about the same has the next `seq`. A yes is closed by any `off` whose end comes after it:
 * it met a closed door, or the door was closed on it. What many yeses share is looked up once and is a
 * number from then on: half a million rows are sorted and joined by numbers.
 */
const statement = `
  WITH closed AS (
    SELECT account_id, purpose, category, max(until) AS until FROM (
      SELECT d.account_id, d.purpose, d.category, d.kind,
             coalesce(lead(p.position) OVER scope, 'infinity'::float8) AS until
        FROM permission d JOIN event_position p ON p.event_id = d.event_id
      WINDOW scope AS (PARTITION BY d.subject_id, d.purpose, d.category ORDER BY d.seq)
    ) x WHERE kind = 'off' GROUP BY account_id, purpose, category
  ), ground AS (
    SELECT DISTINCT ON (account_id, purpose) account_id, purpose, mode
      FROM asking ORDER BY account_id, purpose, seq DESC
  ), limited AS (
    SELECT * FROM unnest($2::uuid[], $3::interval[]) AS l(notice_id, validity)
  ), asked AS MATERIALIZED (
    SELECT row_number() OVER ()::int AS id, q.*, x.until, l.validity,
           CASE WHEN g.mode = 'other_ground' THEN 'other_ground' ELSE 'consent' END AS ground
      FROM (SELECT DISTINCT account_id, purpose, coalesce(category, '') AS category, notice_id
              FROM choice WHERE kind = 'give') q
      LEFT JOIN limited l ON l.notice_id = q.notice_id
      LEFT JOIN closed x ON x.account_id = q.account_id AND x.purpose = q.purpose
                        AND coalesce(x.category, '') = q.category
      LEFT JOIN ground g ON g.account_id = q.account_id AND g.purpose = q.purpose
  ), texts AS MATERIALIZED (
    SELECT row_number() OVER ()::int AS id, t.*
      FROM (SELECT DISTINCT terms_version_ids FROM selection) t
  ), act AS MATERIALIZED (
    SELECT s.event_id, m.person_id, p.position::float8 AS position, e.at,
           t.id::int8 * ${textsStep} + width_bucket(p.position::float8, $1::float8[]) AS under
      FROM selection s
      JOIN member m ON m.subject_id = s.subject_id
       AND m.account_id NOT IN (SELECT id FROM account WHERE is_sandbox)
      JOIN texts t ON t.terms_version_ids = s.terms_version_ids
      JOIN event e ON e.id = s.event_id
      JOIN event_position p ON p.event_id = s.event_id
  ), own AS (
    SELECT array_agg(q.id::int8 * ${askedStep} + a.under) AS kinds
      FROM choice c
      JOIN act a ON a.event_id = c.event_id
      JOIN asked q ON q.account_id = c.account_id AND q.purpose = c.purpose
                  AND q.category = coalesce(c.category, '') AND q.notice_id = c.notice_id
     WHERE c.kind = 'give'
       AND NOT EXISTS (
         SELECT FROM choice n
          WHERE n.subject_id = c.subject_id AND n.purpose = c.purpose AND n.seq = c.seq + 1
            AND n.seq > 1
            AND n.category IS NOT DISTINCT FROM c.category)
       AND (q.until IS NULL OR q.until < a.position)
       AND (q.validity IS NULL
            OR (a.at AT TIME ZONE 'UTC' + q.validity) AT TIME ZONE 'UTC' > $4)
     GROUP BY a.person_id
  )
  SELECT (SELECT jsonb_object_agg(id, jsonb_build_object(
            'accountId', account_id, 'purpose', purpose, 'category', nullif(category, ''),
            'noticeId', notice_id, 'ground', ground)) FROM asked) AS asked,
         (SELECT jsonb_object_agg(id, terms_version_ids) FROM texts) AS texts,
         (SELECT json_agg(json_build_array(kinds, people))
            FROM (SELECT kinds, count(*)::int AS people FROM own GROUP BY kinds) alike) AS sets`
