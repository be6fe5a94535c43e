import { FormatError } from './format-error.ts'
import type { Quorum, TrustPolicy } from './trust-policy.ts'
import { isSameKey } from './verifier-key.ts'

/**
 * The policy that asks for what both ask for: whose ledger counts `trust` says; `demand` adds a quorum of its
 * own, which has to be met beside the one of `trust`. Where `demand` names ledgers, only those count that both
 * name. Throws FormatError where `demand` asks for no witness, or both name no ledger.
 */
export function demandWitnesses(trust: TrustPolicy, demand: TrustPolicy): TrustPolicy {
  if (demand.quorum.kind === 'none') throw new FormatError('it asks for no witness')
  const logs = trust.logs.filter(
    (key) => demand.logs.length === 0 || demand.logs.some((other) => isSameKey(key, other)),
  )
  if (logs.length === 0) throw new FormatError('it names none of the ledgers that you trust')
  const more = demand.witnesses.filter(
    (key) => !trust.witnesses.some((other) => isSameKey(key, other)),
  )
  return {
    logs,
    witnesses: [...trust.witnesses, ...more],
    quorum: both(trust.quorum, demand.quorum),
  }
}

function both(one: Quorum, other: Quorum): Quorum {
  if (one.kind === 'none') return other
  return { kind: 'group', name: 'both policies', threshold: 2, members: [one, other] }
}
