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
  | { readonly kind: 'group_set'; readonly group: string }
  | { readonly kind: 'erasure_requested' | 'member_erased' | 'guest_erased' | 'evidence_opened' }
  | { readonly kind: 'signing_key_added' | 'signing_key_ended'; readonly use: KeyUse }
  | { readonly kind: 'record_opened'; readonly who: string; readonly isAboutReader: boolean }
  | { readonly kind: 'api_key_created' | 'api_key_revoked'; readonly name: string }

/** What happened, in one sentence with its actor: made to be read aloud. */
export function actSentence(actor: string, facts: RecordedFacts): string {
  // Each kind is looked up by itself, so what is found takes these facts.
  const sentence = sentences[facts.kind] as (actor: string, facts: RecordedFacts) => string
  return sentence(actor, facts)
}

type FactsOf<Kind, Facts = RecordedFacts> = Facts extends { readonly kind: infer Own }
  ? Kind extends Own
    ? Facts
    : never
  : never

const sentences: {
  readonly [Kind in RecordedFacts['kind']]: (actor: string, facts: FactsOf<Kind>) => string
} = {
  account_created: (actor) => `${actor} opened the account.`,
  member_added: (actor, facts) => `${actor} added ${facts.who} as ${roleWords[facts.role]}.`,
  role_changed: (actor, facts) =>
    facts.role === 'none'
      ? `${actor} ended the membership of ${facts.who}.`
      : `${actor} made ${facts.who} ${roleWords[facts.role]}.`,
  catalogue_published: (actor, facts) =>
    `${actor} published version ${String(facts.number)} of its questions and notices.`,
  terms_published: (actor, facts) =>
    facts.archival
      ? `${actor} added version ${String(facts.number)} of ${facts.title} to the archive.`
      : `${actor} published version ${String(facts.number)} of ${facts.title}.`,
  purpose_ended: (actor, facts) => `${actor} ended a use for everyone: ${facts.purpose}.`,
  terms_in_force: (_, facts) => `Version ${String(facts.number)} of ${facts.title} took force.`,
  terms_approved: (actor, facts) =>
    `${actor} approved version ${String(facts.number)} of ${facts.title} for publication.`,
  terms_answered: (actor, facts) =>
    `${actor} ${answerWords[facts.answer]} version ${String(facts.number)} of ${facts.title}${untilWords(facts)}.`,
  permissions_set: (actor, facts) =>
    `${actor} changed what the organisation permits: ${questionWords[facts.question]}.`,
  members_asked: (actor, facts) =>
    facts.question === null
      ? `${actor} asked ${facts.whom}.`
      : `${actor} asked ${facts.whom} about ${questionWords[facts.question]}.`,
  choices_made: (actor, facts) => `${actor} answered about ${questionWords[facts.question]}.`,
  account_policy_set: (actor) =>
    `${actor} changed the rules under which the organisation’s people are asked.`,
  observation_set: (actor, facts) =>
    facts.until === null
      ? `${actor} ended the time in which decisions are only watched.`
      : `${actor} had decisions only watched${untilWords(facts)}.`,
  group_set: (actor, facts) =>
    `${actor} changed who is in the group ${facts.group}, or what is off for it.`,
  feature_policy_set: (actor) =>
    `${actor} changed how AI features treat the organisation’s people.`,
  erasure_requested: (actor) => `${actor} asked to be erased.`,
  member_erased: (actor) => `${actor} erased a member of the account.`,
  guest_erased: () => 'A guest in a meeting erased themselves.',
  evidence_opened: (actor) => `${actor} opened the sealed evidence about a member who was erased.`,
  record_opened: (actor, facts) =>
    facts.isAboutReader
      ? `${actor} opened your record.`
      : `${actor} opened the record of ${facts.who}.`,
  signing_key_added: (actor, facts) =>
    `${actor} made a new key that signs ${signedWords[facts.use]}.`,
  signing_key_ended: (actor, facts) =>
    `${actor} set the end of a key that signs ${signedWords[facts.use]}.`,
  api_key_created: (actor, facts) =>
    `${actor} made a key for the platform’s software: ${facts.name}.`,
  api_key_revoked: (actor, facts) =>
    `${actor} revoked a key of the platform’s software: ${facts.name}.`,
  meeting_answered: (actor) => `${actor} answered about AI features in a meeting.`,
  notice_displayed: (actor) => `${actor} saw the notice about AI features in a meeting.`,
  meeting_asked: (actor) => `${actor} asked everyone in a meeting about AI features.`,
  records_exported: (actor, facts) =>
    `${actor} took away everyone’s record, ${periodWords(facts.period)}.`,
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
  group_set: 'Groups',
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
  guest_erased: 'Guests in meetings erased',
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
