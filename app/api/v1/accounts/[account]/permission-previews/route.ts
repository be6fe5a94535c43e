import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'
import { findPermissionImpact } from '#lib/queries/permission-impact.ts'
import { permissionPreviewInput } from '#lib/schemas/permissions.ts'

/** What a change of permissions would do and to how many, in masked numbers. Nothing is written. */
export const POST = handle(
  'member',
  { body: { json: permissionPreviewInput } },
  async ({ principal, input, context }) => {
    const impact = await findPermissionImpact(principal, { ...input, language }, context)
    if (impact === null) return { ok: false, code: 'forbidden' }
    if (impact.changes.length < input.settings.length) return { ok: false, code: 'unknown_purpose' }
    return answer(impact)
  },
)
