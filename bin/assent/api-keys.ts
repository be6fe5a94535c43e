import type { Command } from 'commander'
import { z } from 'zod'
import { createApiKey } from '#lib/commands/create-api-key.ts'
import { revokeApiKey } from '#lib/commands/revoke-api-key.ts'
import { appContext } from '#lib/context.ts'
import type { ApiScope } from '#lib/domain/account/api-key.ts'
import { listApiKeys } from '#lib/queries/api-keys.ts'
import { apiScopesInput } from '#lib/schemas/api-keys.ts'
import { nameInput } from '#lib/schemas/people.ts'
import { commandLine, must, readBy } from './act.ts'

export function addApiKeyCommands(program: Command): void {
  const keys = program.command('api-key').description('keys by which a platform’s software calls')
  keys
    .command('create')
    .description('make a key and print it, alone on the last line: it is shown once')
    .requiredOption('--name <name>', 'what it is for, as the record says it', readBy(nameInput))
    .requiredOption(
      '--scope <scopes>',
      `of ${apiScopesInput.element.options.join(', ')}, with commas`,
      readBy(scopes),
    )
    .option('--account <slug>', 'the one account it may speak of; all of them, unless said')
    .action(create)
  keys.command('list').description('keys, one a line: id, state, scopes, name').action(list)
  keys
    .command('revoke')
    .description('end a key, for good')
    .argument('<id>', 'the id of the key', readBy(z.uuid('Name the key by its id.')))
    .action(revoke)
}

const scopes = z
  .string()
  .transform((text) => text.split(',').map((scope) => scope.trim()))
  .pipe(apiScopesInput)

type CreateOptions = {
  readonly name: string
  readonly scope: readonly ApiScope[]
  readonly account?: string
}

async function create({ name, scope, account }: CreateOptions): Promise<void> {
  const request = { name, scopes: scope, accountSlug: account ?? null }
  const { id, key } = must(await createApiKey(commandLine, request, await appContext()))
  console.error(`The key ${id} was made. Keep what follows: it is not shown again.`)
  console.log(key)
}

async function list(): Promise<void> {
  const keys = (await listApiKeys(commandLine, await appContext())) ?? []
  for (const { id, name, scopes, accountName, revokedAt } of keys) {
    const state = revokedAt === null ? 'valid' : `revoked ${revokedAt.toISOString()}`
    console.log([id, state, scopes.join(','), accountName ?? '(all accounts)', name].join('\t'))
  }
}

async function revoke(id: string): Promise<void> {
  must(await revokeApiKey(commandLine, { id }, await appContext()))
  console.log(`revoked\t${id}`)
}
