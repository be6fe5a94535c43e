import type { Command } from 'commander'
import { endPurpose } from '#lib/commands/end-purpose.ts'
import { publishCatalogue } from '#lib/commands/publish-catalogue.ts'
import { appContext } from '#lib/context.ts'
import { catalogueInput } from '#lib/schemas/catalogue.ts'
import { endingInput } from '#lib/schemas/ending.ts'
import { commandLine, must, readBy, readJson } from './act.ts'

export function addCatalogueCommands(program: Command): void {
  const catalogue = program.command('catalogue').description('what people are asked about')
  catalogue
    .command('publish')
    .description('publish features, purposes, kinds of data and notices')
    .argument('<file>', 'the catalogue as JSON; prisma/catalogue.json is one to begin with')
    .action(publish)
  catalogue
    .command('end')
    .description('withdraw a use, for everyone and for good: every yes to it lapses')
    .argument('<purpose>', 'its key in the catalogue')
    .requiredOption(
      '--reason <text>',
      'why: everyone can read it',
      readBy(endingInput.shape.reason),
    )
    .action(end)
}

async function publish(file: string): Promise<void> {
  const catalogue = await readJson(file, catalogueInput)
  const { number } = must(await publishCatalogue(commandLine, { catalogue }, await appContext()))
  console.log(`catalogue ${number}: published`)
}

async function end(purpose: string, { reason }: { readonly reason: string }): Promise<void> {
  must(await endPurpose(commandLine, { purpose, reason }, await appContext()))
  console.log(`${purpose}: ended`)
}
