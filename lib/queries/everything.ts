import { parseReceiptFile } from '@assent/receipt'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { findPerson } from '#lib/store/people.ts'
import { loadReminder } from '#lib/store/reminders.ts'
import type { QueryContext } from './context.ts'
import { readExport } from './export-file.ts'
import { findOwnExport } from './exports.ts'
import { listOwnReceiptFiles } from './receipt-files.ts'
import type { RecordEntry } from './record-entry.ts'
import { recordAbout } from './record.ts'
import { stateAbout, type StateView } from './state.ts'

/** One thing that is a member's own, by its path among the others. */
export type OwnFile = { readonly path: string; readonly bytes: AsyncIterable<Uint8Array> }

/** What the portal keeps about a member apart from what they did. */
export type AboutMember = {
  readonly name: string
  readonly email: string
  readonly account: string
  readonly role: string
  /** The random id that stands for them in statements. */
  readonly id: string
  readonly remindedOfAnswers: boolean
}

export async function getAboutMember(
  principal: MemberPrincipal,
  { database }: Pick<QueryContext, 'database'>,
): Promise<AboutMember> {
  const { personId, personName, accountName, role, subjectId } = principal
  const [person, reminder] = await Promise.all([
    findPerson(database, personId),
    loadReminder(database, principal),
  ])
  return {
    name: personName,
    email: person?.email ?? '',
    account: accountName,
    role,
    id: subjectId,
    remindedOfAnswers: !reminder.isOff,
  }
}

/** Where the member stands now, and all that is on record about them, newest first. */
export async function getOwnRecord(
  principal: MemberPrincipal,
  language: string,
  context: QueryContext,
): Promise<{ readonly state: StateView; readonly acts: readonly RecordEntry[] }> {
  const { subjectId } = principal
  const state = await stateAbout(principal.accountId, subjectId, context.now(), language, context)
  const acts: RecordEntry[] = []
  for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
    const wish = { kinds: null, before }
    const page = await recordAbout(principal, subjectId, [], wish, context)
    acts.push(...page.entries)
    before = page.older
  }
  return { state, acts }
}

/**
 * Every receipt of the member, each text that they rest on once, and the record as a table and as signed
 * statements. One is read at a time.
 */
export async function* listOwnFiles(
  principal: MemberPrincipal,
  context: QueryContext,
): AsyncGenerator<OwnFile> {
  const texts = new Map<string, string>()
  for await (const { name, bytes } of listOwnReceiptFiles(principal, context)) {
    yield { path: `receipts/${name}`, bytes: once(bytes) }
    const receipt = parseReceiptFile(bytes)
    if (!receipt.ok) continue
    for (const { id, text } of receipt.value.texts) {
      const path = pathOf(id, texts.size)
      if (texts.has(path)) continue
      texts.set(path, id)
      yield { path, bytes: once(new TextEncoder().encode(text)) }
    }
  }
  for (const format of ['csv', 'ndjson'] as const) {
    const file = await findOwnExport(principal, format, context)
    if (file === null) continue
    yield { path: file.name, bytes: readExport(file, { from: 0, until: file.bytes }, context) }
  }
}

/** `texts/terms/<document>-<version>.md`, `texts/notices/<id>.json`. */
function pathOf(id: string, count: number): string {
  const [, document, version] = /\/terms\/([a-z0-9-]+)\/versions\/([1-9][0-9]*)$/.exec(id) ?? []
  if (document !== undefined) return `texts/terms/${document}-${version ?? ''}.md`
  const [, notice] = /\/notices\/([0-9a-f-]{36})$/.exec(id) ?? []
  return notice === undefined ? `texts/${String(count)}.txt` : `texts/notices/${notice}.json`
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
