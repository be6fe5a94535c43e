import type { StateCode } from '../problem-code.ts'
import type { Problem } from './problem.ts'

/** About where somebody stood at an instant. */
export const stateProblems: Record<StateCode, Problem> = {
  record_not_opened: {
    status: 403,
    title: 'This record is not open to you',
    detail:
      'Open the member’s record first, with a reason that they will read: POST /api/v1/accounts/ACCOUNT/inspections. It stays open for an hour.',
  },
  at_in_future: {
    status: 422,
    title: 'This has yet to come',
    detail: 'Give an instant that has passed, such as 2026-02-03T09:30:00Z.',
    field: 'at',
  },
  at_before_beginning: {
    status: 422,
    title: 'The record had not begun then',
    detail:
      'The account was opened later. Give an instant from its beginning on, which its record shows.',
    field: 'at',
  },
}
