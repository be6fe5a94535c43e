import type { FeatureMode, Permission } from '@assent/decision'

/** One feature as a platform had it set before. */
export type ImportedFeature = {
  readonly purpose: string
  readonly permission: Permission
  readonly mode?: FeatureMode | undefined
  readonly elsewhere?: Permission | undefined
}

/** Settings for permissions and policies alike, as those are planned. Nobody is asked by it yet. */
export function settingsIn(features: readonly ImportedFeature[]) {
  return {
    permissions: features.map(({ purpose, permission: kind }) => ({
      purpose,
      category: null,
      kind,
    })),
    askings: features
      .filter(({ permission }) => permission === 'members_decide')
      .map(({ purpose }) => ({ purpose, mode: 'not_yet' as const, reference: null })),
    policies: features.map(({ purpose, mode, elsewhere }) => ({
      purpose,
      ...(mode === undefined ? {} : { mode }),
      ...(elsewhere === undefined ? {} : { elsewhere }),
    })),
  }
}
