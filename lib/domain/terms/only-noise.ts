import { fail, ok, type Result } from '../result.ts'
import { type ClauseChange, isDecidedByMachine } from './comparison/comparison.ts'
import { compareTerms } from './comparison/compare-terms.ts'
import { normaliseText, sameWords, splitWords } from './normalise-text.ts'
import {
  divideTerms,
  type ParsedTerms,
  readTerms,
  type Sha256,
  type TermsRefusal,
} from './parse-terms.ts'

/**
 * Whether nothing lies between two texts of the same terms that anyone would have to read: link targets,
 * marks and spaces, the list counters of an archive, a title above the text that came or went.
 */
export function isOnlyNoise(from: ArchivedText, to: ArchivedText): boolean {
  // The same words in the same order are the same text, whatever their marks make of the clauses.
  if (from.words() === to.words()) return true
  const [old, now] = [from.clauses(), to.clauses()]
  const { clauses } = compareTerms(old, now)
  return (
    isInOrder(clauses) &&
    clauses.every(
      (change) =>
        isDecidedByMachine(change.verdict) || isRecounted(change, old, now) || isTitleAlone(change),
    )
  )
}

/**
 * `isOnlyNoise` beside the same text over and over, as an archive's records are: words that were noise
 * once are noise from then on, and cost no comparison.
 */
export function noiseBeside(kept: ArchivedText): (text: ArchivedText) => boolean {
  const noise = new Set<string>()
  return (text) => {
    const isNoise = noise.has(text.words()) || isOnlyNoise(kept, text)
    if (isNoise) noise.add(text.words())
    return isNoise
  }
}

/** A text of an archive. Of most the words are all that is ever needed, so the clauses wait to be asked for. */
export type ArchivedText = {
  readonly words: () => string
  readonly clauses: () => ParsedTerms
}

export function archivedText(
  bytes: Uint8Array,
  sha256: Sha256,
): Result<ArchivedText, TermsRefusal> {
  const document = readTerms(bytes)
  if (!document.ok) return fail(document.code)
  return ok({
    words: once(() => splitWords(normaliseText(document.value)).join(' ')),
    clauses: once(() => divideTerms(document.value, sha256)),
  })
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => (made ??= { value: make() }).value
}

function isInOrder(clauses: readonly ClauseChange[]): boolean {
  const ordinals = clauses.flatMap(({ from }) => from?.ordinal ?? [])
  return ordinals.every((ordinal, at) => ordinal >= (ordinals[at - 1] ?? 0))
}

/** The same words under another number, and both numbers are counters of a Markdown list. */
function isRecounted({ verdict, from, to }: ClauseChange, old: ParsedTerms, now: ParsedTerms) {
  return (
    verdict === 'moved' &&
    from?.number !== to?.number &&
    isCounted(old, from?.ordinal) &&
    isCounted(now, to?.ordinal)
  )
}

function isCounted({ wordings }: ParsedTerms, ordinal = -1): boolean {
  return /^[\s\uFEFF]*\d{1,9}[.)] /.test(wordings[ordinal]?.slice ?? '')
}

/** What stands before the first clause differs by the document's title, which one side does not have. */
function isTitleAlone({ from, to, merged, split, changes }: ClauseChange): boolean {
  const sides = [from, to].filter((side) => side !== null)
  const [title, ...others] = sides.flatMap((side) => side.title ?? [])
  const isPreamble = sides.every(({ id }) => id === 'preamble') && !merged && !split
  if (!isPreamble || title === undefined || others.length > 0) return false
  const differing = changes.filter(({ op }) => op !== 'equal')
  const op = to?.title == null ? 'delete' : 'insert'
  return (
    differing.every((each) => each.op === op) &&
    sameWords(differing.map(({ text }) => text).join(' '), title)
  )
}
