import type { Command } from 'commander'
import { z } from 'zod'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import {
  findAuthorizationState,
  type AuthorizationStateView,
} from '#lib/queries/authorization-state.ts'
import { listAccounts } from '#lib/queries/operator-terms.ts'
import type { QuestionThen } from '#lib/queries/state.ts'
import { instantInput } from '#lib/schemas/record-query.ts'
import { commandLine, must, readBy } from './act.ts'

export function addStateCommand(program: Command): void {
  program
    .command('state')
    .description('where one member stood at an instant, question by question, and what bears it')
    .requiredOption('--account <slug>', 'the short name of the account')
    .requiredOption(
      '--subject <id>',
      'the member, by their id',
      readBy(z.uuid('Name the member by their id.')),
    )
    .requiredOption(
      '--at <instant>',
      'such as 2026-02-03T09:30:00Z, with its zone',
      readBy(instantInput),
    )
    .option('--json', 'everything, with the proofs, as one JSON object')
    .action(show)
}

type StateOptions = {
  readonly account: string
  readonly subject: string
  readonly at: Date
  readonly json?: true
}

async function show({ account: slug, subject, at, json }: StateOptions): Promise<void> {
  const context = await appContext()
  const accounts = (await listAccounts(commandLine, context)) ?? []
  const account = accounts.find((each) => each.slug === slug)
  if (account === undefined) return must({ ok: false, code: 'account_unknown' })
  const wish = { account, subjectId: subject, at, language }
  const state = must(await findAuthorizationState(commandLine, wish, context))
  if (json === true) console.log(JSON.stringify(state))
  else for (const line of linesOf(state)) console.log(line)
}

function linesOf(state: AuthorizationStateView): string[] {
  const { receipts, entered, position } = state
  const terms = state.terms.map(
    ({ slug, number, digest, answer }) =>
      `terms\t${slug}\tversion ${String(number)}\tSHA-256 ${digest}\t${answer ?? 'not answered'}`,
  )
  return [
    `at\t${state.at.toISOString()}\t${String(position)} acts, of now ${String(state.head)}`,
    `role\t${state.role ?? 'none yet'}`,
    ...terms,
    ...state.questions.map(questionLine),
    `proven\t${String(entered)} of ${String(receipts.length)} acts that bear it stand in the ledger`,
  ]
}

function questionLine({
  purpose,
  category,
  status,
  decision,
  authorization,
  notice,
  restsOn,
}: QuestionThen) {
  const { state, validity, source, since } = authorization
  const about = category === null ? purpose : `${purpose}/${category}`
  const brought = `${source ?? 'nobody'} ${since?.toISOString() ?? '-'}`
  const shown = `notice ${String(notice.number)}`
  return [about, state, validity, status, decision, brought, shown, restsOn.join(',') || '-'].join(
    '\t',
  )
}
