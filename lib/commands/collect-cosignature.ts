import { submitCheckpoint, type Submitted, type Witness } from '#lib/delivery/submit-checkpoint.ts'
import { proveConsistency } from '#lib/ledger/prove-consistency.ts'
import { appendCosignature, loadLastCosignatures } from '#lib/store/cosignatures.ts'
import type { Database } from '#lib/store/database.ts'
import type { LedgerHead } from '#lib/store/ledger.ts'

export type WitnessingContext = { readonly database: Database; readonly now: () => Date }

/**
 * Has a witness cosign a checkpoint, and keeps what it signed. It is shown that the tree begins with the
 * one it cosigned last: by our own record first and, where it remembers another, by its word. Reads and
 * appends alone, outside of what sequences: a witness that is slow or away holds up nothing.
 *
 * If we stop after it cosigned and before that is stored, the next checkpoint finds it ahead of our
 * record, and goes on from its word.
 * @returns null, or why the checkpoint has no cosignature of it: a sentence for the log
 * @throws where the witness does not answer
 */
export async function collectCosignature(
  witness: Witness,
  head: LedgerHead,
  context: WitnessingContext,
): Promise<string | null> {
  const name = `${witness.key.name}+${witness.key.keyId}`
  const [last] = await loadLastCosignatures(context.database, [name])
  if (last?.size === head.size) return null
  const submit = (oldSize: number) => submitFrom(oldSize, witness, head, context)
  const first = await submit(Math.min(last?.size ?? 0, head.size))
  const submitted = first.kind === 'stands_at' ? await submit(first.size) : first
  if (submitted.kind === 'stands_at') return 'it says two sizes that it cosigned last'
  if (submitted.kind === 'refused') return submitted.reason
  const { line } = submitted
  await appendCosignature(context.database, {
    size: head.size,
    witness: name,
    line,
    at: context.now(),
  })
  return null
}

async function submitFrom(
  oldSize: number,
  witness: Witness,
  { size, note }: LedgerHead,
  { database }: WitnessingContext,
): Promise<Submitted> {
  if (oldSize > size)
    return {
      kind: 'refused',
      reason: `it cosigned ${String(oldSize)} entries, and there are ${String(size)}`,
    }
  const proof = await proveConsistency(database, oldSize, size)
  return submitCheckpoint(witness, { oldSize, proof, note })
}
