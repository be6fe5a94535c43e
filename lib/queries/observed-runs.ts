import {
  maySeeCounts,
  type AccountClient,
  type MemberPrincipal,
} from '#lib/domain/account/principal.ts'
import { findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import {
  findObservationStart,
  loadObservedFeatures,
  type ObservedFeature,
} from '#lib/store/observed-runs.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { loadObservation } from '#lib/store/policies.ts'
import type { QueryContext } from './context.ts'

/** What would have stopped, had decisions held: counts of meetings' features, and of nobody. */
export type ObservationReport = {
  /** Until when decisions are only watched; null: they hold. */
  readonly until: Date | null
  /** What a new time of watching expects unchanged. */
  readonly revision: string
  readonly since: Date | null
  readonly features: readonly (ObservedFeature & { readonly title: string })[]
}

/** Owner, admin and auditor see it, and the platform's software; null for anyone else. */
export async function findObservationReport(
  principal: MemberPrincipal | AccountClient,
  { database, now }: QueryContext,
): Promise<ObservationReport | null> {
  const { accountId } = principal
  if (principal.kind === 'member' && !maySeeCounts(principal)) return null
  const [{ seq, until }, since, platform] = await Promise.all([
    loadObservation(database, accountId),
    findObservationStart(database, accountId),
    loadPlatform(database),
  ])
  const catalogue = catalogueIn(platform)
  const features = since === null ? [] : await loadObservedFeatures(database, accountId, since)
  return {
    until: until !== null && until > now() ? until : null,
    revision: String(seq),
    since,
    features: features.map((feature) => ({
      ...feature,
      title: (catalogue && findPurpose(catalogue, feature.purpose)?.title) ?? feature.purpose,
    })),
  }
}
