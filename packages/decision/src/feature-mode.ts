import type { Ground } from './consent-status.ts'

/**
 * What becomes of a feature where somebody has not said yes.
 *
 * - `everyone-agrees`: it stays off until everybody present has said yes.
 * - `listen-until-answered`: who has not answered only listens; who said no is left out.
 * - `leave-out`: it runs without the part of whoever has not said yes.
 * - `tell-and-object`: it also takes the host account's own people who were told and do not object.
 */
export type FeatureMode = (typeof FEATURE_MODES)[number]

/** Strictest first. */
export const FEATURE_MODES = [
  'everyone-agrees',
  'listen-until-answered',
  'leave-out',
  'tell-and-object',
] as const

/** The strictest of the parties' modes; `leave-out` where no party has one. */
export function strictestMode(modes: readonly (FeatureMode | null)[]): FeatureMode {
  return FEATURE_MODES.find((mode) => modes.includes(mode)) ?? 'leave-out'
}

/**
 * A party's mode as it counts. Two modes put pressure on people or pass over their silence, and hold
 * only on another ground than consent that the party has recorded for the feature; without it the next
 * stricter one holds. A party that recorded a ground and no mode tells its people and lets them object.
 */
export function modeOfParty(recorded: FeatureMode | null, ground: Ground): FeatureMode | null {
  const isGrounded = ground === 'other_ground'
  switch (recorded) {
    case 'listen-until-answered':
      return isGrounded ? recorded : 'everyone-agrees'
    case 'tell-and-object':
      return isGrounded ? recorded : 'leave-out'
    case 'everyone-agrees':
    case 'leave-out':
      return recorded
    case null:
      return isGrounded ? 'tell-and-object' : null
  }
}
