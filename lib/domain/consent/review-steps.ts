import type { Question } from '#lib/domain/catalogue/catalogue.ts'
import { stepsBetween, type Platform, type PublishedTerms } from '#lib/domain/platform/platform.ts'
import { bearsOn } from './account-consents.ts'
import type { ReviewStep } from './basis.ts'

/**
 * The publications that lie between the texts a yes was given under and those that govern, of all its
 * documents, each with what the question rests on in it. A document that the yes did not know has none:
 * its words are new to it.
 */
export function reviewSteps(
  platform: Platform,
  consented: readonly PublishedTerms[],
  governing: readonly PublishedTerms[],
  question: Question,
): readonly ReviewStep[] {
  return governing.flatMap((to) => {
    const from = consented.find(({ documentSlug }) => documentSlug === to.documentSlug)
    const steps = from === undefined ? [] : stepsBetween(platform, from, to)
    return steps.map(({ mapped, review }) => ({
      changes: review?.changes ?? [],
      rested: mapped.filter((row) => bearsOn(row, question)).map(({ clause }) => clause.textDigest),
    }))
  })
}
