import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { featurePolicyWidens, needsGround, noFeaturePolicy, type FeaturePolicy } from './policy.ts'

export type FeaturePolicyRefusal = 'unknown_purpose' | 'not_a_feature' | 'ground_needed'

/** A feature's policy with the number of the act that said it: 0 where none did. */
export type NumberedPolicy = FeaturePolicy & { readonly purpose: string; readonly seq: number }

export type FeaturePolicyPlan = {
  /** Only what changes, whole, with the number it takes. */
  readonly changes: readonly NumberedPolicy[]
  readonly widens: boolean
  /** What the page that is current now rests on. */
  readonly revision: string
}

/** Checks policies against what the catalogue asks and on what ground. Each purpose at most once. */
export function planFeaturePolicies(
  cells: readonly AccountCell[],
  policies: ReadonlyMap<string, NumberedPolicy>,
  wishes: readonly (Partial<FeaturePolicy> & { readonly purpose: string })[],
  digestOf: DigestOf,
): Result<FeaturePolicyPlan, FeaturePolicyRefusal> {
  const changes: NumberedPolicy[] = []
  let widens = false
  for (const wish of wishes) {
    const cell = cells.find(({ question }) => question.purpose === wish.purpose)
    if (cell === undefined) return fail('unknown_purpose')
    if (cell.question.kind !== 'feature') return fail('not_a_feature')
    const before = policies.get(wish.purpose) ?? { ...noFeaturePolicy, seq: 0 }
    const after = { ...before, ...wish }
    if (isSame(before, after)) continue
    if (isUngrounded(before, after, cell)) return fail('ground_needed')
    widens ||= featurePolicyWidens(before, after, cell.ground)
    changes.push({ ...after, seq: before.seq + 1 })
  }
  return ok({ changes, widens, revision: policyRevision(cells, policies, digestOf) })
}

/** What the page about an account's policies rests on: they themselves, and the ground of each feature. */
export function policyRevision(
  cells: readonly AccountCell[],
  policies: ReadonlyMap<string, NumberedPolicy>,
  digestOf: DigestOf,
): string {
  const parts = cells
    .filter(({ question }) => question.kind === 'feature')
    .map(({ question: { purpose }, ground }) => [purpose, ground, policies.get(purpose)?.seq ?? 0])
  return digestOf(new TextEncoder().encode(JSON.stringify(parts)))
}

/** A ground that is gone leaves the mode on record, which then counts as the next stricter one. */
function isUngrounded(before: FeaturePolicy, after: FeaturePolicy, { ground }: AccountCell) {
  const isNew = after.mode !== before.mode && needsGround(after.mode) && ground === 'consent'
  return isNew || (after.elsewhereMode !== before.elsewhereMode && needsGround(after.elsewhereMode))
}

function isSame(one: FeaturePolicy, other: FeaturePolicy): boolean {
  return (
    one.mode === other.mode &&
    one.elsewhere === other.elsewhere &&
    one.elsewhereMode === other.elsewhereMode &&
    one.authorisation === other.authorisation
  )
}
