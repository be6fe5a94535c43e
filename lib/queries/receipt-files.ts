import {
  bundleParts,
  formatTlogProof,
  parseNote,
  parseStatement,
  parseTlogProof,
  serialiseReceiptFile,
  type BundlePart,
  type ReceiptFile,
  type ReceiptText,
  type Statement,
  type VerifierKey,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { trustedKeys } from '#lib/ledger/verifier-keys.ts'
import type { CommandLine, MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import type { Paper } from '#lib/domain/receipt/paper.ts'
import { accountDocumentKinds } from '#lib/domain/record/export-wish.ts'
import { proveInclusion } from '#lib/ledger/prove-inclusion.ts'
import { findCosignedHead, findServedHead } from '#lib/store/cosignatures.ts'
import type { Database } from '#lib/store/database.ts'
import { findNoticeBytes, findPublishedBytes } from '#lib/store/exact-texts.ts'
import type { LedgerHead } from '#lib/store/ledger.ts'
import {
  loadAccountReceipts,
  loadKeyReceipts,
  loadOwnReceipts,
  type StoredReceipt,
} from '#lib/store/receipts.ts'
import { loadSigningRecord } from '#lib/store/signing-keys.ts'
import type { QueryContext } from './context.ts'
import { kindOf, placeOfText } from './receipt-content.ts'
import { receiptPage } from './receipt-page.ts'
import { receiptPaper } from './receipt-paper.ts'
import { receiptView } from './receipt-views.ts'
import { findInScope } from './receipts.ts'

/** What a person keeps. `bytes` verify with no network and no portal (`assent-verify`). */
export type ReceiptFileView = { readonly name: string; readonly bytes: Uint8Array }

/** Null for a receipt that the member may not see (receipts.ts). Before its entry is sequenced the file holds no proof yet. */
export async function findReceiptFile(
  principal: MemberPrincipal,
  receiptId: string,
  { database }: Pick<QueryContext, 'database'>,
): Promise<ReceiptFileView | null> {
  const stored = await findInScope(principal, receiptId, database)
  return stored === null ? null : fileOf(stored, database)
}

/** Whoever calls has seen to it that the receipt may be given out. */
export async function fileOf(stored: StoredReceipt, database: Database): Promise<ReceiptFileView> {
  return receiptFile(stored, await filing(database))
}

/** The same receipt taken apart for other people's tools, with how to check each part. */
export type ReceiptBundleView = {
  readonly name: string
  /** When the act was done. */
  readonly at: Date
  readonly parts: readonly BundlePart[]
  /** The same receipt to be set for reading, as `receipt.pdf`. */
  readonly paper: Paper
}

/** Null as above. */
export async function findReceiptBundle(
  principal: MemberPrincipal,
  receiptId: string,
  { database, digestOf }: Pick<QueryContext, 'database' | 'digestOf'>,
): Promise<ReceiptBundleView | null> {
  const stored = await findInScope(principal, receiptId, database)
  return stored === null ? null : receiptBundle(stored, await filing(database), digestOf)
}

/** A receipt to be set for reading. */
export type ReceiptPaperView = { readonly name: string; readonly paper: Paper }

/** Null as above. */
export async function findReceiptPaper(
  principal: MemberPrincipal,
  receiptId: string,
  { database, digestOf }: Pick<QueryContext, 'database' | 'digestOf'>,
): Promise<ReceiptPaperView | null> {
  const stored = await findInScope(principal, receiptId, database)
  if (stored === null) return null
  const paper = await paperOf(stored, database, digestOf)
  return { name: `${fileName(stored)}.receipt.pdf`, paper }
}

/** As `listReceiptFiles`. */
export async function* listReceiptBundles(
  _principal: CommandLine,
  accountId: string,
  { database, digestOf }: Pick<QueryContext, 'database' | 'digestOf'>,
): AsyncGenerator<ReceiptBundleView> {
  const files = await filing(database)
  for await (const stored of storedReceipts(accountId, database))
    yield await receiptBundle(stored, files, digestOf)
}

/**
 * All receipts of an account, its members' too, for the operator's command line, in the order of the
 * record. All have their proof against the checkpoint that witnesses saw last or, where that is too old for
 * them, against the last one; an act recorded meanwhile has none yet.
 */
export async function* listReceiptFiles(
  _principal: CommandLine,
  accountId: string,
  { database }: Pick<QueryContext, 'database'>,
): AsyncGenerator<ReceiptFileView> {
  const files = await filing(database)
  for await (const stored of storedReceipts(accountId, database))
    yield await receiptFile(stored, files)
}

/** The sealed receipts of somebody who was erased, once their opening is on record (open-evidence.ts). */
export async function* evidenceFiles(
  _principal: CommandLine,
  statements: readonly StoredReceipt[],
  { database }: Pick<QueryContext, 'database'>,
): AsyncGenerator<ReceiptFileView> {
  const files = await filing(database)
  for (const stored of statements) yield await receiptFile(stored, files)
}

/** What was signed of each key: that it began and that it ended, with its place in the ledger. */
export async function* listKeyReceiptFiles(
  _principal: CommandLine,
  { database }: Pick<QueryContext, 'database'>,
): AsyncGenerator<ReceiptFileView> {
  const files = await filing(database)
  for (const stored of await loadKeyReceipts(database)) yield await receiptFile(stored, files)
}

/**
 * All receipts of a member, and those of what they did in the account's name, in the order of the record.
 * Their proofs are as above.
 */
export async function* listOwnReceiptFiles(
  { accountId, subjectId }: MemberPrincipal,
  { database }: Pick<QueryContext, 'database'>,
): AsyncGenerator<ReceiptFileView> {
  const files = await filing(database)
  const load = (from: number) =>
    loadOwnReceipts(
      database,
      { accountId, subjectId, documents: accountDocumentKinds },
      from,
      exportBatch,
    )
  for await (const stored of inBatches(load)) yield await receiptFile(stored, files)
}

function storedReceipts(accountId: string, database: Database): AsyncGenerator<StoredReceipt> {
  return inBatches((from) => loadAccountReceipts(database, accountId, from, exportBatch))
}

async function* inBatches(
  load: (from: number) => Promise<readonly StoredReceipt[]>,
): AsyncGenerator<StoredReceipt> {
  for (let from = 0; ;) {
    const batch = await load(from)
    yield* batch
    const last = batch.at(-1)
    if (last === undefined) return
    from = last.position + 1
  }
}

const exportBatch = 200

/** What the files of one answer have in common, each text read once. */
type Filing = {
  readonly database: Database
  /** Which to prove an entry by, the better one first: seen by a witness, then the latest. */
  readonly heads: readonly LedgerHead[]
  readonly certificates: ReadonlyMap<string, string>
  /** Those that a policy may name, the newest first. */
  readonly ledgerKeys: readonly VerifierKey[]
  readonly texts: Map<string, string>
}

async function filing(database: Database): Promise<Filing> {
  const [cosigned, latest, record] = await Promise.all([
    findCosignedHead(database),
    findServedHead(database.pool),
    loadSigningRecord(database),
  ])
  const certificates = new Map<string, string>()
  for (const { id, certificate } of record?.keys ?? [])
    if (certificate !== null) certificates.set(id, certificate)
  const ledgerKeys = record === null ? [] : trustedKeys(record)
  const heads = headsToProveBy([cosigned, latest], ledgerKeys)
  return { database, heads, certificates, ledgerKeys, texts: new Map() }
}

/** Signed by the newest key of the ledger, whoever else signed, where there is one: of it every policy will know. */
function headsToProveBy(
  found: readonly (LedgerHead | null)[],
  [newest]: readonly VerifierKey[],
): readonly LedgerHead[] {
  const heads = found.filter((head) => head !== null)
  const current = heads.filter(({ note }) => newest !== undefined && isSignedBy(newest, note))
  return current.length === 0 ? heads : current
}

/** Whether there is a line of its; that it is right was seen when it was stored. */
function isSignedBy({ name, keyId }: VerifierKey, note: string): boolean {
  return parseNote(note).signatures.some((each) => each.name === name && each.keyId === keyId)
}

async function receiptFile(stored: StoredReceipt, files: Filing): Promise<ReceiptFileView> {
  const bytes = serialiseReceiptFile(await receiptOf(stored, files))
  return { name: `${fileName(stored)}.receipt.json`, bytes }
}

async function receiptBundle(
  stored: StoredReceipt,
  files: Filing,
  digestOf: DigestOf,
): Promise<ReceiptBundleView> {
  const receipt = await receiptOf(stored, files)
  const { issuer, proof } = receipt
  const notes = [issuer, ...(proof === null ? [] : [parseTlogProof(proof).checkpoint])]
  const ledgerKey = files.ledgerKeys.find((key) => notes.every((note) => isSignedBy(key, note)))
  if (ledgerKey === undefined)
    throw new Error('table signing_key has no key that signed all of a receipt')
  const parts = bundleParts(receipt, ledgerKey, nodeCrypto)
  const paper = await paperOf(stored, files.database, digestOf)
  return { name: `${fileName(stored)}.receipt.zip`, at: stored.at, parts, paper }
}

async function paperOf(stored: StoredReceipt, database: Database, digestOf: DigestOf) {
  return receiptPaper(await receiptPage(receiptView(stored, digestOf), database))
}

async function receiptOf(stored: StoredReceipt, files: Filing): Promise<ReceiptFile> {
  const statement = parseStatement(stored.jws)
  const issuer = files.certificates.get(statement.kid)
  if (issuer === undefined)
    throw new Error(`table signing_key has no certificate of key ${statement.kid}`)
  return {
    issuer,
    jwt: stored.jws,
    salt: stored.salt,
    proof: await proofOf(stored, files),
    texts: await textsOf(statement, files),
  }
}

function fileName(stored: StoredReceipt): string {
  const date = stored.at.toISOString().slice(0, 10)
  return `${date}-${kindOf(parseStatement(stored.jws))}-${stored.eventId}`
}

/** Null for an entry that the checkpoint does not cover: one that waits, or came after it was read. */
async function proofOf(
  { index }: StoredReceipt,
  { database, heads }: Filing,
): Promise<string | null> {
  const head = heads.find(({ size }) => index !== null && index < size)
  if (index === null || head === undefined) return null
  const hashes = await proveInclusion(database, index, head.size)
  return formatTlogProof({ index, hashes, checkpoint: head.note })
}

/** One text for each that the statement names, in its order. */
async function textsOf({ credential }: Statement, files: Filing): Promise<ReceiptText[]> {
  const texts: ReceiptText[] = []
  for (const { id, mediaType } of credential.relatedResource ?? []) {
    const text = files.texts.get(id) ?? (await loadText(files.database, id))
    files.texts.set(id, text)
    texts.push({ id, mediaType, text })
  }
  return texts
}

async function loadText(database: Database, id: string): Promise<string> {
  const { terms, noticeId } = placeOfText(id)
  const bytes =
    terms !== null
      ? await findPublishedBytes(database, terms.documentSlug, terms.number)
      : noticeId !== null
        ? await findNoticeBytes(database, noticeId)
        : null
  if (bytes === null) throw new Error(`a stored statement rests on ${id}, which is not stored`)
  // A byte order mark is part of the exact text.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}
