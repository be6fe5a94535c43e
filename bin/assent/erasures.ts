import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { z } from 'zod'
import { eraseMember } from '#lib/commands/erase-member.ts'
import { appContext, type AppContext } from '#lib/context.ts'
import {
  findErasurePreview,
  listAllAwaitingErasure,
  listErasures,
  listMembershipsOf,
  type AwaitingErasure,
  type ErasurePreview,
} from '#lib/queries/erasures.ts'
import { emailInput } from '#lib/schemas/people.ts'
import { commandLine, must, readBy } from './act.ts'

export function addErasureCommands(program: Command): void {
  program
    .command('erase')
    .description('show what erasing a member does, and do it once that is confirmed')
    .option('--member <id>', 'their id, as `members list` shows it', readBy(idInput))
    .option('--email <address>', 'their address', readBy(emailInput))
    .option('--account <slug>', 'with --email: which of their accounts')
    .option('--yes', 'confirm it here; a script is not asked')
    .action(erase)
  const erasures = program.command('erasures').description('people who are to be erased')
  erasures
    .command('list')
    .description(
      'who asked or has left, one a line: id, account, name, address, when they asked, by when to answer',
    )
    .action(list)
  erasures
    .command('done')
    .description('who was erased, one a line: id, account, when, until when the evidence is kept')
    .action(listDone)
}

export const idInput = z.uuid('Give an id such as 0199f3a2-4b1c-7d10-9f00-5c1e2a3b4d5e.')

type EraseOptions = {
  readonly member?: string
  readonly email?: string
  readonly account?: string
  readonly yes?: true
}

async function erase(options: EraseOptions): Promise<void> {
  const context = await appContext()
  const id = options.member ?? (await memberBy(options, context))
  const preview = await findErasurePreview(commandLine, id, context)
  if (preview === null) return must({ ok: false, code: 'member_unknown' })
  console.log(sayPreview(preview).join('\n'))
  if (preview.obstacle !== null) return must({ ok: false, code: preview.obstacle })
  if (options.yes !== true) await confirm()
  const erased = must(await eraseMember(commandLine, { subjectId: id }, context))
  const until = dayOf(erased.keepUntil)
  console.log(`\nErased. The sealed evidence is kept until ${until}. Act ${erased.eventId}.`)
}

async function memberBy({ email, account }: EraseOptions, context: AppContext): Promise<string> {
  if (email === undefined) throw new Error('Say whom: --member ID, or --email ADDRESS.')
  const all = await listMembershipsOf(commandLine, email, context)
  const those = all.filter(({ accountSlug }) => account === undefined || accountSlug === account)
  const [only] = those
  if (only === undefined) return must<never>({ ok: false, code: 'member_unknown' })
  if (those.length === 1) return only.id
  const slugs = those.map(({ accountSlug }) => accountSlug).join(', ')
  throw new Error(`They belong to several accounts: say --account with one of ${slugs}.`)
}

/** @throws where it was not confirmed: nothing has happened then */
async function confirm(): Promise<void> {
  if (!process.stdin.isTTY)
    throw new Error('Nothing was erased. To confirm what stands above, say --yes.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const typed = await terminal.question('\nThis cannot be undone. Type "erase" to do it: ')
  terminal.close()
  if (typed.trim() !== 'erase') throw new Error('Nothing was erased.')
}

function sayPreview({ member, keepUntil, effects }: ErasurePreview): string[] {
  const { name, email, role, accountName, requestedAt } = member
  const part = (title: string, lines: readonly string[]) => [
    ...['', title],
    ...lines.map((line) => `  - ${line}`),
  ]
  return [
    `${name} <${email}>, ${role === 'none' ? 'who left' : role} in ${accountName}`,
    ...(requestedAt === null ? [] : [`Asked for it on ${dayOf(requestedAt)}.`]),
    ...part('Goes at once', effects.goes),
    ...part(`Is kept sealed until ${dayOf(keepUntil)}, then erased`, effects.sealed),
    ...part('Why', effects.why),
    ...part('Stays', effects.stays),
  ]
}

async function list(): Promise<void> {
  const awaiting = await listAllAwaitingErasure(commandLine, await appContext())
  for (const each of awaiting) console.log(lineFor(each))
}

async function listDone(): Promise<void> {
  for (const done of await listErasures(commandLine, await appContext()))
    console.log(
      [done.subjectId, done.accountSlug, dayOf(done.at), dayOf(done.keepUntil)].join('\t'),
    )
}

function lineFor(each: AwaitingErasure): string {
  const asked = each.requestedAt === null ? 'left' : dayOf(each.requestedAt)
  const due = each.answerDue === null ? '' : dayOf(each.answerDue)
  return [each.id, each.accountSlug, each.name, each.email, asked, due].join('\t')
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
