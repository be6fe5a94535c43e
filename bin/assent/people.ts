import type { Command } from 'commander'
import { z } from 'zod'
import { addStaff } from '#lib/commands/add-staff.ts'
import { createSignInLink } from '#lib/commands/create-sign-in-link.ts'
import { appContext } from '#lib/context.ts'
import { emailInput, nameInput } from '#lib/schemas/people.ts'
import { commandLine, must, readBy } from './act.ts'

export function addPeopleCommands(program: Command): void {
  const staff = program.command('staff').description('the operator’s own people')
  staff
    .command('add')
    .description('add a person, known by their address')
    .requiredOption('--email <address>', 'the person’s address', readBy(emailInput))
    .requiredOption('--name <name>', 'their name, if nobody has the address yet', readBy(nameInput))
    .action(add)
  program
    .command('sign-in-link')
    .description('print a link that signs a person in, once')
    .argument('<email>', 'the person’s address', readBy(emailInput))
    .option('--minutes <number>', 'how long it holds', readBy(minutesInput), 15)
    .action(printLink)
}

const minutesInput = z
  .string()
  .regex(/^\d{1,4}$/, 'Write a number of minutes.')
  .transform(Number)
  .pipe(z.number().min(1, 'At least 1 minute.').max(1440, 'At most 1440 minutes, which is a day.'))

async function add(person: { readonly email: string; readonly name: string }): Promise<void> {
  const { email, name } = person
  must(await addStaff(commandLine, { email, name }, await appContext()))
  console.log(`staff\t${email}`)
}

async function printLink(email: string, { minutes }: { readonly minutes: number }): Promise<void> {
  const link = must(await createSignInLink(commandLine, { email, minutes }, await appContext()))
  console.error(`It signs ${email} in once, until ${link.expiresAt.toISOString()}.`)
  console.log(link.url)
}
