import type { ChoiceKind, EventKind, Question, Role, TermsAnswer } from '#lib/domain/ledger/act.ts'
import type { ExportPeriod } from './export-wish.ts'
import type { KeyUse } from '#lib/domain/ledger/signing-record.ts'

/** One act of the record, as far as its sentence needs it. Titles stand for keys. */
export type RecordedFacts =
  | { readonly kind: 'account_created' }
  | { readonly kind: 'member_added' | 'role_changed'; readonly who: string; readonly role: Role }
  | { readonly kind: 'catalogue_published'; readonly number: number }
  | {
      readonly kind: 'terms_published'
      readonly title: string
      readonly number: number
      readonly archival: boolean
    }
  | { readonly kind: 'purpose_ended'; readonly purpose: string }
  | {
      readonly kind: 'terms_approved' | 'terms_in_force'
      readonly title: string
      readonly number: number
    }
  | {
      readonly kind: 'terms_answered'
      readonly title: string
      readonly number: number
      readonly answer: TermsAnswer
      /** The day it was put off to. */
      readonly until: Date | null
    }
  | { readonly kind: 'permissions_set'; readonly question: Question }
  | { readonly kind: 'members_asked'; readonly whom: string; readonly question: Question | null }
  | { readonly kind: 'choices_made'; readonly question: Question }
  | { readonly kind: 'records_exported'; readonly period: ExportPeriod }
  | { readonly kind: 'meeting_answered' | 'notice_displayed' | 'meeting_asked' }
  | { readonly kind: 'account_policy_set' | 'feature_policy_set' }
  | { readonly kind: 'observation_set'; readonly until: Date | null }
  | { readonly kind: 'erasure_requested' | 'member_erased' | 'evidence_opened' }
  | { readonly kind: 'signing_key_added' | 'signing_key_ended'; readonly use: KeyUse }
  | { readonly kind: 'record_opened'; readonly who: string; readonly isAboutReader: boolean }
  | { readonly kind: 'api_key_created' | 'api_key_revoked'; readonly name: string }

/** What happened, in one sentence with its actor: made to be read aloud. */
export function actSentence(actor: string, facts: RecordedFacts): string {
  switch (facts.kind) {
    case 'account_created':
      return `${actor} opened the account.`
    case 'member_added':
      return `${actor} added ${facts.who} as ${roleWords[facts.role]}.`
    case 'role_changed':
      return facts.role === 'none'
        ? `${actor} ended the membership of ${facts.who}.`
        : `${actor} made ${facts.who} ${roleWords[facts.role]}.`
    case 'catalogue_published':
      return `${actor} published version ${String(facts.number)} of its questions and notices.`
    case 'terms_published':
      return facts.archival
        ? `${actor} added version ${String(facts.number)} of ${facts.title} to the archive.`
        : `${actor} published version ${String(facts.number)} of ${facts.title}.`
    case 'purpose_ended':
      return `${actor} ended a use for everyone: ${facts.purpose}.`
    case 'terms_in_force':
      return `Version ${String(facts.number)} of ${facts.title} took force.`
    case 'terms_approved':
      return `${actor} approved version ${String(facts.number)} of ${facts.title} for publication.`
    case 'terms_answered':
      return `${actor} ${answerWords[facts.answer]} version ${String(facts.number)} of ${facts.title}${untilWords(facts)}.`
    case 'permissions_set':
      return `${actor} changed what the organisation permits: ${questionWords[facts.question]}.`
    case 'members_asked':
      return facts.question === null
        ? `${actor} asked ${facts.whom}.`
        : `${actor} asked ${facts.whom} about ${questionWords[facts.question]}.`
    case 'choices_made':
      return `${actor} answered about ${questionWords[facts.question]}.`
    case 'account_policy_set':
      return `${actor} changed the rules under which the organisation’s people are asked.`
    case 'observation_set':
      return facts.until === null
        ? `${actor} ended the time in which decisions are only watched.`
        : `${actor} had decisions only watched${untilWords(facts)}.`
    case 'feature_policy_set':
      return `${actor} changed how AI features treat the organisation’s people.`
    case 'erasure_requested':
      return `${actor} asked to be erased.`
    case 'member_erased':
      return `${actor} erased a member of the account.`
    case 'evidence_opened':
      return `${actor} opened the sealed evidence about a member who was erased.`
    case 'record_opened':
      return facts.isAboutReader
        ? `${actor} opened your record.`
        : `${actor} opened the record of ${facts.who}.`
    case 'signing_key_added':
      return `${actor} made a new key that signs ${signedWords[facts.use]}.`
    case 'signing_key_ended':
      return `${actor} set the end of a key that signs ${signedWords[facts.use]}.`
    case 'api_key_created':
      return `${actor} made a key for the platform’s software: ${facts.name}.`
    case 'api_key_revoked':
      return `${actor} revoked a key of the platform’s software: ${facts.name}.`
    case 'meeting_answered':
      return `${actor} answered about AI features in a meeting.`
    case 'notice_displayed':
      return `${actor} saw the notice about AI features in a meeting.`
    case 'meeting_asked':
      return `${actor} asked everyone in a meeting about AI features.`
    case 'records_exported':
      return `${actor} took away everyone’s record, ${periodWords(facts.period)}.`
  }
}

/** The kinds of act that a reader can filter by, in plain words. */
export const eventKindWords: Readonly<Record<EventKind, string>> = {
  choices_made: 'Answers',
  meeting_answered: 'Answers in meetings',
  notice_displayed: 'Notices shown in meetings',
  meeting_asked: 'Requests in meetings',
  members_asked: 'Requests',
  permissions_set: 'Permissions',
  account_policy_set: 'Rules for asking',
  feature_policy_set: 'How features treat people',
  observation_set: 'Watching only',
  terms_answered: 'Answers to terms',
  terms_published: 'Terms published',
  terms_approved: 'Terms approved',
  terms_in_force: 'Terms in force',
  purpose_ended: 'Uses ended',
  catalogue_published: 'Questions and notices published',
  record_opened: 'Records opened',
  signing_key_added: 'Signing keys made',
  signing_key_ended: 'Signing keys ended',
  api_key_created: 'Keys made',
  api_key_revoked: 'Keys revoked',
  records_exported: 'Records taken away',
  member_added: 'People added',
  role_changed: 'Roles changed',
  erasure_requested: 'Erasures asked for',
  member_erased: 'People erased',
  evidence_opened: 'Sealed evidence opened',
  account_created: 'Account opened',
}

const signedWords: Readonly<Record<KeyUse, string>> = {
  receipt: 'receipts',
  ledger: 'the tamper-evident record',
}

const roleWords: Readonly<Record<Role, string>> = {
  owner: 'owner',
  admin: 'admin',
  auditor: 'auditor',
  member: 'member',
  none: 'no longer a member',
}

/** A choice as a person's act about one thing. */
export const choiceWords: Readonly<Record<ChoiceKind, string>> = {
  give: 'yes',
  refuse: 'no',
  withdraw: 'yes taken back',
}

const answerWords: Readonly<Record<TermsAnswer, string>> = {
  accept: 'accepted',
  decline: 'declined',
  later: 'put off deciding on',
}

function untilWords({ until }: { readonly until: Date | null }): string {
  return until === null ? '' : ` until ${day.format(until)}`
}

/** Of days both of which are in it, as it was asked for. */
function periodWords({ since, until }: ExportPeriod): string {
  return `${day.format(since)} to ${day.format(until.getTime() - 1)}`
}

/** "8 December 2026", in UTC, like every day that is shown. */
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

const questionWords: Readonly<Record<Question, string>> = {
  features: 'AI features',
  sharing: 'content sharing',
}
