import { Option, type Command } from 'commander'
import { addMember } from '#lib/commands/add-member.ts'
import { createAccount } from '#lib/commands/create-account.ts'
import { appContext } from '#lib/context.ts'
import { listMembers } from '#lib/queries/members.ts'
import { listAccounts } from '#lib/queries/operator-terms.ts'
import type { MemberInput } from '#lib/schemas/members.ts'
import {
  type AccountInput,
  emailInput,
  nameInput,
  roleInput,
  urlInput,
} from '#lib/schemas/people.ts'
import { commandLine, must, readBy } from './act.ts'

export function addAccountCommands(program: Command): void {
  const accounts = program.command('accounts').description('customers’ accounts')
  accounts
    .command('create')
    .description('open an account, with nobody in it and nothing permitted')
    .argument('<slug>', 'its short name in addresses')
    .requiredOption('--name <name>', 'its name', readBy(nameInput))
    // Empty where none is given, as in the form.
    .option(
      '--address <address>',
      'its postal address, in notices and receipts',
      readBy(nameInput),
      '',
    )
    .option('--email <address>', 'where it takes privacy questions', readBy(emailInput), '')
    .option('--url <url>', 'its own page about privacy', readBy(urlInput), '')
    .action(create)
  accounts.command('list').description('accounts, one a line: slug, name').action(list)

  const members = program.command('members').description('who belongs to an account')
  members
    .command('add')
    .description('add a person, known by their address')
    .argument('<account>', 'the short name of the account')
    .requiredOption('--email <address>', 'the person’s address', readBy(emailInput))
    .requiredOption('--name <name>', 'their name, if nobody has the address yet', readBy(nameInput))
    .addOption(
      new Option('--role <role>', 'what they may do')
        .choices(roleInput.options)
        .makeOptionMandatory(),
    )
    .action(addTo)
  members
    .command('list')
    .description('who belongs to an account, one a line: id, role, name, address')
    .argument('<account>', 'the short name of the account')
    .action(listOf)
}

async function create(slug: string, account: Omit<AccountInput, 'slug'>): Promise<void> {
  must(await createAccount(commandLine, { slug, ...account }, await appContext()))
  console.log(`${slug}\t${account.name}`)
}

async function list(): Promise<void> {
  const accounts = (await listAccounts(commandLine, await appContext())) ?? []
  for (const { slug, name } of accounts) console.log(`${slug}\t${name}`)
}

async function addTo(accountSlug: string, member: MemberInput): Promise<void> {
  const { email, name, role } = member
  must(await addMember(commandLine, { accountSlug, email, name, role }, await appContext()))
  console.log(`${accountSlug}\t${email}\t${role}`)
}

async function listOf(accountSlug: string): Promise<void> {
  const members = await listMembers(commandLine, accountSlug, await appContext())
  if (members === null) return must({ ok: false, code: 'account_unknown' })
  for (const { id, role, name, email } of members) console.log([id, role, name, email].join('\t'))
}
