import { findPurpose, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import type { ManifestItem } from './manifest-item.ts'

/**
 * What a clearance says: this item might be used for this purpose when it was asked. A no said since is not
 * in it, so that it is asked again before the item is used. Times in seconds (RFC 7519).
 */
export type Clearance = {
  readonly iss: string
  /** The item, as the platform calls it. */
  readonly sub: string
  readonly jti: string
  readonly iat: number
  readonly exp: number
  readonly purpose: string
  /** All that was asked about, so that it can be asked again. */
  readonly item: ManifestItem
}

/** Of how long standing a clearance may be when its item is used; an answer from before says nothing any more. */
export const CLEARANCE_SECONDS = 300

export type CategoryDecision = { readonly isPermitted: boolean; readonly reason: string | null }

/** An item is cleared where it is permitted in each of its categories. */
export function decideItem(decisions: readonly CategoryDecision[]): CategoryDecision {
  const refused = decisions.find(({ isPermitted }) => !isPermitted)
  if (decisions.length === 0) return { isPermitted: false, reason: 'NO_VOTERS' }
  return refused ?? { isPermitted: true, reason: null }
}

/** DPV's term, as a whole IRI or a compact one. */
const TRAINING = /^(ai:|https:\/\/w3id\.org\/dpv\/ai#)ModelTraining$/

/**
 * The item's usage preference in the form of AIPREF (draft-ietf-aipref-attach, `Content-Usage`). What was not
 * asked is a no: `train-ai` is of the purposes that train models, `ai-use` of the others.
 */
export function contentUsage(
  outcomes: readonly { readonly purpose: string; readonly isPermitted: boolean }[],
  catalogue: Catalogue | null,
): string {
  const trains = (key: string) => {
    const processing = catalogue && findPurpose(catalogue, key)?.dpv.processing
    return processing?.some((term) => TRAINING.test(term)) ?? true
  }
  const said = (isTraining: boolean) => {
    const asked = outcomes.filter(({ purpose }) => trains(purpose) === isTraining)
    return asked.length > 0 && asked.every(({ isPermitted }) => isPermitted) ? 'y' : 'n'
  }
  return `train-ai=${said(true)}, ai-use=${said(false)}`
}
