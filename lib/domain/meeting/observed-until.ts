import type { Answer } from '@assent/decision'

/**
 * Until when decisions in a meeting are only watched (ISO 8601); null where they hold. Whoever is there is the
 * same for every feature, so any answer that says it says it of all.
 */
export function observedUntil(answers: readonly Answer[]): string | null {
  const untils = answers.flatMap(({ observedUntil: until }) => until ?? [])
  return untils.length === 0 ? null : new Date(Math.min(...untils)).toISOString()
}
