export { CEILINGS, ceilingVotes, strictestCeiling, type Ceiling } from './ceiling.ts'
export {
  CONSENT_STATUSES,
  memberObjection,
  memberVote,
  type ConsentStatus,
  type Ground,
} from './consent-status.ts'
export { decide, decideAll, decideUnknown, type Decision, type Vote } from './decide.ts'
export { combine, isPermitted, OPINIONS, type Opinion } from './opinion.ts'
export { accountVote, groupVotes, type Permission } from './permission.ts'
export { LEVELS, REASON_CODES, type Level, type Reason, type ReasonCode } from './reason.ts'
export {
  resolveWithinAccount,
  votesWithinAccount,
  type AccountQuestion,
  type PurposeKind,
} from './resolve-within-account.ts'
