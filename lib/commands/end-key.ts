import type { Principal } from '#lib/domain/account/principal.ts'
import { planEnd } from '#lib/domain/ledger/key-plan.ts'
import { isInUse } from '#lib/domain/ledger/signing-record.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { keyAct } from '#lib/signing/key-act.ts'
import { keyFinder } from '#lib/signing/ledger-keys.ts'
import { statementSigner, type KeySettings } from '#lib/signing/statement-signer.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Database } from '#lib/store/database.ts'
import { loadSigningRecord } from '#lib/store/signing-keys.ts'

type EndingContext = KeySettings & { readonly database: Database; readonly now: () => Date }

type Ending = {
  readonly keyId: string
  /** `revoked` where the key may be in other hands: then what it signed counts only as far as the ledger held it before. */
  readonly kind: 'retired' | 'revoked'
  readonly reason: string
}

type Refusal =
  | 'forbidden'
  | 'ledger_unopened'
  | 'key_unknown'
  | 'key_active'
  | 'key_ended'
  | 'key_just_followed'
  | 'key_file_missing'
  | 'conflict'

/** A key that has a successor ends now, for good. Of two calls at once one wins. */
export async function endKey(
  principal: Principal,
  { keyId, kind, reason }: Ending,
  context: EndingContext,
): Promise<Result<{ until: Date }, Refusal>> {
  if (principal.kind !== 'command_line') return fail('forbidden')
  const record = await loadSigningRecord(context.database)
  if (record === null) return fail('ledger_unopened')
  const at = context.now()
  const planned = planEnd(record.keys, keyId, kind, at)
  if (!planned.ok) return planned
  const { key, ends } = planned.value
  const signing = record.keys.findLast((each) => each.use === 'receipt' && isInUse(each, at))
  const receipt = signing === undefined ? null : keyFinder(context.folder)(signing.id)
  if (receipt === null) return fail('key_file_missing')
  const signer = statementSigner(receipt, context.randomBytes)
  const act = keyAct({ key, event: ends, reason, at }, { ...context, signer })
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ until: ends.until }) : fail('conflict')
}
