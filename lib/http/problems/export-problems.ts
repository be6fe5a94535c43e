import type { ExportCode } from '../problem-code.ts'
import type { Problem } from './problem.ts'

/** About what is taken away. */
export const exportProblems: Record<ExportCode, Problem> = {
  ledger_empty: {
    status: 409,
    title: 'There is nothing to take away yet',
    detail: 'No act has its place in the ledger yet. Try again in a moment.',
  },
  checkpoint_unknown: {
    status: 422,
    title: 'The ledger never had this size',
    detail: 'Leave out size, or give one that an earlier answer named.',
    field: 'size',
  },
  schedule_unknown: {
    status: 404,
    title: 'There is no such schedule',
    detail: 'No exports are scheduled under this id, or they were ended already.',
  },
  disclosure_missing: {
    status: 403,
    title: 'Say why first',
    detail:
      'What members answered is theirs. Say first why you take it away, for these days; you then have an hour to begin.',
  },
}
