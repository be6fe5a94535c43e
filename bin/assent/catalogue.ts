import type { Command } from 'commander'
import { publishCatalogue } from '#lib/commands/publish-catalogue.ts'
import { appContext } from '#lib/context.ts'
import { catalogueInput } from '#lib/schemas/catalogue.ts'
import { commandLine, must, readJson } from './act.ts'

export function addCatalogueCommands(program: Command): void {
  const catalogue = program.command('catalogue').description('what people are asked about')
  catalogue
    .command('publish')
    .description('publish features, purposes, kinds of data and notices')
    .argument('<file>', 'the catalogue as JSON; prisma/catalogue.json is one to begin with')
    .action(publish)
}

async function publish(file: string): Promise<void> {
  const catalogue = await readJson(file, catalogueInput)
  const { number } = must(await publishCatalogue(commandLine, { catalogue }, await appContext()))
  console.log(`catalogue ${number}: published`)
}
