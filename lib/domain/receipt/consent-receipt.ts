import type { AccountContact } from '#lib/domain/account/contact.ts'
import type {
  Catalogue,
  Category,
  Notice,
  Party,
  Purpose,
} from '#lib/domain/catalogue/catalogue.ts'
import type { ChoiceKind } from '#lib/domain/ledger/act.ts'
import {
  instant,
  noticeUrl,
  termsUrl,
  urnOf,
  type NoticeText,
  type StatementDocument,
  type TermsText,
} from './statement.ts'
import { withdrawalControl } from './withdrawal-control.ts'

/** One selection of one person, with all that stood on the screen when it was made. */
export type ConsentSelection = {
  readonly eventId: string
  readonly at: Date
  readonly publicUrl: string
  readonly language: string
  readonly interfaceVersion: string
  /** The page on which the answer was given, and on which it can be taken back. */
  readonly controlUrl: string
  readonly subjectId: string
  readonly account: Party
  /** Where a person can complain; null where no catalogue says. */
  readonly authority: Catalogue['authority'] | null
  readonly choices: readonly ConsentChoice[]
  /** Where the answers are about one meeting: its id, and the digest of its notice as it was shown. */
  readonly meeting?: { readonly id: string; readonly displayed: string } | undefined
}

export type ConsentChoice = {
  readonly kind: ChoiceKind
  readonly purpose: Purpose
  /** The categories the choice is about: of a feature all its inputs, of sharing one. */
  readonly categories: readonly Category[]
  readonly notice: Notice & { readonly text: NoticeText }
  readonly clauses: readonly RestingClause[]
  /** The record this one replaces: the person's previous choice about the same thing. */
  readonly replaces: string | null
}

/** A clause that a choice rests on, as it was shown. Digests are SHA-256, hex. */
export type RestingClause = {
  readonly terms: TermsText
  readonly anchor: string
  readonly digest: string
}

/**
 * The receipt of a selection: a dpv:ConsentReceipt that wraps one dpv:ConsentRecord a choice, by the
 * ISO/IEC TS 27560:2023 profile of W3C DPV 2.3. It names people by random ids alone.
 */
export function consentReceipt(selection: ConsentSelection): StatementDocument {
  return {
    // The page on which the person finds it; what was answered in a meeting is found by a link of their own.
    '@id':
      selection.meeting === undefined
        ? `${selection.account.id}/receipts/${selection.eventId}`
        : urnOf(selection.eventId),
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': selection.eventId,
    'dpv:hasIdentifier': selection.eventId,
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#receipt',
    'dct:created': instant(selection.at),
    'dct:publisher': { '@id': selection.publicUrl },
    ...meetingOf(selection),
    'dpv:hasRecordOfActivity': selection.choices.map((choice, i) =>
      consentRecord(selection, choice, recordId(selection.eventId, i)),
    ),
  }
}

function meetingOf({ meeting }: ConsentSelection): StatementDocument {
  if (meeting === undefined) return {}
  return { meeting: urnOf(meeting.id), displayed: { 'schema:sha256': meeting.displayed } }
}

/** The id of the n-th record of a receipt, counted from 0. */
export function recordId(eventId: string, ordinal: number): string {
  return `${urnOf(eventId)}#${String(ordinal)}`
}

function consentRecord(
  selection: ConsentSelection,
  choice: ConsentChoice,
  id: string,
): StatementDocument {
  const { notice } = choice
  const controller = notice.controller === 'account' ? selection.account : notice.controller
  return {
    '@id': id,
    '@type': 'dpv:ConsentRecord',
    'dct:identifier': id,
    'dpv:hasIdentifier': id,
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record',
    'dct:language': selection.language,
    ...(choice.replaces === null ? {} : { 'dct:replaces': { '@id': choice.replaces } }),
    'dpv:hasDataSubject': { '@id': urnOf(selection.subjectId), '@type': 'dpv:DataSubject' },
    'dpv:hasNotice': {
      '@id': noticeUrl(selection.publicUrl, notice.text),
      '@type': 'dpv:ConsentNotice',
      'dct:language': notice.language,
      'schema:sha256': notice.text.digest,
    },
    'dct:references': choice.clauses.map((clause) => ({
      '@id': `${termsUrl(selection.publicUrl, clause.terms)}#${clause.anchor}`,
      'schema:sha256': clause.digest,
    })),
    'dpv:hasProcess': [processOf(selection, choice, controller)],
    'dpv:hasConsentStatus': [statusOf(selection, choice)],
    'dpv:hasEntity': parties(controller, notice),
  }
}

function processOf(
  selection: ConsentSelection,
  { kind, purpose, categories, notice }: ConsentChoice,
  controller: Party,
): StatementDocument {
  return {
    '@type': 'dpv:Process',
    'dct:title': purpose.title,
    'dct:identifier': purpose.key,
    'dpv:hasPurpose': {
      '@type': 'dpv:Purpose',
      'skos:broader': { '@id': purpose.dpv.purpose },
      'dct:description': purpose.summary,
    },
    'dpv:hasPersonalData': categories.map((category) => ({
      '@type': 'dpv:PersonalData',
      'dct:identifier': category.key,
      'dct:title': category.title,
      'skos:broader': { '@id': category.dpv },
    })),
    'dpv:hasProcessing': ids(purpose.dpv.processing),
    'ai:hasCapability': ids(purpose.dpv.capabilities),
    'dpv:hasStorageCondition': [
      { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': notice.retention.duration },
      { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': { '@id': notice.storage.location } },
    ],
    'dpv:hasDataController': { '@id': controller.id },
    ...(notice.processor === null
      ? {}
      : { 'dpv:hasDataProcessor': { '@id': notice.processor.id } }),
    'dpv:hasRecipient': ids(notice.recipients.map((recipient) => recipient.id)),
    ...authorityOf(selection),
    'dpv:hasJurisdiction': { '@id': notice.jurisdiction },
    'dpv:hasLegalBasis': { '@id': 'eu-gdpr:A6-1-a' },
    'dpv:hasConsentControl': withdrawalControl({ kind, notice }, { ...selection, controller }),
    'dpv:hasRight': {
      '@type': ['dpv:DataSubjectRight', 'eu-gdpr:A7-3'],
      'dpv:isExercisedAt': { '@id': selection.controlUrl },
    },
  }
}

function authorityOf({ authority }: ConsentSelection): StatementDocument {
  if (authority === null) return {}
  const { name, url } = authority
  const type = 'dpv:DataProtectionAuthority'
  return { 'dpv:hasAuthority': { '@type': type, 'dpv:hasName': name, 'schema:url': url } }
}

const statusTypes = {
  give: 'dpv:ConsentGiven',
  refuse: 'dpv:ConsentRefused',
  withdraw: 'dpv:ConsentWithdrawn',
} as const satisfies Record<ChoiceKind, string>

function statusOf(selection: ConsentSelection, choice: ConsentChoice): StatementDocument {
  const { validity } = choice.notice
  return {
    '@type': [statusTypes[choice.kind], 'dpv:ExplicitlyExpressedConsent'],
    'dpv:isIndicatedAtTime': instant(selection.at),
    'dpv:isIndicatedBy': { '@id': urnOf(selection.subjectId) },
    'dpv:hasIndicationMethod': `${choice.kind} on the page ${selection.controlUrl}, interface ${selection.interfaceVersion}`,
    'dpv:hasDuration':
      choice.kind === 'give' && validity !== null
        ? { '@type': 'dpv:TemporalDuration', 'rdf:value': validity }
        : { '@type': 'dpv:EndlessDuration' },
  }
}

function parties(controller: Party, notice: Notice): StatementDocument[] {
  const processor =
    notice.processor === null ? [] : [partyAs('dpv:DataProcessor', notice.processor)]
  return [
    partyAs('dpv:DataController', controller),
    ...processor,
    ...notice.recipients.map((recipient) => partyAs('dpv:Recipient', recipient)),
  ]
}

/** ISO/IEC TS 27560, 6.3.6: a party can be reached, by mail where it has said how, by its page where not. */
export function partyAs(role: string | null, party: Party): StatementDocument {
  const { email, url } = party
  return {
    '@id': party.id,
    '@type': ['dpv:Organisation', ...(role === null ? [] : [role])],
    'dpv:hasName': party.name,
    'dpv:hasIdentifier': party.id,
    'schema:url': url,
    ...(party.address === '' ? {} : { 'schema:address': party.address }),
    'schema:contactPoint': {
      '@type': 'schema:ContactPoint',
      ...(email === '' ? { 'schema:url': url } : { 'schema:email': email }),
    },
  }
}

function ids(iris: readonly string[]): { '@id': string }[] {
  return iris.map((iri) => ({ '@id': iri }))
}

/** An account as a party, reached where it said it is. */
export function accountParty(
  publicUrl: string,
  account: { readonly slug: string; readonly name: string; readonly contact: AccountContact },
): Party {
  const id = `${publicUrl}/accounts/${account.slug}`
  const { name, contact } = account
  return { ...contact, id, name, url: contact.url === '' ? id : contact.url }
}
