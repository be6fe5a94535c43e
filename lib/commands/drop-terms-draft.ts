import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { dropTermsDraftRow } from '#lib/store/terms-drafts.ts'
import type { Context } from './context.ts'

/** Lets go of a draft that was imported, or that nobody wants: at the revision that was on the screen, and at no other. */
export async function dropTermsDraft(
  principal: Principal,
  input: { readonly documentSlug: string; readonly expected: number },
  context: Context,
): Promise<Result<null, 'forbidden' | 'stale_page'>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const { documentSlug, expected } = input
  const dropped = await dropTermsDraftRow(context.database, documentSlug, expected)
  return dropped ? ok(null) : fail('stale_page')
}
