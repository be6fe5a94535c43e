import { z } from 'zod'
import { confirmSettings } from '#lib/commands/confirm-settings.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'

const params = z.object({ import: z.uuid() })

/** Takes over what the platform brought along: exactly what the page showed, or nothing where it waits no more. */
export const POST = handle('member', { params }, async ({ principal, params, context }) => {
  const result = await confirmSettings(principal, { id: params.import, language }, context)
  return result.ok ? answer(result.value) : result
})
