import type { PurposeKind } from '@assent/decision'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { addDuration, isAtOrBefore, type Instant } from './instant.ts'
import type { ConsentStatus } from './status.ts'

/** How an admin who has permitted a purpose wants members to be asked. */
export type AskingMode = (typeof ASKING_MODES)[number]

export const ASKING_MODES = ['ask_now', 'other_ground', 'not_yet'] as const

/** The decision as recorded. The reference says what the other ground is, such as a works-council agreement. */
export type Asking =
  | { readonly mode: 'ask_now' | 'not_yet'; readonly reference: null }
  | { readonly mode: 'other_ground'; readonly reference: string }

export type AskingRefusal = 'other_ground_for_sharing' | 'reference_required'

/** Another ground exists for features only, and only with a reference that one can look up. */
export function decideAsking(
  kind: PurposeKind,
  mode: AskingMode,
  reference: string | null,
): Result<Asking, AskingRefusal> {
  if (mode !== 'other_ground') return ok({ mode, reference: null })
  if (kind === 'sharing') return fail('other_ground_for_sharing')
  const named = reference?.trim() ?? ''
  return named === '' ? fail('reference_required') : ok({ mode, reference: named })
}

/** The modes that an admin is offered. */
export function askingModesFor(kind: PurposeKind): readonly AskingMode[] {
  return kind === 'feature' ? ASKING_MODES : ASKING_MODES.filter((mode) => mode !== 'other_ground')
}

/** At least this long lies between two requests to the same member about the same feature. */
const FEATURE_ASKED_AGAIN_AFTER = 'P12M'

/**
 * May this member be asked now? Never someone who has answered: a no is an answer, and so is a yes
 * that stands. For a feature only when the last request about it is 12 months old; another
 * feature is another question.
 */
export function mayAsk(
  kind: PurposeKind,
  member: { readonly status: ConsentStatus; readonly askedAt: Instant | null },
  at: Instant,
): boolean {
  if (!isOpen(member.status)) return false
  if (kind === 'sharing' || member.askedAt === null) return true
  return isAtOrBefore(addDuration(member.askedAt, FEATURE_ASKED_AGAIN_AFTER), at)
}

/** What each mode will make run, said to the admin before they choose. */
export function askingSentences(
  kind: PurposeKind,
  mode: AskingMode,
  names: { readonly purpose: string; readonly operator: string },
): readonly string[] {
  return kind === 'feature'
    ? featureSentences(mode, names.purpose)
    : sharingSentences(mode, names.purpose, names.operator)
}

function isOpen(status: ConsentStatus): boolean {
  switch (status) {
    case 'undecided':
    case 'revoked':
    case 'expired':
    case 'stale':
      return true
    case 'requested':
    case 'given':
    case 'refused':
    case 'withdrawn':
      return false
  }
}

function featureSentences(mode: AskingMode, purpose: string): readonly string[] {
  switch (mode) {
    case 'ask_now':
      return [
        'Each member finds the question on their home page.',
        `${purpose} runs on what a person says and shows only once that person has said yes.`,
      ]
    case 'other_ground':
      return [
        `${purpose} runs for your own members on the ground you record, until a person objects.`,
        'They are told before it runs, and each can object with one act.',
        'Guests and people from other organisations are still asked.',
      ]
    case 'not_yet':
      return [
        'For now nobody is asked.',
        `Members can answer on their own page, and ${purpose} runs only for those who say yes there.`,
      ]
  }
}

function sharingSentences(mode: AskingMode, purpose: string, operator: string): readonly string[] {
  switch (mode) {
    case 'ask_now':
      return [
        'Each member finds the question on their home page.',
        `${operator} receives a person’s content for ${lowerFirst(purpose)} only once that person has said yes.`,
      ]
    case 'not_yet':
      return [
        'For now nobody is asked.',
        `Members can answer on their own page, and ${operator} receives content for ${lowerFirst(purpose)} only from those who say yes there.`,
      ]
    case 'other_ground':
      return ['Sharing rests on each person’s own yes.']
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
