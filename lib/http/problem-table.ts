import type { ProblemCode } from './problem-code.ts'

type Problem = {
  readonly status: number
  /** The same for every occurrence (RFC 9457, section 3.1.3). */
  readonly title: string
  /** What is wrong and what to do about it, for the person who reads it. */
  readonly detail: string
  /** The one field of the input that it is about. */
  readonly field?: string
}

/** The one place where a code becomes a status and words. A code without a row does not compile. */
export const problems: Record<ProblemCode, Problem> = {
  not_signed_in: {
    status: 401,
    title: 'You are not signed in',
    detail: 'Sign in first. What you typed is not saved.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing here',
    detail: 'It does not exist, or it belongs to an account that you are not in.',
  },
  cross_origin: {
    status: 403,
    title: 'This came from another site',
    detail: 'Open the portal itself and do it there.',
  },
  host_unknown: {
    status: 421,
    title: 'This address is not served here',
    detail: 'The demonstration answers on localhost only.',
  },
  body_missing: {
    status: 400,
    title: 'Nothing was sent',
    detail: 'Send the input as the body of the request.',
  },
  body_too_large: {
    status: 413,
    title: 'This is too large',
    detail: 'The body of the request is larger than this address accepts.',
  },
  json_expected: {
    status: 415,
    title: 'JSON is expected',
    detail: 'Send the input as application/json.',
  },
  form_or_json_expected: {
    status: 415,
    title: 'A form or JSON is expected',
    detail: 'Send the document as multipart/form-data or as application/json.',
  },
  json_malformed: {
    status: 400,
    title: 'This is not JSON',
    detail: 'The body of the request is not JSON in UTF-8.',
  },
  form_malformed: {
    status: 400,
    title: 'This is not a form',
    detail: 'The body of the request is not the multipart/form-data that it says it is.',
  },
  input_invalid: {
    status: 422,
    title: 'Some of this is not right',
    detail: 'Check what is named below and send it again.',
  },
  if_match_malformed: {
    status: 400,
    title: 'If-Match is not understood',
    detail: 'Send in If-Match the one ETag of the page that this answers, in double quotes.',
  },
  if_match_required: {
    status: 428,
    title: 'Say which page this answers',
    detail: 'Send in If-Match the ETag of the page that this answers.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong here',
    detail: 'It is not your fault, and it is in our log. Try again in a moment.',
  },
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
  staff_exists: {
    status: 409,
    title: 'This person is on the staff already',
    detail: 'One of the operator’s staff has this address already.',
  },
  owner_by_owner_only: {
    status: 403,
    title: 'Only an owner can do this',
    detail: 'Only an owner makes someone an owner, or changes the role of one.',
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
  conflict: {
    status: 409,
    title: 'Someone else was quicker',
    detail: 'Something changed at the same moment. Nothing is saved: load the page and try again.',
  },
  terms_unknown: {
    status: 404,
    title: 'There is no such version',
    detail: 'There is no such version of these terms.',
  },
  terms_exist: {
    status: 409,
    title: 'This version exists already',
    detail: 'These terms have a version with the same text and the same effective date already.',
  },
  terms_published: {
    status: 409,
    title: 'This version is published already',
    detail: 'A published version never changes and is published once. Import a new one.',
  },
  terms_archival: {
    status: 409,
    title: 'This version is kept for the record only',
    detail: 'It governs nothing, so there is nothing to answer.',
  },
  terms_not_utf8: {
    status: 422,
    title: 'This text is not UTF-8',
    detail: 'The document is not valid UTF-8. Save it as UTF-8 and import it again.',
  },
  terms_empty: {
    status: 422,
    title: 'This document is empty',
    detail: 'The document holds no text.',
  },
  terms_too_large: {
    status: 413,
    title: 'This document is too large',
    detail: 'The document is larger than 2 MB (2,000,000 bytes).',
  },
  terms_nul: {
    status: 422,
    title: 'This document holds a NUL character',
    detail: 'The document holds a NUL character (a byte that is 0), which no text does.',
  },
  mapping_invalid: {
    status: 422,
    title: 'The mapping names what is not there',
    detail: 'The mapping names a clause, a purpose or a category that does not exist.',
  },
  publication_overtaken: {
    status: 409,
    title: 'Another version was published first',
    detail:
      'Another version of these terms was published while you published this one, so nothing happened here. Look at what this one changes now, then publish it.',
  },
  verdicts_unconfirmed: {
    status: 409,
    title: 'Some changes wait for your verdict',
    detail:
      'Say of each change whether it gives the platform more, less or neither, or accept what is proposed. Some clauses still wait for it.',
  },
  review_outdated: {
    status: 409,
    title: 'These changes are others by now',
    detail:
      'Another version governs than the one these verdicts compare with, or a clause they name is gone. Look at the changes again.',
  },
  note_missing: {
    status: 422,
    title: 'A verdict lacks its reason',
    detail:
      'Where you say something else than was proposed, write a note that says why. Nothing was saved.',
  },
  approval_missing: {
    status: 403,
    title: 'A second person has to approve this',
    detail:
      'Another member of the staff approves the text, its mapping and its verdicts as they stand; then you publish them.',
  },
  stale_page: {
    status: 412,
    title: 'This page changed while you read it',
    detail: 'What it says changed after you opened it. Read it again, then answer.',
  },
  until_out_of_range: {
    status: 422,
    title: 'This day cannot be chosen',
    detail: 'Choose a day from tomorrow on, at most a year ahead.',
    field: 'until',
  },
  catalogue_missing: {
    status: 409,
    title: 'Nothing is asked about yet',
    detail: 'There is no catalogue yet. Publish one first: assent catalogue publish FILE.',
  },
  catalogue_invalid: {
    status: 422,
    title: 'The catalogue is not complete',
    detail: 'Something in the catalogue is wrong or missing.',
  },
  catalogue_unchanged: {
    status: 409,
    title: 'This catalogue is published already',
    detail: 'The catalogue that holds says exactly this. Nothing was published.',
  },
  unknown_purpose: {
    status: 422,
    title: 'Nothing of this name is asked about',
    detail: 'The catalogue has no such feature or purpose.',
  },
  unknown_category: {
    status: 422,
    title: 'No kind of data has this name',
    detail: 'The catalogue has no such kind of data for this purpose.',
  },
  purpose_ended: {
    status: 409,
    title: 'This use has ended',
    detail: 'The platform has ended this use for good, so nobody can turn it on.',
  },
  prohibited_by_terms: {
    status: 409,
    title: 'The terms rule this out',
    detail: 'The terms forbid this use, so nobody can turn it on.',
  },
  no_choice_offered: {
    status: 409,
    title: 'The terms offer no choice here',
    detail: 'The terms offer no choice about this, so there is nothing to say yes to.',
  },
  not_permitted: {
    status: 409,
    title: 'Your account does not permit this',
    detail: 'Your account has not left this to its members, so a yes cannot be recorded.',
  },
  mixed_question: {
    status: 422,
    title: 'These are separate questions',
    detail: 'Answer each sharing purpose on its own.',
  },
  answered_meanwhile: {
    status: 409,
    title: 'You answered this elsewhere meanwhile',
    detail: 'Another answer of yours came first, perhaps in another tab. Load the page and look.',
  },
  asking_required: {
    status: 422,
    title: 'Say how members are to be asked',
    detail: 'For each thing you permit, choose how members are to be asked.',
  },
  other_ground_for_sharing: {
    status: 422,
    title: 'Sharing needs an answer of each person',
    detail: 'Another recorded ground can be chosen for features, not for sharing.',
  },
  reference_required: {
    status: 422,
    title: 'Say where the other ground is recorded',
    detail: 'Give a reference that one can look up, such as a works-council agreement.',
  },
  nobody_to_ask: {
    status: 409,
    title: 'There is nobody to ask',
    detail: 'Everyone has answered, or was asked not long ago.',
  },
}
