import type { PublishedTerms } from './platform.ts'

/**
 * The version that a later one is compared with: the last before it that was to govern; where none was, the
 * last before it of any kind. Null for a first version. `versions` are of one document, by number.
 */
export function predecessorOf<Terms extends Numbered>(
  versions: readonly Terms[],
  { number, archival }: Numbered,
): Terms | null {
  const earlier = versions.filter((each) => each.number < number)
  const governing = archival ? undefined : earlier.findLast((each) => !each.archival)
  return governing ?? earlier.at(-1) ?? null
}

/**
 * The versions that stand between two, both included, in the order in which one became the other: those that
 * were to govern. From a later version to an earlier one nothing stands between.
 */
export function lineBetween<Terms extends Numbered>(
  versions: readonly Terms[],
  from: Terms,
  to: Terms,
): readonly Terms[] {
  const between = versions.filter(
    ({ number, archival }) => !archival && number > from.number && number < to.number,
  )
  return from.number === to.number ? [from] : [from, ...between, to]
}

type Numbered = Pick<PublishedTerms, 'number' | 'archival'>
