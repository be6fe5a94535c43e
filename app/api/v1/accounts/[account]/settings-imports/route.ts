import { importSettings } from '#lib/commands/import-settings.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { settingsImportInput } from '#lib/schemas/settings-imports.ts'

/** Settings that the platform brings along. They count for nothing until an owner or admin confirms them. */
export const POST = handle(
  'account-client:accounts',
  { body: { json: settingsImportInput } },
  async ({ principal, input, context }) => {
    const result = await importSettings(principal, input, context)
    return result.ok ? created(paths.settingsImport(principal.accountSlug), result.value) : result
  },
)
