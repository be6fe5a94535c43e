import {
  FEATURE_MODES,
  modeOfParty,
  type FeatureMode,
  type Ground,
  type Permission,
  type Regime,
} from '@assent/decision'

/** Under which rules an account's people are asked at all. */
export type AccountPolicy = {
  readonly regime: Regime
  /** A setting in which some features are ruled out, such as `workplace`: a word in snake case. */
  readonly setting: string | null
  /** Somebody whose place is not known counts as somebody in a place that wants everyone's consent. */
  readonly unknownPlaceIsStrict: boolean
}

/** How a feature treats the account's people where they have not said yes. */
export type FeaturePolicy = {
  /** In the account's own meetings; null where the account has not said. */
  readonly mode: FeatureMode | null
  /** What its people may decide in other organisations' meetings; null: nothing is permitted there yet. */
  readonly elsewhere: Permission | null
  readonly elsewhereMode: FeatureMode | null
  /** Where the authorisation is recorded that the regime asks for: a school's, a contract for health data. */
  readonly authorisation: string | null
}

/** As every account begins. */
export const noAccountPolicy: AccountPolicy = {
  regime: 'none',
  setting: null,
  unknownPlaceIsStrict: false,
}

export const noFeaturePolicy: FeaturePolicy = {
  mode: null,
  elsewhere: null,
  elsewhereMode: null,
  authorisation: null,
}

/** Might anything be permitted under the new one that was not? Another regime or setting is no narrower one. */
export function accountPolicyWidens(before: AccountPolicy, after: AccountPolicy): boolean {
  return (
    (before.regime !== 'none' && before.regime !== after.regime) ||
    (before.setting !== null && before.setting !== after.setting) ||
    (before.unknownPlaceIsStrict && !after.unknownPlaceIsStrict)
  )
}

export function featurePolicyWidens(
  before: FeaturePolicy,
  after: FeaturePolicy,
  ground: Ground,
): boolean {
  return (
    looseness(after.mode, ground) > looseness(before.mode, ground) ||
    (after.elsewhere === 'members_decide' && before.elsewhere !== 'members_decide') ||
    looseness(after.elsewhereMode, 'consent') > looseness(before.elsewhereMode, 'consent') ||
    (after.authorisation !== null && before.authorisation !== after.authorisation)
  )
}

/** Modes that pass over silence, or press for an answer, hold only on another ground than consent. */
export function needsGround(mode: FeatureMode | null): boolean {
  return mode === 'listen-until-answered' || mode === 'tell-and-object'
}

/** Who says nothing holds nobody to anything. */
function looseness(mode: FeatureMode | null, ground: Ground): number {
  const held = modeOfParty(mode, ground)
  return held === null ? FEATURE_MODES.length : FEATURE_MODES.indexOf(held)
}
