import type { z } from 'zod'
import type { ApiScope } from '#lib/domain/account/api-key.ts'
import { accessRequestInput } from '#lib/schemas/access-requests.ts'
import { conveyedAcceptanceInput } from '#lib/schemas/acceptances.ts'
import { conveyedChoicesInput } from '#lib/schemas/conveyed-choices.ts'
import { clearanceCheck, clearanceQuery, manifestItem } from '#lib/schemas/manifest.ts'
import {
  conveyedDisplayInput,
  conveyedMeetingAnswersInput,
  guestErasureInput,
  meetingRequestInput,
} from '#lib/schemas/meeting-answers.ts'
import { meetingChangesInput, meetingInput } from '#lib/schemas/meetings.ts'
import { conveyedPermissionsInput } from '#lib/schemas/permissions.ts'
import {
  conveyedAccountPolicyInput,
  conveyedFeaturePoliciesInput,
  conveyedObservationInput,
  observedRunsInput,
} from '#lib/schemas/policies.ts'
import { agesInput, conveyedGroupInput } from '#lib/schemas/groups.ts'
import { settingsImportInput } from '#lib/schemas/settings-imports.ts'
import {
  departuresInput,
  pageQuery,
  registeredAccountInput,
  registeredMembersInput,
} from '#lib/schemas/registry.ts'

/** One thing that a platform's software can ask for. The order is that of the document. */
export type Operation = {
  readonly method: 'get' | 'post' | 'put'
  /** Below the portal's address; parts that vary in braces. */
  readonly path: string
  readonly scope: ApiScope
  readonly summary: string
  readonly body?: z.ZodType
  /** What each line of an NDJSON body is. */
  readonly lines?: z.ZodType
  readonly query?: z.ZodObject
  /** It speaks of what people read, in the language that a request asks for. */
  readonly isSpoken?: true
  /** What If-Match names, where it can be needed. */
  readonly ifMatch?: string
  readonly done: { readonly status: 200 | 201 | 202 | 204; readonly description: string }
}

const account = '/api/v1/accounts/{account}'
const participant = '/api/v1/meetings/{meeting}/participants/{participant}'
const receipt = {
  status: 200,
  description: '`{ receiptId }`; null where it was so already.',
} as const

export const operations: readonly Operation[] = [
  {
    ...{ method: 'post', path: '/api/v1/accounts', scope: 'accounts' },
    summary: 'Registers an account, with nobody in it and nothing permitted.',
    body: registeredAccountInput,
    done: { status: 201, description: '`{ id, externalId, slug, name, sandbox }`' },
  },
  {
    ...{ method: 'get', path: '/api/v1/accounts', scope: 'accounts' },
    summary: 'The accounts that the key is for, in pages.',
    query: pageQuery,
    done: { status: 200, description: '`{ accounts: […], next }`' },
  },
  {
    ...{ method: 'get', path: account, scope: 'accounts' },
    summary: 'One account.',
    done: { status: 200, description: '`{ id, externalId, slug, name, sandbox }`' },
  },
  {
    ...{ method: 'post', path: `${account}/members`, scope: 'accounts' },
    summary: 'Registers up to 1,000 members: all or none. Everything about them starts undecided.',
    body: registeredMembersInput,
    done: {
      status: 201,
      description:
        '`{ members: [{ id, outcome }] }` in the order of the request; outcome is added, linked or known.',
    },
  },
  {
    ...{ method: 'get', path: `${account}/members`, scope: 'accounts' },
    summary: 'Who belongs to the account, in pages, without names.',
    query: pageQuery,
    done: { status: 200, description: '`{ members: [{ id, externalId, role }], next }`' },
  },
  {
    ...{ method: 'post', path: `${account}/departures`, scope: 'accounts' },
    summary: 'Somebody left the account.',
    body: departuresInput,
    done: { status: 204, description: 'They count no more.' },
  },
  {
    ...{ method: 'put', path: `${account}/ages`, scope: 'accounts' },
    summary:
      'Which of up to 1,000 members are under age, as the platform knows it; null: as their account has it.',
    body: agesInput,
    done: { status: 204, description: 'For a minor their own yes alone is not enough.' },
  },
  {
    ...{ method: 'get', path: `${account}/groups`, scope: 'accounts' },
    summary: 'The groups of the account’s people, and what is off for each.',
    done: {
      status: 200,
      description: '`{ groups: [{ group, name, members, settings, revision }] }`',
    },
  },
  {
    ...{ method: 'put', path: `${account}/groups/{group}`, scope: 'accounts' },
    summary:
      'Who comes into a group and who leaves it, and what is off for them: a group only restricts.',
    body: conveyedGroupInput,
    ifMatch:
      'To lift what is off, or to let somebody leave a group that has anything off: its revision.',
    done: receipt,
  },
  {
    ...{ method: 'post', path: `${account}/permissions`, scope: 'accounts' },
    summary: 'What the account permits its members to decide.',
    body: conveyedPermissionsInput,
    ifMatch: 'To permit more: `permissionRevisions` of the questions.',
    done: receipt,
  },
  {
    ...{ method: 'post', path: `${account}/acceptances`, scope: 'accounts' },
    summary: 'What an owner or admin answered to a terms version.',
    body: conveyedAcceptanceInput,
    done: { status: 201, description: '`{ receiptId }`' },
  },
  {
    ...{ method: 'get', path: `${account}/policy`, scope: 'accounts' },
    summary: 'The rules under which the account’s people are asked.',
    done: { status: 200, description: '`{ regime, setting, unknownPlaceIsStrict }` with an ETag.' },
  },
  {
    ...{ method: 'put', path: `${account}/policy`, scope: 'accounts' },
    summary: 'Changes those rules. What is left out stays.',
    body: conveyedAccountPolicyInput,
    ifMatch: 'For what widens: the ETag of the rules.',
    done: receipt,
  },
  {
    ...{ method: 'get', path: `${account}/feature-policies`, scope: 'accounts' },
    summary: 'How each feature treats the account’s people.',
    done: { status: 200, description: '`{ policies: […] }` with an ETag.' },
  },
  {
    ...{ method: 'put', path: `${account}/feature-policies`, scope: 'accounts' },
    summary: 'Changes how features treat them. What is left out stays.',
    body: conveyedFeaturePoliciesInput,
    ifMatch: 'For what widens: the ETag of the policies.',
    done: receipt,
  },
  {
    ...{ method: 'get', path: `${account}/observation`, scope: 'accounts' },
    summary: 'Until when decisions about the account are only watched.',
    done: { status: 200, description: '`{ until }` with an ETag; null: they hold.' },
  },
  {
    ...{ method: 'put', path: `${account}/observation`, scope: 'accounts' },
    summary: 'Lets decisions be only watched until an instant, or ends that with null.',
    body: conveyedObservationInput,
    ifMatch: 'To watch only: the ETag of the observation.',
    done: receipt,
  },
  {
    ...{ method: 'post', path: `${account}/settings-imports`, scope: 'accounts' },
    summary: 'Settings that the platform brings along, for an owner or admin to confirm.',
    body: settingsImportInput,
    done: {
      status: 201,
      description: '`{ id }`; they count for nothing until they are confirmed.',
    },
  },
  {
    ...{ method: 'post', path: `${account}/observed-runs`, scope: 'decide' },
    summary: 'What the platform did while decisions are only watched.',
    body: observedRunsInput,
    done: {
      status: 200,
      description:
        '`{ runs: [{ decision, reason, wouldHaveStopped }] }` in the order of the request.',
    },
  },
  {
    ...{ method: 'get', path: `${account}/observed-runs`, scope: 'decide' },
    summary: 'What would have stopped since decisions are only watched.',
    done: { status: 200, description: '`{ until, features: [{ purpose, runs, stopped, … }] }`' },
  },
  {
    ...{ method: 'get', path: `${account}/questions`, scope: 'answers' },
    summary: 'What the account’s people are asked, with the words to display.',
    done: { status: 200, description: '`{ questions: […], permissionRevisions }`' },
  },
  {
    ...{ method: 'post', path: `${account}/choices`, scope: 'answers' },
    summary: 'What up to 1,000 people answered in the platform’s own client.',
    body: conveyedChoicesInput,
    done: {
      status: 200,
      description: '`{ outcomes: [{ receiptId, refused? }] }` in the order of the request.',
    },
  },
  {
    ...{ method: 'post', path: '/api/v1/meetings', scope: 'meetings' },
    summary: 'Registers a meeting, and what has happened in it so far.',
    body: meetingInput,
    done: {
      status: 201,
      description:
        '`{ id, roster, changes: [{ key, outcome, roster }], decisions, hostUrl, notices: [{ participant, url }] }`; a decision with `observed_until` is not to be enforced until then; 200 where it was registered.',
    },
  },
  {
    ...{ method: 'get', path: '/api/v1/meetings/{meeting}', scope: 'meetings' },
    summary: 'A meeting as what was stated of it adds up.',
    done: { status: 200, description: 'The meeting.' },
  },
  {
    ...{ method: 'post', path: '/api/v1/meetings/{meeting}/changes', scope: 'meetings' },
    summary: 'What happened in a meeting, in whatever order.',
    body: meetingChangesInput,
    done: { status: 200, description: 'As for registering it.' },
  },
  {
    ...{ method: 'post', path: '/api/v1/meetings/{meeting}/requests', scope: 'meetings' },
    summary: 'Asks everyone in a meeting about a feature.',
    body: meetingRequestInput,
    done: { status: 200, description: '`{ eventId }`' },
  },
  {
    ...{ method: 'get', path: `${participant}/notice`, scope: 'answers', isSpoken: true },
    summary:
      'What one participant is to be told and asked, in their language. `digest` is its version, and says in which language it was read.',
    done: {
      status: 200,
      description:
        '`{ digest, language, observedUntil, features: [{ feature, titleLanguage, notice, clauses, … }] }`; with `observedUntil` nobody has to follow an answer before then.',
    },
  },
  {
    ...{ method: 'post', path: `${participant}/displays`, scope: 'answers' },
    summary: 'The notice of that digest was shown to them, or read out.',
    body: conveyedDisplayInput,
    done: { status: 200, description: '`{ isNew }`' },
  },
  {
    ...{ method: 'post', path: `${participant}/answers`, scope: 'answers' },
    summary: 'What they answered, with the digest of what they were shown.',
    body: conveyedMeetingAnswersInput,
    done: receipt,
  },
  {
    ...{ method: 'post', path: `${participant}/erasures`, scope: 'answers' },
    summary: 'A guest wants to be erased here: at once, and for good.',
    body: guestErasureInput,
    done: { status: 200, description: '`{ keepUntil }`, of the sealed evidence.' },
  },
  {
    ...{ method: 'post', path: '/api/v1/access-requests', scope: 'decide' },
    summary: 'Has a person asked about what was denied for lack of their answer.',
    body: accessRequestInput,
    done: { status: 202, description: '`{ task }`; 201 with `result` where they had said yes.' },
  },
  {
    ...{ method: 'get', path: '/api/v1/access-requests/{task}', scope: 'decide' },
    summary: 'What became of a request.',
    done: { status: 200, description: '`{ task }`, with `result` once it is approved.' },
  },
  {
    ...{ method: 'post', path: '/api/v1/clearances', scope: 'decide' },
    summary: 'What each item of a manifest may be used for now: NDJSON, up to 1,000,000 lines.',
    lines: manifestItem,
    query: clearanceQuery,
    done: {
      status: 200,
      description: 'NDJSON: a line `{ item, contentUsage, outcomes: […] }` for each, in order.',
    },
  },
  {
    ...{ method: 'post', path: '/api/v1/clearances/checks', scope: 'decide' },
    summary: 'Clearances to be checked again before use: NDJSON, up to 1,000,000 lines.',
    lines: clearanceCheck,
    done: { status: 200, description: 'NDJSON, as a manifest is answered.' },
  },
]
