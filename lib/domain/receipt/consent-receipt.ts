import type { AccountContact } from '#lib/domain/account/contact.ts'
import type { Category, Notice, Party, Purpose } from '#lib/domain/catalogue/catalogue.ts'
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
  readonly choices: readonly ConsentChoice[]
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
    // The page on which the person finds it.
    '@id': `${selection.account.id}/receipts/${selection.eventId}`,
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': selection.eventId,
    'dpv:hasIdentifier': selection.eventId,
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#receipt',
    'dct:created': instant(selection.at),
    'dct:publisher': { '@id': selection.publicUrl },
    'dpv:hasRecordOfActivity': selection.choices.map((choice, i) =>
      consentRecord(selection, choice, recordId(selection.eventId, i)),
    ),
  }
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
    ...(choice.replaces === null ? {} : { 'dct:replaces': { '@id': choice.replaces } }),
    'dpv:hasDataSubject': { '@id': urnOf(selection.subjectId), '@type': 'dpv:DataSubject' },
    'dpv:hasNotice': {
      '@id': noticeUrl(selection.publicUrl, notice.text),
      '@type': 'dpv:ConsentNotice',
      'dct:language': selection.language,
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
  { purpose, categories, notice }: ConsentChoice,
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
    'dpv:hasJurisdiction': { '@id': notice.jurisdiction },
    'dpv:hasLegalBasis': { '@id': 'eu-gdpr:A6-1-a' },
    'dpv:hasConsentControl': {
      '@type': 'dpv:WithdrawConsent',
      'dpv:isExercisedAt': { '@id': selection.controlUrl },
      'dct:description': notice.withdrawal,
    },
    'dpv:hasRight': {
      '@type': ['dpv:DataSubjectRight', 'eu-gdpr:A7-3'],
      'dpv:isExercisedAt': { '@id': selection.controlUrl },
    },
  }
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

export function partyAs(role: string, party: Party): StatementDocument {
  return {
    '@id': party.id,
    '@type': ['dpv:Organisation', role],
    'dpv:hasName': party.name,
    'dpv:hasIdentifier': party.id,
    'schema:url': party.url,
    ...(party.address === '' ? {} : { 'schema:address': party.address }),
    ...(party.email === ''
      ? {}
      : { 'schema:contactPoint': { '@type': 'schema:ContactPoint', 'schema:email': party.email } }),
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
