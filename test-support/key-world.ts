import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatVerifierKey, parseTrustPolicy, verifyReceipt } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { openLedgerKeys } from '#lib/commands/open-ledger-keys.ts'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { findReceiptFile } from '#lib/queries/receipt-files.ts'
import { listVerifierKeys } from '#lib/queries/ledger.ts'
import { ledgerKeysOf, type LedgerKeys } from '#lib/signing/ledger-keys.ts'
import { statementSigner, type KeySettings } from '#lib/signing/statement-signer.ts'
import type { Database } from '#lib/store/database.ts'
import { loadSigningRecord } from '#lib/store/signing-keys.ts'
import { openWorld } from './world.ts'

/** A machine that has its keys in files: opened like a program, and told when it takes up what is new. */
export async function openMachine(
  database: Database,
  now: () => Date,
  folder = mkdtempSync(join(tmpdir(), 'assent-keys-')),
) {
  const settings: KeySettings = {
    folder,
    publicUrl: 'https://portal.test',
    newId: () => randomUUIDv7(),
    randomBytes,
  }
  const held: { keys: LedgerKeys } = { keys: await openLedgerKeys(database, settings, now()) }
  const signer = () => statementSigner(held.keys.receipt, randomBytes, held.keys.receiptUntil)
  return {
    ...settings,
    database,
    now,
    held,
    /** As a context's signer is, at the moment it is asked. */
    signer: {
      get kid() {
        return signer().kid
      },
      sign: (message: Uint8Array) => signer().sign(message),
      get until() {
        return signer().until
      },
      randomBytes,
      crypto: nodeCrypto,
    },
    async takeUp() {
      const record = await loadSigningRecord(database)
      held.keys = ledgerKeysOf(record!, folder, now())
    },
    sequence: (batchMax?: number) => sequenceEntries({ database, now, keys: held.keys }, batchMax),
    pem: (id: string) => join(folder, `${id}.pem`),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export type Machine = Awaited<ReturnType<typeof openMachine>>

/** A small world whose acts a machine signs, on a clock that goes on when a test says so. */
export async function openKeyWorld(database: Database) {
  const clock = { at: new Date('2026-03-02T09:00:00Z') }
  const now = () => clock.at
  const machine = await openMachine(database, now)
  const world = await openWorld(database, { now, signer: machine.signer })
  const advance = (ms: number) => {
    clock.at = new Date(clock.at.getTime() + ms)
  }
  const file = async (principal: MemberPrincipal, id: string | null) =>
    (await findReceiptFile(principal, id ?? '', world.context))!.bytes
  return {
    ...world,
    machine,
    advance,
    file,
    policyNow: () => trustPolicyOf(world.context),
    policyOf: (keys: LedgerKeys) => `log ${formatVerifierKey(keys.verifierKey)}\n`,
  }
}

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

/** The code that a verification ends with, or `ok`. */
export function verdict(bytes: Uint8Array, policy: string): string {
  const { ok, facts } = verifyReceipt(bytes, parseTrustPolicy(policy, nodeCrypto), nodeCrypto)
  return ok ? 'ok' : (facts.at(-1)?.code ?? '')
}

/** Trusts every key that the portal says can be trusted. */
export async function trustPolicyOf(
  context: Parameters<typeof listVerifierKeys>[0],
): Promise<string> {
  return (await listVerifierKeys(context)).map((key) => `log ${key}\n`).join('')
}
