export { answerMembers, quoted } from './answer-text.ts'
export {
  answerJson,
  isPlainPermit,
  type Answer,
  type CategoryAnswer,
  type MarkOutput,
  type Obligation,
} from './answer.ts'
export {
  ANSWER_CODES,
  answerReason,
  opinionOf,
  type AnswerCode,
  type AnswerLevel,
  type AnswerReason,
} from './answer-reason.ts'
export { CEILINGS, ceilingVotes, strictestCeiling, type Ceiling } from './ceiling.ts'
export {
  CONSENT_STATUSES,
  memberObjection,
  memberVote,
  type ConsentStatus,
  type Ground,
} from './consent-status.ts'
export {
  createClient,
  type ClientOptions,
  type ConsentClient,
  type MeetingNow,
} from './client/create-client.ts'
export { decideSoon } from './client/decide-soon.ts'
export type { ClientStatus } from './client/client-status.ts'
export type { News } from './client/listeners.ts'
export { SourceRefusedError, SourceSilentError } from './client/ask-source.ts'
export type { Fetch, Surroundings } from './client/surroundings.ts'
export { decide, decideAll, decideUnknown, type Decision, type Vote } from './decide.ts'
export { evaluate, may } from './evaluate.ts'
export { FEATURE_MODES, modeOfParty, strictestMode, type FeatureMode } from './feature-mode.ts'
export { hostSentence } from './host-sentence.ts'
export { applyIncrement, loadState, STATE_FORMAT } from './load-state.ts'
export { combine, isPermitted, OPINIONS, type Opinion } from './opinion.ts'
export {
  participantCode,
  type ParticipantFacts,
  type PartyFacts,
  type Regime,
} from './participant.ts'
export { accountVote, groupVotes, type Permission } from './permission.ts'
export type {
  Contributor,
  FeatureInMeeting,
  Item,
  ItemToShare,
  MemberQuestion,
  Question,
} from './question.ts'
export { LEVELS, REASON_CODES, type Level, type Reason, type ReasonCode } from './reason.ts'
export { resolveFeature, type FeatureQuestion, type FeatureResolution } from './resolve-feature.ts'
export {
  contributorCode,
  resolveItem,
  type ContributorFacts,
  type ItemQuestion,
  type ItemResolution,
  type SharingParty,
} from './resolve-item.ts'
export { isSilenceNoVote, memberRules, type RuleCode } from './member-rules.ts'
export {
  resolveWithinAccount,
  votesWithinAccount,
  type AccountQuestion,
  type PurposeKind,
} from './resolve-within-account.ts'
export { SHOWN_FROM, shownCount, type ShownCount } from './shown-count.ts'
export { Snapshot } from './snapshot.ts'
export { stateLines } from './state-lines.ts'
export { StateFormatError } from './record-reader.ts'
export type {
  MeetingRecord,
  MemberRecord,
  ParticipantRecord,
  PermissionRecord,
  StateRecord,
} from './state-record.ts'
