import type { TermsCode } from '../problem-code.ts'
import type { Problem } from './problem.ts'

/** About terms: drafts, verdicts, publication, answers. */
export const termsProblems: Record<TermsCode, Problem> = {
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
}
