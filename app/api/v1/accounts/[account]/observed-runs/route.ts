import { reportRuns, type ReportedRun } from '#lib/commands/report-runs.ts'
import { askDecisionPoint } from '#lib/delivery/ask-decision-point.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { findObservationReport } from '#lib/queries/observed-runs.ts'
import { observedRunsInput } from '#lib/schemas/policies.ts'

/** What the platform did while decisions are only watched: each is answered with what the decision was. */
export const POST = handle(
  'account-client:decide',
  { body: { json: observedRunsInput } },
  async ({ request, principal, input, context }) => {
    const key = request.headers.get('authorization') ?? `Bearer ${request.headers.get('x-api-key')}`
    const ask = (runs: readonly ReportedRun[]) =>
      askDecisionPoint(context.decisionPointUrl, key, runs.map(evaluationOf(principal.accountId)))
    const result = await reportRuns(principal, input.runs, ask, context)
    return result.ok ? answer({ runs: result.value }) : result
  },
)

/** What would have stopped since decisions are only watched. */
export const GET = handle('account-client:decide', {}, async ({ principal, context }) => {
  const report = await findObservationReport(principal, context)
  if (report === null) throw new HttpProblem('not_found')
  const { until, since, features } = report
  return answer({ until, since, features })
})

/** As AuthZEN has it (Authorization API 1.0, section 5). */
function evaluationOf(account: string) {
  return ({ meeting, roster, purpose, participant }: ReportedRun) => ({
    subject: { type: 'user', id: participant },
    action: { name: purpose },
    resource: { type: 'meeting', id: meeting, properties: { account, roster } },
  })
}
