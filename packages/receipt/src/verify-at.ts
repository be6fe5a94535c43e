import { parseCosignature } from './cosignature.ts'
import type { Fact } from './fact.ts'
import { describeInstant, parseInstant } from './instant.ts'
import type { Statement } from './statement.ts'
import { parseNote } from './signed-note.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { isQuorumMet, type TrustPolicy } from './trust-policy.ts'
import type { Verification } from './verify-receipt.ts'

/**
 * Adds to what was verified whether it was so by an instant: that the issuer dates the statement no later,
 * which is the issuer's own word, and, where the policy asks for witnesses, that enough of them had seen
 * its tree by then, by their own clocks. Only what verified can be dated. Throws FormatError for an
 * instant that is not in UTC.
 */
export function verifyAt(
  verification: Verification,
  at: string,
  policy: TrustPolicy,
): Verification {
  const { ok, facts, statement, receipt } = verification
  const then = parseInstant(at)
  if (!ok || statement === undefined) return verification
  const dated = datedFact(statement, at, policy)
  if (dated.state === 'failed') return { ...verification, ok: false, facts: [...facts, dated] }
  if (policy.quorum.kind === 'none') return { ...verification, facts: [...facts, dated] }
  const recorded = recordedFact(seenBy(receipt?.proof ?? null, then, policy), at, policy)
  const isRecorded = recorded.state === 'established'
  return { ...verification, ok: isRecorded, facts: [...facts, dated, recorded] }
}

function datedFact({ credential }: Statement, at: string, policy: TrustPolicy): Fact {
  const date = describeInstant(credential.validFrom)
  if (parseInstant(credential.validFrom) > parseInstant(at)) {
    const sentence = `Its issuer dates it ${date}, later than ${describeInstant(at)}.`
    return { state: 'failed', code: 'dated_later', sentence }
  }
  const whose =
    policy.quorum.kind === 'none'
      ? "by the issuer's word alone: your trust policy asks for no witness, and nothing else here tells the time"
      : "by the issuer's word"
  const sentence = `It was signed by ${describeInstant(at)}: it is dated ${date}, ${whose}.`
  return { state: 'established', code: 'dated_by_then', sentence }
}

/** The witnesses' keys whose cosignature is no later. That all of them are right is verified already. */
function seenBy(proof: string | null, then: number, { witnesses }: TrustPolicy) {
  if (proof === null) return []
  const { signatures } = parseNote(parseTlogProof(proof).checkpoint)
  return witnesses.filter(({ name, keyId }) => {
    const line = signatures.find((each) => each.name === name && each.keyId === keyId)
    const cosignature = line === undefined ? null : parseCosignature(line.signature)
    return cosignature !== null && cosignature.time * 1000 <= then
  })
}

function recordedFact(seen: TrustPolicy['witnesses'], at: string, { quorum }: TrustPolicy): Fact {
  const by = describeInstant(at)
  if (isQuorumMet(quorum, seen)) {
    const sentence = `It stood in the ledger by ${by}: as many witnesses as your trust policy asks for had seen its tree by then.`
    return { state: 'established', code: 'recorded_by_then', sentence }
  }
  const sentence = `That it stood in the ledger by ${by} is not shown: fewer witnesses than your trust policy asks for had seen its tree by then. A later proof does not say how long it had stood there.`
  return { state: 'failed', code: 'recorded_later', sentence }
}
