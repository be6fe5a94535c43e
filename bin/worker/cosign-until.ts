import { setTimeout as delay } from 'node:timers/promises'
import { collectCosignature } from '#lib/commands/collect-cosignature.ts'
import type { AppContext } from '#lib/context.ts'
import type { Witness } from '#lib/delivery/submit-checkpoint.ts'
import { faultOf } from '#lib/http/fault.ts'
import { log } from '#lib/log.ts'
import { findHead } from '#lib/queries/ledger.ts'

const ROUND_MS = 2_000
const BACKOFF_MAX_MS = 5 * 60_000

type Trouble = { failures: number; until: number; last: string }
type CosigningContext = Pick<AppContext, 'database' | 'now' | 'witnesses'>

/**
 * Shows each new checkpoint to all witnesses, at most once in two seconds: one round, one checkpoint, so
 * that their cosignatures stand together. A witness that fails is left out of rounds for longer and
 * longer, up to five minutes, with one line in the log for each way in which it fails.
 */
export async function cosignUntil(stopping: AbortSignal, context: CosigningContext): Promise<void> {
  if (context.witnesses.length === 0) return
  const troubles = new Map<Witness, Trouble>()
  let shown = { size: 0, all: true }
  while (!stopping.aborted) {
    shown = await round(shown, troubles, context).catch((error: unknown) => {
      log.error(faultOf(error), 'no witness was asked')
      return shown
    })
    await delay(ROUND_MS, null, { signal: stopping }).catch(() => undefined)
  }
}

async function round(
  shown: { size: number; all: boolean },
  troubles: Map<Witness, Trouble>,
  context: CosigningContext,
) {
  const head = await findHead(context)
  if (head === null || (head.size === shown.size && shown.all)) return shown
  const at = context.now().getTime()
  const asked = context.witnesses.filter((witness) => (troubles.get(witness)?.until ?? 0) <= at)
  const failures = await Promise.all(
    asked.map(async (witness) => {
      const reason = await collectCosignature(witness, head, context).catch(reasonOf)
      note(witness, reason, troubles, at)
      return reason
    }),
  )
  const all = asked.length === context.witnesses.length && failures.every((each) => each === null)
  return { size: head.size, all }
}

/** What fetch throws says little, and its cause the rest: ECONNREFUSED and the like. */
function reasonOf(error: unknown): string {
  const { code, error: name } = faultOf(error instanceof Error ? (error.cause ?? error) : error)
  return `it does not answer (${code ?? name})`
}

function note(
  witness: Witness,
  reason: string | null,
  troubles: Map<Witness, Trouble>,
  at: number,
): void {
  const before = troubles.get(witness)
  const named = { witness: witness.key.name }
  if (reason === null) {
    troubles.delete(witness)
    if (before !== undefined) log.info(named, 'the witness cosigns again')
    return
  }
  const failures = (before?.failures ?? 0) + 1
  const until = at + Math.min(ROUND_MS * 2 ** failures, BACKOFF_MAX_MS)
  troubles.set(witness, { failures, until, last: reason })
  if (before?.last !== reason) log.error({ ...named, reason }, 'a witness did not cosign')
}
