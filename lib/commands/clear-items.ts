import type { Principal } from '#lib/domain/account/principal.ts'
import {
  CLEARANCE_SECONDS,
  contentUsage,
  decideItem,
  type CategoryDecision,
} from '#lib/domain/content/clearance.ts'
import {
  evaluationsOf,
  type ItemEvaluation,
  type ManifestItem,
} from '#lib/domain/content/manifest-item.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signClearance } from '#lib/signing/sign-clearance.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { Context } from './context.ts'

export type ItemsToClear = {
  readonly items: readonly ManifestItem[]
  readonly purposes: readonly string[]
  /** Asks the decision point, by the caller's own key, in this order. */
  readonly ask: (evaluations: readonly ItemEvaluation[]) => Promise<readonly CategoryDecision[]>
}

export type ItemOutcome = {
  readonly item: string
  /** AIPREF's `Content-Usage`. */
  readonly contentUsage: string
  readonly outcomes: readonly PurposeOutcome[]
}

export type PurposeOutcome = {
  readonly purpose: string
  readonly decision: 'permit' | 'deny'
  /** Why not, as a code. */
  readonly reason?: string
  /** A signed clearance, only with a permit. Until when it says anything. */
  readonly clearance?: string
  readonly expiresAt?: string
}

/**
 * Which of these items may be used for which purposes now, with a signed clearance for each that may. It is
 * good for minutes, and only after it was checked again: a no binds as soon as it is said.
 */
export async function clearItems(
  principal: Principal,
  { items, purposes, ask }: ItemsToClear,
  context: Context,
): Promise<Result<readonly ItemOutcome[], 'forbidden'>> {
  if (principal.kind !== 'api_client' || !principal.scopes.includes('decide'))
    return fail('forbidden')
  const catalogue = catalogueIn(await loadPlatform(context.database))
  const asked = items.flatMap((item) =>
    purposes.map((purpose) => ({ item, purpose, evaluations: evaluationsOf(item, purpose) })),
  )
  const decisions = await ask(asked.flatMap(({ evaluations }) => evaluations))
  let at = 0
  const decided = asked.map(({ item, purpose, evaluations }) => {
    const own = decisions.slice(at, (at += evaluations.length))
    return { item, purpose, ...decideItem(own) }
  })
  return ok(
    items.map((item, place) => {
      const own = decided.slice(place * purposes.length, (place + 1) * purposes.length)
      return {
        item: item.item,
        contentUsage: contentUsage(own, catalogue),
        outcomes: own.map((each) => outcomeOf(each, context)),
      }
    }),
  )
}

function outcomeOf(
  {
    item,
    purpose,
    isPermitted,
    reason,
  }: CategoryDecision & { item: ManifestItem; purpose: string },
  { signer, now, newId, publicUrl }: Context,
): PurposeOutcome {
  if (!isPermitted) return { purpose, decision: 'deny', reason: reason ?? 'NOT_UNDERSTOOD' }
  const iat = Math.floor(now().getTime() / 1000)
  const exp = iat + CLEARANCE_SECONDS
  const said = { iss: publicUrl, sub: item.item, jti: newId(), iat, exp, purpose, item }
  const expiresAt = new Date(exp * 1000).toISOString()
  return { purpose, decision: 'permit', clearance: signClearance(signer, said), expiresAt }
}
