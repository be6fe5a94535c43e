import { parseCosignature } from './cosignature.ts'
import type { OpenFact } from './fact.ts'
import { describeInstant, parseInstant } from './instant.ts'
import type { SignedNote } from './signed-note.ts'
import type { Statement } from './statement.ts'
import type { TrustPolicy } from './trust-policy.ts'

/** Clocks of honest machines differ, and an act is signed a moment before it is in the ledger. */
const SKEW_MAX = 5 * 60 * 1000

/** What is said of a bundle's files that nobody signed. */
export function unsignedParts(paths: readonly string[]): OpenFact[] {
  return paths.flatMap((path) => UNSIGNED.get(path) ?? [])
}

const UNSIGNED: ReadonlyMap<string, OpenFact> = new Map([
  [
    'receipt.pdf',
    open(
      'pdf_not_checked',
      'Nobody signed receipt.pdf: whether it says what the receipt says is not established. Read it, and rely on the parts that are named above.',
    ),
  ],
  [
    'VERIFY.txt',
    open(
      'instructions_not_checked',
      'VERIFY.txt is not the text that this program would write for this receipt: read its commands before you run any of them.',
    ),
  ],
  [
    'trust.policy',
    open(
      'policy_not_checked',
      'Its own trust.policy names another key of the ledger than yours does, as it may while a ledger changes its key. It is not checked: yours was used.',
    ),
  ],
])

/** A policy that asks for no witness leaves open whether others were shown another ledger. */
export function unasked({ quorum }: TrustPolicy): OpenFact[] {
  if (quorum.kind !== 'none') return []
  return [
    open(
      'witnesses_not_asked',
      'Whether any witness saw that tree is not established: your trust policy asks for none.',
    ),
  ]
}

/** Where the statement's date and a clock contradict each other: the reader's, or that of a witness who saw it. */
export function contradictedDate(
  { credential }: Statement,
  { signatures }: SignedNote,
  { witnesses }: TrustPolicy,
  now: Date | undefined,
): OpenFact[] {
  const date = describeInstant(credential.validFrom)
  const dated = parseInstant(credential.validFrom) - SKEW_MAX
  const times = signatures
    .filter((line) => witnesses.some((key) => key.name === line.name && key.keyId === line.keyId))
    .map(({ signature }) => (parseCosignature(signature)?.time ?? Infinity) * 1000)
  return [
    ...(now !== undefined && dated > now.getTime()
      ? [
          open(
            'date_ahead',
            `It is dated ${date}, which this device's clock has not reached: one of the two clocks is wrong, so the date is not established.`,
          ),
        ]
      : []),
    ...(times.some((time) => time < dated)
      ? [
          open(
            'witnessed_before_date',
            `It is dated ${date}, but a witness had seen it before: one of the two clocks is wrong, so the date is not established.`,
          ),
        ]
      : []),
  ]
}

function open(code: OpenFact['code'], sentence: string): OpenFact {
  return { state: 'open', code, sentence }
}
