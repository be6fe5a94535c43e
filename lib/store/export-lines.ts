import type { ExportFormat } from '#lib/domain/record/export-wish.ts'

/**
 * How acts become lines, as SQL over the acts of an export: `n` the entry, `e` the event, `r` the
 * statement, `s` the salt. A line holds no control character, and `bytes` is its length with its newline,
 * told without reading a statement from where it is stored.
 */
export type ExportLines = {
  readonly line: string
  readonly bytes: string
  /** Tables of which an act can have several rows, and so several lines. */
  readonly joins: string
  /** What orders the lines of one act. */
  readonly order: string
  /** Stands before the first line. */
  readonly head: string
}

const isoInstant = `to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Nothing in it ever needs to be escaped: numbers, ids, hex and base64url. */
const beforeStatement = `'{"index":' || n.index || ',"id":"' || e.id || '","kind":"' || e.kind ||
  '","at":"' || ${isoInstant} || '","salt":"' || encode(s.salt, 'hex') || '","statement":"'`

const ndjson: ExportLines = {
  line: `${beforeStatement} || r.jws || '"}'`,
  // octet_length of a stored text is known without fetching it.
  bytes: `octet_length(${beforeStatement}) + octet_length(r.jws) + 3`,
  joins: '',
  order: '',
  head: '',
}

/**
 * A cell that a spreadsheet takes for text: what would begin a formula gets an apostrophe before it, also
 * behind spaces and in full width (CWE-1236), and no line ends within it.
 */
function cell(text: string): string {
  const plain = `regexp_replace(${text}, '[[:cntrl:]]', ' ', 'g')`
  return `coalesce('"' || replace(regexp_replace(${plain}, '^([[:space:]]*[-=+@＝＋－＠])', '''\\1'), '"', '""') || '"', '')`
}

const termsOf = (where: string) =>
  `(SELECT string_agg(t.slug || ' ' || v.number, '; ' ORDER BY t.slug, v.number)
      FROM terms_version v JOIN terms_document t ON t.id = v.document_id WHERE ${where})`

/** What an act said, a row a thing; whom it is about, where that is not who did it. */
const details = `
  SELECT event_id, ordinal, NULL::uuid AS about, purpose, category,
         CASE kind WHEN 'give' THEN 'yes' WHEN 'refuse' THEN 'no' ELSE 'yes taken back' END AS answer,
         NULL AS note FROM choice
  UNION ALL
  SELECT event_id, ordinal, NULL, purpose, category,
         CASE kind WHEN 'off' THEN 'off for everyone' ELSE 'members decide for themselves' END, NULL
    FROM permission
  UNION ALL
  SELECT event_id, 100000 + ordinal, NULL, purpose, NULL,
         CASE mode WHEN 'ask_now' THEN 'members are asked' WHEN 'not_yet' THEN 'nobody is asked yet'
                   ELSE 'on another ground' END, reference FROM asking
  UNION ALL
  SELECT event_id, 0, NULL, NULL, NULL, regime,
         concat_ws('; ', setting, CASE WHEN unknown_place_is_strict THEN 'an unknown place is strict' END)
    FROM account_policy
  UNION ALL
  SELECT event_id, 0, NULL, NULL, NULL, CASE WHEN until IS NULL THEN 'ended' ELSE 'watched only' END, until::date::text
    FROM observation
  UNION ALL
  SELECT event_id, ordinal, NULL, purpose, NULL, mode,
         concat_ws('; ', 'elsewhere ' || elsewhere::text, 'elsewhere ' || elsewhere_mode, authorisation)
    FROM feature_policy
  UNION ALL
  SELECT event_id, ordinal, subject_id, purpose, category, 'asked', NULL FROM request
  UNION ALL
  SELECT event_id, ordinal, subject_id, NULL, NULL, role::text, NULL FROM member_role
  UNION ALL
  SELECT a.event_id, 0, NULL, NULL, NULL, a.answer::text, concat_ws(', ', g.name, g.authority)
    FROM acceptance a LEFT JOIN acceptance_signature g ON g.event_id = a.event_id
  UNION ALL
  SELECT i.event_id, 0, i.subject_id, NULL, NULL, NULL, r.text
    FROM (SELECT event_id, subject_id FROM inspection
          UNION ALL SELECT event_id, subject_id FROM evidence_opening
          UNION ALL SELECT event_id, subject_id FROM erasure_request
          UNION ALL SELECT event_id, subject_id FROM erasure) i
    LEFT JOIN reason r ON r.event_id = i.event_id
  UNION ALL
  SELECT x.event_id, 0, NULL, NULL, NULL, NULL, r.text FROM disclosure x
    LEFT JOIN reason r ON r.event_id = x.event_id
  UNION ALL
  SELECT event_id, 0, NULL, purpose, NULL, NULL, reason FROM purpose_ending`

const csvColumns: readonly (readonly [title: string, cell: string])[] = [
  ['index', 'n.index::text'],
  ['at', isoInstant],
  ['act', 'e.kind::text'],
  ['by', `coalesce(e.actor_id::text, '')`],
  ['about', `coalesce(d.about::text, '')`],
  ['purpose', cell('d.purpose')],
  ['category', cell('d.category')],
  ['answer', cell('d.answer')],
  [
    'terms',
    cell(`coalesce(
      ${termsOf('v.id = ANY((SELECT terms_version_ids FROM selection x WHERE x.event_id = e.id)::uuid[])')},
      ${termsOf('v.id = (SELECT terms_version_id FROM acceptance x WHERE x.event_id = e.id)')},
      ${termsOf('v.id = (SELECT terms_version_id FROM publication x WHERE x.event_id = e.id)')},
      ${termsOf('v.id = (SELECT terms_version_id FROM activation x WHERE x.event_id = e.id)')})`),
  ],
  ['note', cell(`nullif(d.note, '')`)],
  ['receipt', 'e.id::text'],
  ['entry', `encode(n.leaf_hash, 'hex')`],
]

const csvLine = csvColumns.map(([, value]) => value).join(` || ',' || `)

const csv: ExportLines = {
  line: csvLine,
  bytes: `octet_length(${csvLine}) + 1`,
  joins: `LEFT JOIN (${details}) d ON d.event_id = e.id`,
  order: ', d.ordinal',
  head: `${csvColumns.map(([title]) => title).join(',')}\n`,
}

export const exportLines: Readonly<Record<ExportFormat, ExportLines>> = { ndjson, csv }
