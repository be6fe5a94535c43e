import { createHash } from 'node:crypto'
import {
  mayOpenRecords,
  maySeeAccountRecord,
  type CommandLine,
  type MemberPrincipal,
} from '#lib/domain/account/principal.ts'
import type { ExportFormat, ExportPeriod, ExportWish } from '#lib/domain/record/export-wish.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { findAccountBySlug } from '#lib/store/accounts.ts'
import { findServedHead, findServedHeadOf } from '#lib/store/cosignatures.ts'
import type { Database } from '#lib/store/database.ts'
import { exportLines } from '#lib/store/export-lines.ts'
import { loadExportParts, type ExportPart, type ExportSelection } from '#lib/store/exports.ts'
import { findRecentDisclosure } from '#lib/store/inspections.ts'
import type { LedgerHead } from '#lib/store/ledger.ts'
import type { QueryContext } from './context.ts'

/** An export before a byte of it is read: the same wish with the same size is the same file. */
export type AccountExport = {
  /** Of letters, digits, hyphens and a dot. */
  readonly name: string
  readonly format: ExportFormat
  readonly selection: ExportSelection
  /** The signed note of the tree that it is taken from. */
  readonly checkpoint: string
  readonly head: string
  readonly parts: readonly ExportPart[]
  /** Without the head. */
  readonly lines: number
  readonly bytes: number
  /** Says whether a file is still this one: where somebody was erased meanwhile, it is another. */
  readonly basis: string
}

type Refusal = 'forbidden' | 'disclosure_missing' | 'ledger_empty' | 'checkpoint_unknown'
type ExportContext = Pick<QueryContext, 'database' | 'now'>

/**
 * What owner, admin and auditor may take away: the account's own acts and what was published. What
 * members answered is for an auditor alone, within an hour of having said why (disclose-records.ts).
 */
export async function findExport(
  principal: MemberPrincipal,
  wish: ExportWish,
  context: ExportContext,
): Promise<Result<AccountExport, Refusal>> {
  if (!maySeeAccountRecord(principal)) return fail('forbidden')
  if (wish.scope === 'everyone') {
    if (!mayOpenRecords(principal)) return fail('forbidden')
    const given = await findDisclosure(principal, wish.period, context)
    if (given === null) return fail('disclosure_missing')
  }
  const { accountId: id, accountSlug: slug } = principal
  return cutExport({ id, slug }, wish, context)
}

/** For the operator's command line: of any account, everything. */
export async function findExportOf(
  _principal: CommandLine,
  account: string,
  wish: ExportWish,
  context: ExportContext,
): Promise<Result<AccountExport, Refusal | 'account_unknown'>> {
  const found = await findAccountBySlug(context.database, account)
  return found === null ? fail('account_unknown') : cutExport(found, wish, context)
}

/** What a reader is offered to take away. */
export function mayTakeAway(principal: MemberPrincipal) {
  return { account: maySeeAccountRecord(principal), everyone: mayOpenRecords(principal) }
}

type DisclosureView = { readonly until: Date; readonly reason: string }

/** The reason that an auditor gave for that period, while it holds. Null without one, and for anyone else. */
async function findDisclosure(
  principal: MemberPrincipal,
  period: ExportPeriod,
  { database, now }: ExportContext,
): Promise<DisclosureView | null> {
  if (!mayOpenRecords(principal)) return null
  const { accountId, subjectId: actorId } = principal
  const after = new Date(now().getTime() - openForMs)
  const given = await findRecentDisclosure(database, { accountId, actorId, period, after })
  if (given === null) return null
  return { reason: given.reason, until: new Date(given.at.getTime() + openForMs) }
}

const openForMs = 60 * 60 * 1000

async function cutExport(
  account: { readonly id: string; readonly slug: string },
  wish: ExportWish,
  { database }: ExportContext,
): Promise<Result<AccountExport, Refusal>> {
  const { scope, period, size } = wish
  const found = size === null ? findServedHead(database.pool) : findServedHeadOf(database, size)
  const tree = await found
  if (tree === null) return fail(size === null ? 'ledger_empty' : 'checkpoint_unknown')
  const selection = { accountId: account.id, subjectId: null, scope, period, size: tree.size }
  return ok(await cut(exportName(account.slug, wish), wish.format, { selection, tree, database }))
}

/** What is the member's own: what they said, what was recorded about them, what they did for the account. */
export async function findOwnExport(
  principal: MemberPrincipal,
  format: ExportFormat,
  { database }: Pick<QueryContext, 'database'>,
): Promise<AccountExport | null> {
  const tree = await findServedHead(database.pool)
  if (tree === null) return null
  const { accountId, subjectId } = principal
  const period = { since: new Date(0), until: new Date('9999-12-31') }
  const selection = { accountId, subjectId, scope: 'own' as const, period, size: tree.size }
  return cut(`record.${format}`, format, { selection, tree, database })
}

type Cutting = {
  readonly selection: ExportSelection
  readonly tree: LedgerHead
  readonly database: Database
}

async function cut(
  name: string,
  format: ExportFormat,
  { selection, tree, database }: Cutting,
): Promise<AccountExport> {
  const parts = await loadExportParts(database, selection, format)
  const { head } = exportLines[format]
  const lines = parts.reduce((sum, part) => sum + part.lines, 0)
  const bytes = parts.reduce((sum, part) => sum + part.bytes, head.length)
  const basis = createHash('sha256')
    .update(JSON.stringify({ ...selection, name, lines, bytes }))
    .digest('base64url')
  return { name, format, selection, checkpoint: tree.note, head, parts, lines, bytes, basis }
}

/** With the first and the last day in it. */
export function exportName(
  slug: string,
  { format, scope, period }: Pick<ExportWish, 'format' | 'scope' | 'period'>,
): string {
  const { since, until } = period
  const days = [since, new Date(until.getTime() - 1)].map((at) => at.toISOString().slice(0, 10))
  return `${[slug, scope, ...days].join('-')}.${format}`
}
