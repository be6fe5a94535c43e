import {
  parseNote,
  parseReceiptFile,
  parseStatement,
  parseTlogProof,
  parseTrustPolicy,
  verifyReceipt,
  type TrustPolicy,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import type { Line } from './report.ts'
import { alternate, ratePerCpuSecond } from './rounds.ts'

export type BenchReceipt = { readonly what: string; readonly bytes: Uint8Array }

/** Verifying a whole receipt, beside the bare Ed25519 verifications of all the signatures in it. */
export async function verify(
  receipts: readonly BenchReceipt[],
  policyText: string,
  { rounds, count }: { readonly rounds: number; readonly count: number },
): Promise<Line[]> {
  const policy = parseTrustPolicy(policyText, nodeCrypto)
  const lines: Line[] = []
  for (const { what, bytes } of receipts) {
    const signatures = signaturesIn(bytes, policy)
    const measured = await alternate(
      {
        whole: () =>
          ratePerCpuSecond(() => mustVerify(verifyReceipt(bytes, policy, nodeCrypto).ok), count),
        bare: () =>
          ratePerCpuSecond(() => {
            for (const { key, message, signature } of signatures)
              mustVerify(nodeCrypto.verifyEd25519(key, message, signature))
          }, count),
      },
      rounds,
    )
    lines.push({
      what: `verify ${what} (${bytes.length.toLocaleString('en')} bytes)`,
      unit: '1/s',
      ours: measured.whole,
      control: { what: `its ${String(signatures.length)} signatures`, values: measured.bare },
      goal: '≥ 0.7',
    })
  }
  return lines
}

/** The certificate's, the statement's and the checkpoint's. */
function signaturesIn(bytes: Uint8Array, policy: TrustPolicy) {
  const file = parseReceiptFile(bytes)
  const ledgerKey = policy.logs[0]?.publicKey
  if (!file.ok || file.value.proof === null || ledgerKey === undefined)
    throw new Error('there is no whole receipt to verify')
  const statement = parseStatement(file.value.jwt)
  const receiptKey = Buffer.from(file.value.issuer.split('\n')[2] ?? '', 'base64')
  const notes = [file.value.issuer, parseTlogProof(file.value.proof).checkpoint].map(parseNote)
  return [
    ...notes.map((note) => ({
      key: ledgerKey,
      message: Buffer.from(note.text),
      signature: note.signatures[0]?.signature ?? new Uint8Array(),
    })),
    {
      key: receiptKey,
      message: Buffer.from(statement.signingInput),
      signature: statement.signature,
    },
  ]
}

function mustVerify(isRight: boolean): undefined {
  if (!isRight) throw new Error('what should verify does not')
}
