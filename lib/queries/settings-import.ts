import { findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import type { ImportedFeature } from '#lib/domain/account/settings-import.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { featurePolicyIn, loadFeaturePolicies } from '#lib/store/policies.ts'
import { findWaitingImport } from '#lib/store/settings-imports.ts'
import type { QueryContext } from './context.ts'

/** What the platform brought along, each beside what holds now. */
export type SettingsImportView = {
  readonly id: string
  readonly at: Date
  readonly source: string
  readonly features: readonly ImportedInWords[]
}

export type ImportedInWords = {
  readonly purpose: string
  readonly title: string
  readonly brought: readonly string[]
  readonly now: readonly string[]
}

/** Null where nothing waits. */
export async function findSettingsImport(
  { accountId }: { readonly accountId: string },
  language: string,
  { database, now, digestOf }: QueryContext,
): Promise<SettingsImportView | null> {
  const waiting = await findWaitingImport(database, accountId)
  if (waiting === null) return null
  const moment = { at: now(), before: null, language, digestOf }
  const [{ platform, cells }, policies] = await Promise.all([
    loadAccountConsents(database, accountId, moment),
    loadFeaturePolicies(database, accountId),
  ])
  const catalogue = catalogueIn(platform)
  return {
    ...waiting,
    features: waiting.features.map((feature) => {
      const { purpose } = feature
      const cell = cells.find(({ question }) => question.purpose === purpose)
      const { mode, elsewhere } = featurePolicyIn(policies, purpose)
      return {
        purpose,
        title: (catalogue && findPurpose(catalogue, purpose)?.title) ?? purpose,
        brought: wordsOf(feature),
        now: wordsOf({
          permission: cell?.permission ?? null,
          ...(feature.mode === undefined ? {} : { mode }),
          ...(feature.elsewhere === undefined ? {} : { elsewhere }),
        }),
      }
    }),
  }
}

type Said = {
  readonly permission: ImportedFeature['permission'] | null
  readonly mode?: string | null | undefined
  readonly elsewhere?: ImportedFeature['permission'] | null | undefined
}

function wordsOf({ permission, mode, elsewhere }: Said): string[] {
  return [
    permissionWords(permission),
    ...(mode === undefined
      ? []
      : [`Who has not said yes: ${mode?.replaceAll('-', ' ') ?? 'not decided'}.`]),
    ...(elsewhere === undefined ? [] : [`Elsewhere: ${lower(permissionWords(elsewhere))}`]),
  ]
}

function permissionWords(permission: Said['permission']): string {
  if (permission === null) return 'Nothing decided yet.'
  return permission === 'off' ? 'Off for everyone.' : 'Members decide for themselves.'
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
