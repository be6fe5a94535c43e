import type { Crypto } from './crypto.ts'
import {
  Refusal,
  refuse,
  requireForm,
  type Fact,
  type FactCode,
  type OpenFact,
  type StandingFact,
} from './fact.ts'
import { describeInstant, parseInstant } from './instant.ts'
import { contradictedDate, unasked, unsignedParts } from './open-facts.ts'
import { openReceipt } from './open-receipt.ts'
import type { ReceiptFile } from './receipt-file.ts'
import {
  parseReceiptKeyCertificate,
  type ReceiptKeyCertificate,
} from './receipt-key-certificate.ts'
import { requireSameParts } from './receipt-parts.ts'
import { openNote, parseNote } from './signed-note.ts'
import { digestSri, parseStatement, type Statement, type StatementKind } from './statement.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { encodeUtf8 } from './utf8.ts'
import {
  committedEntry,
  requireIncluded,
  requireQuorum,
  requireSignedCheckpoint,
  type IncludedEntry,
} from './verify-entry.ts'

export type Verification = {
  /** Whether every fact is established. */
  readonly ok: boolean
  /** In the order of FactCode, up to the first that failed or is not there yet. */
  readonly facts: readonly Fact[]
  /** What was met on the way and stays open: no reason to refuse, and nothing to rely on. */
  readonly open: readonly OpenFact[]
  /** Whether it is still so, a sentence a line; left out where the issuer did not say (standing-facts.ts). */
  readonly standing?: readonly StandingFact[]
  /** What its parts are, once its form is known to be right. Only what the facts name of it is verified. */
  readonly receipt?: ReceiptFile
  /** What the receipt says, from the moment its signature is known to be right. */
  readonly statement?: Statement
}

/**
 * Verifies a receipt, one file or a zip of its parts, with nothing but its own bytes and the keys of the
 * policy: it has its one form; a ledger of the policy certified the receipt key; that key signed the
 * statement; each text is the one the statement rests on; what else a zip holds follows from those; the
 * statement and its salt make an entry; the entry is in the ledger's tree; the ledger signed that tree; and,
 * where the policy asks for witnesses, enough of them saw it.
 *
 * Any single changed byte of one file makes it fail, and any changed part of a zip but for those that the
 * open facts name. `now` is the reader's clock, where there is one. Never throws for the bytes of a receipt.
 */
export function verifyReceipt(
  bytes: Uint8Array,
  policy: TrustPolicy,
  crypto: Crypto,
  now?: Date,
): Verification {
  const facts: Fact[] = []
  const open: OpenFact[] = []
  let receipt: ReceiptFile | undefined
  let statement: Statement | undefined
  const establish = (code: FactCode, sentence: string) => {
    facts.push({ state: 'established', code, sentence })
  }
  try {
    const { parts, ...opened } = openReceipt(bytes, crypto)
    receipt = opened.receipt
    if (parts === null) establish('file_canonical', FILE_SENTENCE)
    else establish('zip_whole', zipSentence(parts.size))

    const { ledger, certifiers, certificate } = requireCertifiedKey(receipt, policy, crypto)
    establish('receipt_key_certified', certifiedSentence(ledger, certificate))

    statement = requireSignedStatement(receipt, certificate, crypto)
    establish('statement_signed', statementSentence(statement))

    requireExactTexts(receipt, statement, crypto)
    establish('texts_match', textsSentence(receipt))

    if (parts !== null) {
      open.push(...unsignedParts(requireSameParts(receipt, parts, certifiers, crypto)))
      establish('parts_match', PARTS_SENTENCE)
    }

    const entry = committedEntry(receipt, crypto)
    establish('entry_committed', 'The statement and its salt together make one ledger entry.')

    const included = requireIncluded(entry, ledger, crypto)
    requireEnteredBefore(included.index, certificate)
    establish('entry_included', includedSentence(ledger, included))

    const cosigners = requireSignedCheckpoint(included, policy, crypto)
    establish(
      'checkpoint_signed',
      `The ledger ${ledger} signed that tree, with a key of your trust policy.`,
    )

    requireQuorum(policy, cosigners)
    if (policy.quorum.kind !== 'none')
      establish('quorum_met', 'As many witnesses as your trust policy asks for saw the same tree.')
    open.push(...unasked(policy), ...contradictedDate(statement, included.note, policy, now))
    return { ok: true, facts, open, receipt, statement }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    facts.push(error.fact)
    return {
      ...{ ok: false, facts, open },
      ...(receipt === undefined ? {} : { receipt }),
      ...(statement === undefined ? {} : { statement }),
    }
  }
}

const FILE_SENTENCE = 'The file is a whole Assent receipt, written in its one exact form.'
const PARTS_SENTENCE =
  'The other parts of the zip follow from these, to the byte. Its own trust.policy was not used: yours was.'

function zipSentence(parts: number): string {
  return `The zip is a whole Assent receipt in ${String(parts)} parts, each of them once and unharmed.`
}

function requireCertifiedKey({ issuer }: ReceiptFile, policy: TrustPolicy, crypto: Crypto) {
  const note = requireForm('certificate_malformed', 'The certificate', () => parseNote(issuer))
  const ledger = note.signatures[0]?.name ?? ''
  const keys = policy.logs.filter(({ name }) => name === ledger)
  if (keys.length === 0) {
    refuse(
      'other_ledger',
      `The receipt is of another ledger, ${ledger}, which your trust policy does not name.`,
    )
  }
  const opened = openNote(note, keys, crypto)
  if (!opened.ok && opened.code === 'no_known_key') {
    refuse(
      'unknown_key',
      `The receipt's certificate is signed by an unknown key: your trust policy holds another one for ${ledger}.`,
    )
  }
  if (!opened.ok) {
    refuse(
      'certificate_signature_invalid',
      `The ledger ${ledger} did not sign the certificate of the receipt key.`,
    )
  }
  // A ledger that changes its key signs with the old and the new for a while.
  if (opened.unknown.some(({ name }) => name !== ledger)) {
    refuse(
      'unknown_signature',
      'The certificate carries a signature by a key that your trust policy does not name.',
    )
  }
  const certificate = requireForm('certificate_malformed', 'The certificate', () =>
    parseReceiptKeyCertificate(note.text, crypto),
  )
  return { ledger, certifiers: opened.signers, certificate }
}

function certifiedSentence(ledger: string, certificate: ReceiptKeyCertificate): string {
  const { validFrom, validUntil, revokedAt } = certificate
  const from = `The key behind this receipt is vouched for by the ledger ${ledger}, from ${describeInstant(validFrom)}`
  if (validUntil === null) return `${from} on.`
  const until = `${from} until ${describeInstant(validUntil)}`
  if (revokedAt === null) return `${until}.`
  return `${until}, when it was revoked: only for entries below index ${String(revokedAt)}.`
}

function requireSignedStatement(
  { jwt }: ReceiptFile,
  certificate: ReceiptKeyCertificate,
  crypto: Crypto,
): Statement {
  const statement = requireForm('statement_malformed', 'The statement', () => parseStatement(jwt))
  if (statement.kid !== certificate.kid) {
    refuse(
      'statement_key_mismatch',
      'The statement names another key than the one that is certified.',
    )
  }
  const message = encodeUtf8(statement.signingInput)
  if (!crypto.verifyEd25519(certificate.publicKey, message, statement.signature)) {
    refuse('statement_signature_invalid', 'The certified key did not sign this statement.')
  }
  if (parseInstant(statement.credential.validFrom) < parseInstant(certificate.validFrom)) {
    refuse(
      'statement_before_key',
      'The statement is dated before the key that signed it was valid.',
    )
  }
  if (isAfterEnd(statement, certificate)) {
    refuse('statement_after_key', 'The statement is dated after the key that signed it had ended.')
  }
  return statement
}

function isAfterEnd({ credential }: Statement, { validUntil }: ReceiptKeyCertificate): boolean {
  return validUntil !== null && parseInstant(credential.validFrom) >= parseInstant(validUntil)
}

/** Whoever stole a key writes any date; what the ledger held before it said that the key is revoked stays so. */
function requireEnteredBefore(index: number, { revokedAt }: ReceiptKeyCertificate): void {
  if (revokedAt === null || index < revokedAt) return
  refuse(
    'entry_after_revocation',
    `Its key was revoked at index ${String(revokedAt)} of the ledger, and this entry stands at ${String(index)}: whoever stole the key can have signed it.`,
  )
}

/** Who the people are is not in a receipt: it names them by random ids. */
function statementSentence({ kind, credential }: Statement): string {
  const issuer = new URL(credential.issuer).href
  return `It is ${KINDS[kind]}, of ${describeInstant(credential.validFrom)}, signed for ${issuer} by that key.`
}

const KINDS: Record<StatementKind, string> = {
  ConsentReceipt: "a consent receipt, one person's own answer",
  AcceptanceDocument: "an account's answer to terms",
  PermissionDocument: 'a record of what an account permits',
  RequestRecord: 'a record that people were asked',
  PublicationRecord: 'a record that terms were published',
  EndingRecord: 'a record that a use was ended for everyone',
  ActivationRecord: 'a record that terms took force',
  ApprovalRecord: 'a record that a second person approved terms',
  MembershipRecord: 'a record of who belongs to an account',
  CatalogueRecord: 'a record of the features and purposes on offer',
  ErasureRequestRecord: 'a record that somebody asked to be erased',
  ErasureRecord: 'a record that somebody was erased',
  EvidenceOpeningRecord: 'a record that the sealed evidence about somebody was opened',
  InspectionRecord: "a record that one person's history was looked at",
  ApiKeyRecord: 'a record that a key of the platform was made or revoked',
  KeyRecord: 'a record of a key that signs here',
  AccountPolicyDocument: "a record of the rules under which an account's people are asked",
  ObservationDocument: 'a record of until when decisions about an account are only watched',
  GroupDocument: "a record of who is in a group of an account's people, and what is off for them",
  FeaturePolicyDocument: "a record of how features treat an account's people",
  DisplayRecord: 'a record that a notice was shown in a meeting',
}

/** Each text is the one whose digest was signed, none is left out and none is added. */
function requireExactTexts({ texts }: ReceiptFile, statement: Statement, crypto: Crypto): void {
  const resources = statement.credential.relatedResource ?? []
  if (texts.length > resources.length) {
    refuse('text_unexpected', 'The receipt holds a text that the statement does not rest on.')
  }
  for (const [i, { id, mediaType, digestSRI }] of resources.entries()) {
    const text = texts[i]
    const which = `Text ${String(i + 1)} of ${String(resources.length)}`
    if (text === undefined) return refuse('text_missing', `${which} is missing from the receipt.`)
    if (text.id !== id || text.mediaType !== mediaType) {
      refuse('text_unexpected', `${which} is not the one that the statement rests on.`)
    }
    if (digestSri(text.text, crypto) !== digestSRI) {
      refuse('text_changed', `${which} is not, letter for letter, the one that was shown.`)
    }
  }
}

function includedSentence(ledger: string, { index, checkpoint }: IncludedEntry): string {
  return `That entry stands at index ${String(index)} of the ledger ${ledger}, in its tree of size ${String(checkpoint.size)}.`
}

function textsSentence({ texts }: ReceiptFile): string {
  if (texts.length === 0) return 'It rests on no text.'
  if (texts.length === 1)
    return 'The text it rests on is, letter for letter, the one that was shown.'
  return `The ${String(texts.length)} texts it rests on are, letter for letter, those that were shown.`
}
