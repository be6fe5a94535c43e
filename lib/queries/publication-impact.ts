import type { PurposeKind } from '@assent/decision'
import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { countForOperator } from '#lib/domain/consent/impact.ts'
import { publicationEffect } from '#lib/domain/consent/publication-effect.ts'
import { publicationImpact } from '#lib/domain/consent/publication-impact.ts'
import { inForceFrom } from '#lib/domain/platform/platform.ts'
import { loadStandingYeses } from '#lib/store/standing-yeses.ts'
import type { QueryContext } from './context.ts'
import { findDraftAsPublished } from './draft-as-published.ts'

/**
 * Whom publishing a version asks again, in people and accounts over all accounts; null where they are
 * fewer than five. Plain data.
 */
export type PublicationImpactView = {
  readonly people: number | null
  readonly accounts: number | null
  /** Every purpose whose yes is needed again, or that stops for somebody. */
  readonly purposes: readonly ImpactOnPurpose[]
}

export type ImpactOnPurpose = {
  readonly title: string
  readonly kind: PurposeKind
  readonly askedAgain: number | null
  readonly accounts: number | null
  /** For whom it stops until they answer. */
  readonly stopped: number | null
  /** For whom it goes on as before. */
  readonly goesOn: number | null
}

/** For the operator, of a version that is not published yet; null otherwise, and before there is a catalogue. */
export async function findPublicationImpact(
  principal: Principal,
  documentSlug: string,
  number: number,
  language: string,
  context: QueryContext,
): Promise<PublicationImpactView | null> {
  if (!mayOperate(principal)) return null
  const { database, digestOf, now } = context
  const at = now()
  const found = await findDraftAsPublished({ documentSlug, number }, at, context)
  if (found === null) return null
  const { published, platform, catalogue } = found
  const moment = { at, language, digestOf }
  const yeses = await loadStandingYeses(database, platform, inForceFrom(published))
  const impact = publicationImpact(platform, published, catalogue, yeses, moment)
  const effect = publicationEffect(platform, published, catalogue, moment)
  // A purpose that the text alone asks about again is named, whether or not anybody said yes: no name tells that.
  const named = new Set(effect.askedAgain.map(({ question }) => question.purpose))
  for (const { purpose } of impact.purposes) named.add(purpose)
  return {
    people: countForOperator(impact.people),
    accounts: countForOperator(impact.accounts),
    purposes: catalogue.purposes
      .filter(({ key }) => named.has(key))
      .map(({ key, title, kind }) => {
        const own = impact.purposes.find(({ purpose }) => purpose === key)
        return {
          ...{ title, kind },
          askedAgain: countForOperator(own?.askedAgain ?? 0),
          accounts: countForOperator(own?.accounts ?? 0),
          stopped: countForOperator(own?.stopped ?? 0),
          goesOn: countForOperator(own?.goesOn ?? 0),
        }
      }),
  }
}
