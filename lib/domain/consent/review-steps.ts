import type { Question } from '#lib/domain/catalogue/catalogue.ts'
import {
  inForceFrom,
  stepsBetween,
  type Platform,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import { bearsOn } from './account-consents.ts'
import type { ReviewSteps } from './basis.ts'

/**
 * The publications that lie between the texts a yes was given under and those that govern, each with what
 * the question rests on in it. A document that the yes did not know has none: its words are new to it.
 */
export function reviewSteps(
  platform: Platform,
  consented: readonly PublishedTerms[],
  governing: readonly PublishedTerms[],
  question: Question,
): ReviewSteps {
  return new Map(
    consented.map((from) => {
      const to = governing.find(({ documentSlug }) => documentSlug === from.documentSlug)
      const steps = to === undefined ? [] : stepsBetween(platform, from, to)
      return [from.id, steps.map((step) => stepOf(step, question))]
    }),
  )
}

function stepOf(step: PublishedTerms, question: Question) {
  const { mapped, review } = step
  const rested = mapped.filter((row) => bearsOn(row, question))
  return {
    at: inForceFrom(step),
    changes: review?.changes ?? [],
    rested: rested.map(({ clause }) => clause.textDigest),
  }
}
