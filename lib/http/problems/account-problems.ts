import type { AccountCode, SignInCode } from '../problem-code.ts'
import type { Problem } from './problem.ts'

/** About accounts and who belongs to them. */
export const accountProblems: Record<AccountCode | SignInCode, Problem> = {
  forbidden: {
    status: 403,
    title: 'Your role does not allow this',
    detail: 'Ask an owner or admin of the account to do it.',
  },
  slug_invalid: {
    status: 422,
    title: 'This short name cannot be used',
    detail: 'A short name is 2 to 60 lower-case letters, digits and single hyphens between them.',
  },
  slug_taken: {
    status: 409,
    title: 'This short name is taken',
    detail: 'Another account has this short name. Choose a different one.',
  },
  account_unknown: {
    status: 404,
    title: 'There is no such account',
    detail: 'There is no account with this short name.',
  },
  member_exists: {
    status: 409,
    title: 'This person is in the account already',
    detail: 'A member of the account has this address already. Change their role instead.',
  },
  member_unknown: {
    status: 404,
    title: 'There is no such member',
    detail: 'There is no such member in this account.',
  },
  group_unknown: {
    status: 404,
    title: 'There is no such group',
    detail: 'There is no such group in this account.',
  },
  staff_exists: {
    status: 409,
    title: 'This person is on the staff already',
    detail: 'One of the operator’s staff has this address already.',
  },
  api_key_unknown: {
    status: 404,
    title: 'There is no such key',
    detail: 'Take its id from the list of keys.',
  },
  api_key_revoked: {
    status: 409,
    title: 'This key is revoked already',
    detail: 'It lets nobody in any more. There is nothing left to do.',
  },
  external_id_taken: {
    status: 409,
    title: 'This is registered already',
    detail: 'Your own id for it is in use here. Ask for what is registered under it.',
  },
  owner_by_owner_only: {
    status: 403,
    title: 'Only an owner can do this',
    detail: 'Only an owner makes someone an owner, or changes the role of one.',
  },
  conflict: {
    status: 409,
    title: 'Someone else was quicker',
    detail: 'Something changed at the same moment. Nothing is saved: load the page and try again.',
  },
  last_owner: {
    status: 409,
    title: 'This is the last owner',
    detail: 'An account keeps an owner. Name another owner first, then erase this one.',
  },
  erasure_requested_already: {
    status: 409,
    title: 'You asked for this already',
    detail: 'Your request is on record, and an owner or admin of your account sees it.',
  },
  evidence_unknown: {
    status: 404,
    title: 'Nothing of this is kept',
    detail:
      'There is no sealed evidence about this: it was never sealed, or its period has passed.',
  },
  period_invalid: {
    status: 422,
    title: 'This is no period',
    detail: 'Give a period in ISO 8601, in years, months, weeks and days, such as P3Y or P18M.',
  },
  person_unknown: {
    status: 404,
    title: 'Nobody has this address',
    detail: 'Nobody with this address is a member or on the staff. Add them first.',
  },
  demonstration_only: {
    status: 404,
    title: 'There is nothing here',
    detail: 'Signing in by picking a person exists in the demonstration only.',
  },
}
