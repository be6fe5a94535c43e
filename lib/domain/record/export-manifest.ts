import { canonicalJson, signNote, verifierKey, type Hasher, type Sign } from '@assent/receipt'
import { urnOf } from '#lib/domain/receipt/statement.ts'
import type { ExportFormat, ExportPeriod, ExportScope } from './export-wish.ts'

/** What an exported file is, whole: how it is known to be all of it, and unchanged. */
export type ExportFacts = {
  readonly file: string
  readonly accountId: string
  readonly format: ExportFormat
  readonly scope: ExportScope
  readonly period: ExportPeriod
  /** Without the head of a CSV. */
  readonly lines: number
  readonly bytes: number
  /** SHA-256 of the file, hex. */
  readonly sha256: string
  /** The signed note of the tree among whose entries the lines are. */
  readonly checkpoint: string
  readonly madeAt: Date
}

/** The key that signs statements, by which the portal signs what it hands out. */
export type ManifestSigner = {
  readonly origin: string
  readonly publicKey: Uint8Array
  readonly sign: Sign
  /** The note in which the ledger's key vouches for it. */
  readonly certificate: string
  readonly crypto: Hasher
}

/**
 * The manifest of an export: a signed note (C2SP signed-note) of three lines. The second is a line of
 * `sha256sum`, the third canonical JSON of all facts, with the checkpoint and the certificate of the key.
 * docs/exports.md says how it is checked with openssl and sha256sum.
 */
export function exportManifest(facts: ExportFacts, signer: ManifestSigner): string {
  const { sha256, file, period } = facts
  const about = canonicalJson({
    account: urnOf(facts.accountId),
    bytes: facts.bytes,
    certificate: signer.certificate,
    checkpoint: facts.checkpoint,
    file,
    format: facts.format,
    lines: facts.lines,
    madeAt: facts.madeAt.toISOString(),
    scope: facts.scope,
    sha256,
    since: period.since.toISOString(),
    until: period.until.toISOString(),
  })
  const key = verifierKey(signer.origin, signer.publicKey, 'ed25519', signer.crypto)
  return signNote(`${HEADER}\n${sha256}  ${file}\n${about}\n`, key, signer.sign)
}

const HEADER = 'assent-export/v1'
