import type { ProblemCode } from './problem-code.ts'
import { accessProblems } from './problems/access-problems.ts'
import { accountProblems } from './problems/account-problems.ts'
import { consentProblems } from './problems/consent-problems.ts'
import { exportProblems } from './problems/export-problems.ts'
import { meetingProblems } from './problems/meeting-problems.ts'
import type { Problem } from './problems/problem.ts'
import { keyProblems } from './problems/key-problems.ts'
import { requestProblems } from './problems/request-problems.ts'
import { stateProblems } from './problems/state-problems.ts'
import { termsProblems } from './problems/terms-problems.ts'

/** The one place where a code becomes a status and words. A code without a row does not compile. */
export const problems: Record<ProblemCode, Problem> = {
  ...keyProblems,
  ...stateProblems,
  ...requestProblems,
  ...accountProblems,
  ...accessProblems,
  ...meetingProblems,
  ...termsProblems,
  ...consentProblems,
  ...exportProblems,
}
