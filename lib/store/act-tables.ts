import type { ActRows, TableName } from '#lib/domain/ledger/act.ts'
import { CHANGE_CHANNEL } from './change-signal.ts'
import { binaryArray, binaryTypes, type BinaryType } from './binary-array.ts'

type RowOf<Table extends TableName> = NonNullable<ActRows[Table]>[number]

/** What an act appends, with the place of its leaf among those of one statement. */
type StoredRowOf<Table extends TableName> = Table extends 'ledger_pending'
  ? RowOf<Table> & { readonly ordinal: number }
  : RowOf<Table>

type Columns = {
  readonly [Table in TableName]: {
    readonly [Column in keyof StoredRowOf<Table> & string]: string
  }
}

const ofEvent = { eventId: 'uuid' }
const ordered = { ...ofEvent, ordinal: 'int' }
const ofAccount = { accountId: 'uuid' }
const ofSubject = { subjectId: 'uuid' }
const ofParticipant = { ...ofAccount, ...ofSubject, meetingId: 'uuid', participant: 'text' }
const displayed = { digest: 'text', method: 'display_method', language: 'text' }
const about = { purpose: 'text', category: 'text' }
const ofGroup = { ...ordered, ...ofAccount, groupId: 'uuid', seq: 'int' }
const published = { bytes: 'bytea', digest: 'text' }

/** Every table that an act may append to, with the PostgreSQL type of each column; other columns take their default. */
export const actTables: Columns = {
  account: {
    id: 'uuid',
    slug: 'text',
    name: 'text',
    address: 'text',
    email: 'text',
    url: 'text',
    externalId: 'text',
    isSandbox: 'bool',
    createdAt: 'timestamptz',
  },
  subject: { id: 'uuid', kind: 'subject_kind', ...ofAccount },
  person: { id: 'uuid', name: 'text', email: 'text', createdAt: 'timestamptz' },
  member: { ...ofSubject, ...ofAccount, personId: 'uuid', externalId: 'text' },
  staff: { ...ofSubject, personId: 'uuid' },
  event: { id: 'uuid', kind: 'event_kind', ...ofAccount, actorId: 'uuid', at: 'timestamptz' },
  member_role: { ...ordered, ...ofAccount, ...ofSubject, seq: 'int', role: 'role' },
  catalogue_publication: { ...ofEvent, number: 'int', ...published },
  notice: {
    id: 'uuid',
    ...ofEvent,
    purpose: 'text',
    language: 'text',
    number: 'int',
    ...published,
  },
  publication: {
    ...ofEvent,
    termsVersionId: 'uuid',
    documentId: 'uuid',
    seq: 'int',
    againstId: 'uuid',
  },
  clause_verdict: {
    ...ordered,
    termsVersionId: 'uuid',
    fromOrdinals: 'int[]',
    toOrdinals: 'int[]',
    proposed: 'text',
    proposedEffect: 'effect',
    verdict: 'text',
    effect: 'effect',
    note: 'text',
  },
  terms_summary: { ...ordered, termsVersionId: 'uuid', language: 'text', text: 'text' },
  purpose_ending: { ...ofEvent, purpose: 'text', reason: 'text' },
  activation: { ...ofEvent, termsVersionId: 'uuid' },
  approval: { ...ofEvent, termsVersionId: 'uuid', digest: 'text' },
  clause_purpose: { ...ordered, termsVersionId: 'uuid', clauseOrdinal: 'int', ...about },
  ceiling: {
    ...ordered,
    termsVersionId: 'uuid',
    clauseOrdinal: 'int',
    ...about,
    rule: 'ceiling_rule',
  },
  acceptance: {
    ...ofEvent,
    ...ofAccount,
    termsVersionId: 'uuid',
    seq: 'int',
    answer: 'terms_answer',
    until: 'timestamptz',
  },
  acceptance_signature: {
    ...ofEvent,
    ...ofAccount,
    signerId: 'uuid',
    name: 'text',
    authority: 'text',
  },
  permission: {
    ...ordered,
    ...ofAccount,
    ...ofSubject,
    ...about,
    seq: 'int',
    kind: 'permission_kind',
  },
  asking: {
    ...ordered,
    ...ofAccount,
    purpose: 'text',
    seq: 'int',
    mode: 'asking_mode',
    reference: 'text',
  },
  conveyance: { ...ofEvent, apiKeyId: 'uuid', method: 'text' },
  import_confirmation: { ...ofEvent, ...ofAccount, importId: 'uuid' },
  observation: { ...ofEvent, ...ofAccount, seq: 'int', until: 'timestamptz' },
  account_group: { ...ofSubject, ...ofAccount, ...ofEvent, externalId: 'text', name: 'text' },
  group_member: { ...ofGroup, ...ofSubject, isIn: 'bool' },
  group_permission: { ...ofGroup, ...about, kind: 'permission_kind' },
  account_policy: {
    ...ofEvent,
    ...ofAccount,
    seq: 'int',
    regime: 'text',
    setting: 'text',
    unknownPlaceIsStrict: 'bool',
  },
  feature_policy: {
    ...ordered,
    ...ofAccount,
    purpose: 'text',
    seq: 'int',
    mode: 'text',
    elsewhere: 'permission_kind',
    elsewhereMode: 'text',
    authorisation: 'text',
  },
  request: { ...ordered, ...ofAccount, ...ofSubject, ...about, noticeId: 'uuid' },
  selection: {
    ...ofEvent,
    ...ofAccount,
    ...ofSubject,
    question: 'question',
    language: 'text',
    interfaceVersion: 'text',
    termsVersionIds: 'uuid[]',
  },
  choice: {
    ...ordered,
    ...ofAccount,
    ...ofSubject,
    ...about,
    seq: 'int',
    kind: 'choice_kind',
    noticeId: 'uuid',
  },
  api_key: {
    id: 'uuid',
    ...ofEvent,
    ...ofAccount,
    name: 'text',
    scopes: 'text[]',
    secretDigest: 'text',
  },
  api_key_revocation: { ...ofEvent, apiKeyId: 'uuid' },
  disclosure: { ...ofEvent, ...ofAccount, since: 'timestamptz', until: 'timestamptz' },
  inspection: { ...ofEvent, ...ofAccount, ...ofSubject },
  reason: { ...ofEvent, ...ofAccount, text: 'text' },
  erasure_request: { ...ofEvent, ...ofAccount, ...ofSubject },
  erasure: {
    ...ofEvent,
    ...ofAccount,
    ...ofSubject,
    keepUntil: 'timestamptz',
    meetingId: 'uuid',
  },
  evidence_opening: { ...ofEvent, ...ofAccount, ...ofSubject },
  guest: ofParticipant,
  meeting_display: {
    ...ofEvent,
    ...ofParticipant,
    ...displayed,
    noticeIds: 'uuid[]',
  },
  meeting_response: {
    ...ofEvent,
    ...ofParticipant,
    ...displayed,
    interfaceVersion: 'text',
    termsVersionIds: 'uuid[]',
  },
  meeting_answer: {
    ...ordered,
    ...ofParticipant,
    purpose: 'text',
    seq: 'int',
    answer: 'participant_answer',
    noticeId: 'uuid',
  },
  meeting_asking: {
    ...ordered,
    ...ofAccount,
    meetingId: 'uuid',
    purpose: 'text',
    seq: 'int',
    noticeId: 'uuid',
  },
  setting: { key: 'text', value: 'text' },
  signing_key: {
    id: 'text',
    use: 'key_use',
    seq: 'int',
    publicKey: 'bytea',
    certificate: 'text',
    createdAt: 'timestamptz',
  },
  key_event: {
    ...ofEvent,
    keyId: 'text',
    seq: 'int',
    kind: 'key_event_kind',
    until: 'timestamptz',
    reason: 'text',
  },
  receipt: { ...ofEvent, ...ofAccount, ...ofSubject, jws: 'text' },
  secret: { ...ofEvent, salt: 'bytea' },
  ledger_pending: { ...ofEvent, leaf: 'bytea', ordinal: 'int' },
}

/**
 * In which order the rows of a table go in where two appends may want the same keys: each then waits for
 * the other at the first of them, and neither holds what the other waits for.
 */
const keyOrder: Partial<Record<TableName, string>> = {
  account: 'slug',
  person: 'email',
  member: 'account_id, person_id',
  member_role: 'subject_id',
  erasure: 'account_id, subject_id',
  notice: 'purpose, language',
  acceptance: 'account_id, terms_version_id',
  permission: 'subject_id, purpose, category',
  asking: 'account_id, purpose',
  account_policy: 'account_id',
  observation: 'account_id',
  feature_policy: 'account_id, purpose',
  choice: 'subject_id, purpose, category',
  guest: 'meeting_id, participant',
  meeting_display: 'meeting_id, participant, subject_id, digest',
  meeting_answer: 'meeting_id, participant, purpose',
  meeting_asking: 'meeting_id, purpose',
  signing_key: 'use, seq',
  key_event: 'key_id',
}

/**
 * One insert for each of these tables, all in one statement: all rows are written, or none. Whoever follows
 * the record is told once, however many acts it holds, when it is committed.
 */
export function appendStatement(tables: readonly TableName[]): string {
  let parameters = 0
  const inserts = tables.map((table) => {
    const columns = Object.entries(actTables[table])
    const names = columns.map(([column]) => snakeCase(column)).join(', ')
    const values = columns.map(([, type]) => `$${String(++parameters)}::${carrierOf(type)}[]`)
    const chosen = columns.map(
      ([column, type]) => `${snakeCase(column)}${carrierOf(type) === type ? '' : `::${type}`}`,
    )
    return `INSERT INTO "${table}" (${names})
      SELECT ${chosen.join(', ')} FROM unnest(${values.join(', ')}) AS given (${names})
      ${keyOrder[table] === undefined ? '' : `ORDER BY ${keyOrder[table]}`}`
  })
  const parts = inserts.map((insert, i) => `part${String(i)} AS (${insert})`)
  return `WITH ${parts.join(',\n')}\nSELECT pg_notify('${CHANGE_CHANNEL}', '')`
}

/** The statement's parameters: of every table one array a column, in PostgreSQL's binary form. */
export function appendValues(
  rows: readonly { readonly table: TableName; readonly rows: readonly object[] }[],
): Buffer[] {
  return rows.flatMap(({ table, rows: ofTable }) =>
    Object.entries(actTables[table]).map(([column, type]) =>
      binaryArray(
        carrierOf(type),
        ofTable.map((row) => asElement((row as Readonly<Record<string, unknown>>)[column])),
      ),
    ),
  )
}

/** An array of arrays would have to be a rectangle, so a list travels as its text. */
function asElement(value: unknown): unknown {
  return Array.isArray(value) ? `{${value.join(',')}}` : (value ?? null)
}

/** What a column's values travel as: a list and a word of our own as text, and become themselves there. */
function carrierOf(type: string): BinaryType {
  return isBinary(type) ? type : 'text'
}

function isBinary(type: string): type is BinaryType {
  return Object.hasOwn(binaryTypes, type)
}

function snakeCase(column: string): string {
  return column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
