import type { Vote } from './decide.ts'

/**
 * What is left to decide about one purpose and category: the operator has ended the use for good, a terms
 * version forbids it, offers no choice about it, or leaves it open to a choice.
 */
export type Ceiling = (typeof CEILINGS)[number]

/** Strictest first. */
export const CEILINGS = ['ended', 'forbidden', 'no_choice', 'open'] as const

/** The strictest of the ceilings that apply; where no version says anything, nothing is ruled out. */
export function strictestCeiling(ceilings: readonly Ceiling[]): Ceiling {
  return CEILINGS.find((ceiling) => ceilings.includes(ceiling)) ?? 'open'
}

/**
 * The vote of the terms: one for each ceiling, of the version in force and of the version consented
 * under, so that the stricter of the two governs until someone answers again. Where no choice is
 * offered nobody has said yes, so it can never read as consented.
 */
export function ceilingVotes(ceilings: readonly Ceiling[]): readonly Vote[] {
  return ceilings.map((ceiling): Vote => {
    switch (ceiling) {
      case 'ended':
        return { level: 'operator', opinion: 'PROHIBITED', code: 'PURPOSE_ENDED' }
      case 'forbidden':
        return { level: 'terms', opinion: 'PROHIBITED', code: 'TERMS_PROHIBIT' }
      case 'no_choice':
        return { level: 'terms', opinion: 'UNSET', code: 'TERMS_NO_CHOICE' }
      case 'open':
        return { level: 'terms', opinion: 'GRANT' }
    }
  })
}
