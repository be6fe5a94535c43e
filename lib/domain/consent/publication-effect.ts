import { strictestCeiling, type Ceiling } from '@assent/decision'
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import {
  governingTerms,
  inForceFrom,
  type Platform,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import { accountConsents, type AccountCell } from './account-consents.ts'
import { isStale, type DigestOf } from './basis.ts'
import { reviewSteps } from './review-steps.ts'

/** What publishing a version does to every question, before it is done. */
export type PublicationEffect = {
  /** When it takes force; null for an archival version, which governs nothing. */
  readonly inForceFrom: Date | null
  /** The version of its document that governs until then, and by then without it. */
  readonly replaces: PublishedTerms | null
  /** Does it govern when it takes force? A version that took force later, or has a higher number, does instead. */
  readonly governs: boolean
  /** Where every yes given so far is needed again: what it rests on says something else. */
  readonly askedAgain: readonly AccountCell[]
  /** Where the terms leave another choice than before. */
  readonly ceilings: readonly CeilingChange[]
}

export type CeilingChange = {
  readonly cell: AccountCell
  readonly before: Ceiling
  readonly after: Ceiling
}

/** It says what the resolution will answer, by asking it: with the version among what is published, and without. */
export function publicationEffect(
  platform: Platform,
  draft: PublishedTerms,
  catalogue: Catalogue,
  now: { readonly at: Date; readonly language: string; readonly digestOf: DigestOf },
): PublicationEffect {
  const from = draft.archival ? null : inForceFrom(draft)
  const at = from ?? now.at
  const published = { ...platform, terms: [...platform.terms, draft] }
  const cellsOf = (of: Platform) => accountConsents(of, catalogue, nobody, { ...now, at })
  const stepsOf = ({ question }: AccountCell) =>
    reviewSteps(published, governingTerms(platform, at), governingTerms(published, at), question)
  const before = cellsOf(platform)
  const changes = cellsOf(published).map((after, i) => ({ before: before[i] ?? after, after }))
  return {
    inForceFrom: from,
    replaces:
      governingTerms(platform, at).find((each) => each.documentSlug === draft.documentSlug) ?? null,
    governs: governingTerms(published, at).some(({ id }) => id === draft.id),
    askedAgain: changes
      .filter(({ before, after }) => isStale(before.basis, after.basis, stepsOf(after)))
      .map(({ after }) => after),
    ceilings: changes.flatMap(({ before, after }) => {
      const rules = {
        before: strictestCeiling(before.ceilings),
        after: strictestCeiling(after.ceilings),
      }
      return rules.before === rules.after ? [] : [{ cell: after, ...rules }]
    }),
  }
}

/** What is the same for all accounts does not ask what one of them has said. */
const nobody = { accountId: '', permissions: [], askings: [] }
