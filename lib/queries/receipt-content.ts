import type { JsonObject, JsonValue, Statement } from '@assent/receipt'
import type {
  AskingMode,
  ChoiceKind,
  PermissionKind,
  Question,
  Role,
  TermsAnswer,
} from '#lib/domain/ledger/act.ts'
import type { StoredReceipt } from '#lib/store/receipts.ts'
import { effectsIn, type EffectLine } from './receipt-effects.ts'
import { firstAt, isNode, listAt, missing, nodeAt, textAt } from './receipt-nodes.ts'
import { policyContent, sourceIn, type PolicyContent } from './receipt-policies.ts'
import { partiesOf, type PartyLine } from './receipt-parties.ts'

/** What a signed statement says, as far as a page shows it. */
export type ReceiptContent =
  | {
      readonly kind: 'consent'
      readonly question: Question
      readonly purposes: readonly ConsentLine[]
      readonly parties: readonly PartyLine[]
      /** How a yes is taken back, as the notices said, each way once. */
      readonly withdrawal: readonly string[]
      /** The page on which that is done. */
      readonly controlUrl: string
      readonly authority: { readonly name: string; readonly url: string } | null
    }
  | {
      readonly kind: 'permission'
      readonly question: Question
      readonly purposes: readonly PermissionLine[]
      readonly asking: readonly AskingLine[]
      /** Where the settings come from that the platform brought along; null where they are the account's own. */
      readonly source: string | null
      readonly parties: readonly PartyLine[]
    }
  | {
      readonly kind: 'acceptance'
      readonly answer: TermsAnswer
      /** The day it was put off to, in ISO 8601. */
      readonly until: string | null
      readonly termsTitle: string
      /** As it was typed. */
      readonly signedBy: string
      readonly authority: string
      readonly parties: readonly PartyLine[]
    }
  | {
      readonly kind: 'membership'
      /** Did it begin with this act, rather than change? */
      readonly isNew: boolean
      /** What the member became by it; null where an account was opened, and nobody belongs to it yet. */
      readonly role: Role | null
    }
  | {
      readonly kind: 'erasure'
      /** Until when the sealed evidence is kept, in ISO 8601. */
      readonly keepUntil: string
    }
  | PolicyContent
  | { readonly kind: RecordKind }

/** Statements of which a page shows no more than what they are. */
export type RecordKind =
  | 'request'
  | 'publication'
  | 'approval'
  | 'activation'
  | 'ending'
  | 'catalogue'
  | 'erasure_request'
  | 'evidence_opening'
  | 'inspection'
  | 'api_key'
  | 'signing_key'
  | 'display'
export type ReceiptKind = ReceiptContent['kind']

export type ConsentLine = {
  readonly purpose: string
  readonly title: string
  /** Of a feature all its inputs; of sharing the one that was asked about. */
  readonly categories: readonly { readonly key: string; readonly title: string }[]
  readonly choice: ChoiceKind
  /** What taking the yes back asks of whom, or asked; none of a refusal. */
  readonly effects: readonly EffectLine[]
  readonly noticeId: string
  readonly clauses: readonly (TermsReference & { readonly anchor: string })[]
}

export type PermissionLine = {
  readonly purpose: string
  readonly title: string
  readonly category: string | null
  readonly choice: PermissionKind
}

export type AskingLine = {
  readonly purpose: string
  readonly mode: AskingMode
  readonly reference: string | null
}

/** `digest` is SHA-256, hex: of the whole version, or of the clause where it is about one. */
export type TermsReference = {
  readonly documentSlug: string
  readonly number: number
  readonly digest: string
}

/** @throws where it is none that this portal writes */
export function contentOf(
  { kind, credential }: Statement,
  receipt: Pick<StoredReceipt, 'kind' | 'question' | 'subjectId'>,
): ReceiptContent {
  const document = credential.credentialSubject
  const policy = policyContent(kind, document)
  if (policy !== null) return policy
  switch (kinds[kind]) {
    case 'consent':
      return consentContent(
        document,
        receipt.question ??
          (receipt.kind === 'meeting_answered' ? 'features' : missing('question')),
      )
    case 'permission':
      return permissionContent(document)
    case 'acceptance':
      return {
        kind: 'acceptance',
        answer: textAt(document, 'answer') as TermsAnswer,
        until: 'until' in document ? textAt(document, 'until') : null,
        termsTitle: textAt(nodeAt(document, 'dct:references'), 'dct:title'),
        signedBy: textAt(nodeAt(document, 'signedBy'), 'dpv:hasName'),
        authority: textAt(nodeAt(document, 'signedBy'), 'authority'),
        parties: partiesOf([document]),
      }
    case 'membership':
      return membershipContent(document, receipt)
    case 'erasure':
      return { kind: 'erasure', keepUntil: textAt(document, 'evidenceKeptUntil') }
    default:
      return { kind: kinds[kind] as RecordKind }
  }
}

export function kindOf({ kind }: Statement): ReceiptKind {
  return kinds[kind]
}

const kinds = {
  ConsentReceipt: 'consent',
  AcceptanceDocument: 'acceptance',
  PermissionDocument: 'permission',
  RequestRecord: 'request',
  PublicationRecord: 'publication',
  ApprovalRecord: 'approval',
  ActivationRecord: 'activation',
  EndingRecord: 'ending',
  MembershipRecord: 'membership',
  CatalogueRecord: 'catalogue',
  ErasureRequestRecord: 'erasure_request',
  ErasureRecord: 'erasure',
  EvidenceOpeningRecord: 'evidence_opening',
  InspectionRecord: 'inspection',
  ApiKeyRecord: 'api_key',
  KeyRecord: 'signing_key',
  AccountPolicyDocument: 'account_policy',
  FeaturePolicyDocument: 'feature_policy',
  ObservationDocument: 'observation',
  GroupDocument: 'group',
  DisplayRecord: 'display',
} as const satisfies Record<Statement['kind'], ReceiptKind>

/**
 * Which text an address in a statement names, whatever the portal's own address was then: the page of a
 * terms version, or a notice (statement.ts).
 */
export function placeOfText(url: string) {
  const [, documentSlug, number] =
    /\/terms\/([a-z0-9-]+)\/versions\/([1-9][0-9]*)(?:#.*)?$/.exec(url) ?? []
  const [, noticeId = null] = /\/notices\/([0-9a-f-]{36})$/.exec(url) ?? []
  const terms =
    documentSlug === undefined || number === undefined
      ? null
      : { documentSlug, number: Number(number) }
  return { terms, noticeId }
}

function consentContent(document: JsonObject, question: Question): ReceiptContent {
  const records = listAt(document, 'dpv:hasRecordOfActivity')
  const controls = records.map(controlOf)
  return {
    kind: 'consent',
    question,
    purposes: records.map(consentLine),
    parties: partiesOf(records),
    withdrawal: [...new Set(controls.map((control) => textAt(control, 'dct:description')))],
    controlUrl: textAt(
      nodeAt(controls[0] ?? missing('dpv:hasConsentControl'), 'dpv:isExercisedAt'),
      '@id',
    ),
    authority: authorityOf(firstAt(document, 'dpv:hasRecordOfActivity')),
  }
}

function controlOf(record: JsonObject): JsonObject {
  return nodeAt(firstAt(record, 'dpv:hasProcess'), 'dpv:hasConsentControl')
}

/** Statements of before it was said have none. */
function authorityOf(record: JsonObject) {
  const authority = firstAt(record, 'dpv:hasProcess')['dpv:hasAuthority']
  if (!isNode(authority)) return null
  return { name: textAt(authority, 'dpv:hasName'), url: textAt(authority, 'schema:url') }
}

function consentLine(record: JsonObject): ConsentLine {
  const process = firstAt(record, 'dpv:hasProcess')
  const { noticeId } = placeOfText(textAt(nodeAt(record, 'dpv:hasNotice'), '@id'))
  return {
    purpose: textAt(process, 'dct:identifier'),
    title: textAt(process, 'dct:title'),
    categories: listAt(process, 'dpv:hasPersonalData').map((data) => ({
      key: textAt(data, 'dct:identifier'),
      title: textAt(data, 'dct:title'),
    })),
    choice: choiceIn(firstAt(record, 'dpv:hasConsentStatus')['@type']),
    effects: effectsIn(controlOf(record)),
    noticeId: noticeId ?? missing('dpv:hasNotice'),
    clauses: listAt(record, 'dct:references').map(clauseOf),
  }
}

function choiceIn(types: JsonValue | undefined): ChoiceKind {
  const type = Array.isArray(types) ? String(types[0]) : ''
  if (type === 'dpv:ConsentGiven') return 'give'
  if (type === 'dpv:ConsentRefused') return 'refuse'
  return type === 'dpv:ConsentWithdrawn' ? 'withdraw' : missing('dpv:hasConsentStatus')
}

function clauseOf(reference: JsonObject): ConsentLine['clauses'][number] {
  const url = textAt(reference, '@id')
  const terms = placeOfText(url).terms ?? missing('dct:references')
  const anchor = url.slice(url.indexOf('#') + 1)
  return { ...terms, anchor, digest: textAt(reference, 'schema:sha256') }
}

function permissionContent(document: JsonObject): ReceiptContent {
  const purposes = listAt(document, 'dpv:hasRule').map((rule): PermissionLine => {
    const [purpose = '', category = null] = textAt(rule, 'dct:identifier').split('/')
    const choice = rule['@type'] === 'dpv:Permission' ? 'members_decide' : 'off'
    return { purpose, title: textAt(rule, 'dct:title'), category, choice }
  })
  return {
    kind: 'permission',
    // Sharing is permitted category by category, a feature as a whole.
    question: purposes.some(({ category }) => category !== null) ? 'sharing' : 'features',
    purposes,
    source: sourceIn(document),
    parties: partiesOf([document]),
    asking: listAt(document, 'asking').map((asking) => ({
      purpose: textAt(asking, 'purpose'),
      mode: textAt(asking, 'mode') as AskingMode,
      reference: 'reference' in asking ? textAt(asking, 'reference') : null,
    })),
  }
}

function membershipContent(
  document: JsonObject,
  { kind, subjectId }: Pick<StoredReceipt, 'kind' | 'subjectId'>,
): ReceiptContent {
  const members = listAt(document, 'members')
  const own = members.find((each) => each['@id'] === `urn:uuid:${subjectId ?? ''}`)
  const role = own === undefined ? null : (textAt(own, 'role') as Role)
  return { kind: 'membership', isNew: kind !== 'role_changed', role }
}
