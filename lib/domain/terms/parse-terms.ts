import { fail, ok, type Result } from '../result.ts'
import { outlineBlocks } from './block-outline.ts'
import { type AnchorsTaken, clauseId } from './clause-id.ts'
import { type NumberedStart, numberStarts } from './clause-numbers.ts'
import { findStarts } from './clause-starts.ts'
import type { TextBreak } from './line-marks.ts'
import { readText, sameWords, splitWords } from './normalise-text.ts'
import { isAscii, placeWords, Vocabulary, type WordPlaces } from './split-words.ts'

export type Clause = {
  /** 0, 1, 2 … in the order of the document. */
  ordinal: number
  /** Anchor in the document's pages, from number and title; unique in the document. */
  id: string
  /** As cited ("10.2", "13.q"), which is not always what is printed in front. Null without one. */
  number: string | null
  title: string | null
  /** 1 for the document's top clauses and its preamble. */
  level: number
  /** The clause's slice of the document, in bytes. Slices in order tile the document. */
  start: number
  end: number
  /** Hex SHA-256 of the exact slice. */
  digest: string
  /** Hex SHA-256 of the clause's words without its number: the same for two clauses that only look different. */
  textDigest: string
}

export type ParsedTerms = {
  clauses: Clause[]
  /** By ordinal. */
  wordings: Wording[]
  /** The words of the document, each once. */
  vocabulary: readonly string[]
}

/** A clause's text, as it stands and as it is compared. */
export type Wording = {
  /** The exact slice, decoded. */
  slice: string
  /** The slice as `normaliseText` leaves it, without the clause's own number. */
  words: string
  /** Where in the words its blocks, list items, rows and cells begin. */
  breaks: readonly TextBreak[]
  /** The words one by one, as they are compared. */
  places: WordPlaces
}

export type TermsRefusal = 'terms_not_utf8' | 'terms_empty' | 'terms_too_large' | 'terms_nul'

const maxTermsBytes = 2_000_000

/** No contract has lines of forty bytes for two megabytes; what has is made to keep the parser busy. */
const maxTermsLines = 50_000

/**
 * Divides a Markdown document into its clauses. What stands before the first, page navigation and the
 * document's title included, is a clause with the id `preamble`. `sha256` maps bytes to 32 bytes.
 */
export function parseTerms(bytes: Uint8Array, sha256: Sha256): Result<ParsedTerms, TermsRefusal> {
  const document = readTerms(bytes)
  return document.ok ? ok(divideTerms(document.value, sha256)) : document
}

export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** The document's text, where it can be kept as terms. */
export function readTerms(bytes: Uint8Array): Result<string, TermsRefusal> {
  if (bytes.length > maxTermsBytes) return fail('terms_too_large')
  if (bytes.includes(0)) return fail('terms_nul')
  const document = decode(bytes)
  if (document === null) return fail('terms_not_utf8')
  if (document.replaceAll('\uFEFF', '').trim() === '') return fail('terms_empty')
  if (hasTooManyLines(document)) return fail('terms_too_large')
  return ok(document)
}

/** The clauses of a text that `readTerms` let through. */
export function divideTerms(document: string, sha256: Sha256): ParsedTerms {
  const mark = document.startsWith('\uFEFF') ? 1 : 0
  return buildClauses(document, sectionsOf(document.slice(mark), mark), sha256)
}

/** A byte order mark is a byte sequence of the document like any other: it is kept. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function hasTooManyLines(document: string): boolean {
  return (document.match(/\r\n?|\n/g)?.length ?? 0) >= maxTermsLines
}

type Section = {
  from: number
  label: { from: number; to: number }
  number: string | null
  title: string | null
  level: number
  isPreamble: boolean
}

function sectionsOf(text: string, shift: number): Section[] {
  const { starts, documentTitle } = findStarts(text, outlineBlocks(text))
  const numbered = joinRepeatedHeadings(numberStarts(starts), text)
  const sections = numbered.map(({ start, number, level, from }): Section => {
    const label = { from: start.labelFrom + shift, to: start.labelTo + shift }
    return { from: from + shift, label, number, title: start.title, level, isPreamble: false }
  })
  const first = sections[0]
  if (first && text.slice(0, first.from - shift).trim() === '')
    return [{ ...first, from: 0 }, ...sections.slice(1)]
  const label = { from: 0, to: 0 }
  return [
    { from: 0, label, number: null, title: documentTitle, level: 1, isPreamble: true },
    ...sections,
  ]
}

/** A heading that the clause right below repeats ("AI Services", "q. AI Services.") is that clause's heading. */
function joinRepeatedHeadings(
  numbered: readonly NumberedStart[],
  text: string,
): (NumberedStart & { from: number })[] {
  const joined: (NumberedStart & { from: number })[] = []
  for (const next of numbered) {
    const last = joined.at(-1)
    const isHeadingOfNext =
      last !== undefined &&
      last.number === null &&
      next.number !== null &&
      isAlone(text.slice(last.from, next.start.lineStart), last) &&
      (last.start.form === 'none' || sameWords(last.start.title ?? '', next.start.title ?? ''))
    if (isHeadingOfNext) joined[joined.length - 1] = { ...next, from: last.from }
    else joined.push({ ...next, from: next.start.lineStart })
  }
  return joined
}

function isAlone(slice: string, heading: NumberedStart): boolean {
  return heading.start.title !== null && slice.length < 400 && sameWords(slice, heading.start.title)
}

function buildClauses(document: string, sections: readonly Section[], sha256: Sha256): ParsedTerms {
  const encoder = new TextEncoder()
  const taken: AnchorsTaken = new Map([['preamble', 1]])
  const vocabulary = new Vocabulary()
  const terms: ParsedTerms = { clauses: [], wordings: [], vocabulary: vocabulary.words }
  let start = 0
  for (const [ordinal, section] of sections.entries()) {
    const wording = wordingOf(
      document,
      section,
      sections[ordinal + 1]?.from ?? document.length,
      vocabulary,
    )
    const slice = encoder.encode(wording.slice)
    const { number, title, level } = section
    const id = section.isPreamble ? 'preamble' : clauseId(number, title, ordinal, taken)
    const end = start + slice.length
    const textDigest = toHex(sha256(encoder.encode(textOf(wording, vocabulary))))
    terms.clauses.push({
      ...{ ordinal, id, number, title, level, start, end },
      ...{ digest: toHex(sha256(slice)), textDigest },
    })
    terms.wordings.push(wording)
    start = end
  }
  return terms
}

function wordingOf(
  document: string,
  { from, label }: Section,
  to: number,
  vocabulary: Vocabulary,
): Wording {
  const before = readText(document.slice(from, label.from))
  const behind = readText(document.slice(Math.max(from, label.to), to))
  const space = before.words === '' || behind.words === '' ? '' : ' '
  const shift = before.words.length + space.length
  const words = before.words + space + behind.words
  return {
    slice: document.slice(from, to),
    words,
    breaks: [...before.breaks, ...behind.breaks.map((each) => ({ ...each, at: each.at + shift }))],
    places: placeWords(words, vocabulary),
  }
}

/** What `textDigest` is over. Only scripts without spaces are compared by smaller words than it counts. */
function textOf({ words, places }: Wording, vocabulary: Vocabulary): string {
  if (!isAscii(words)) return splitWords(words).join(' ')
  return Array.from(places.numbers, (number) => vocabulary.words[number]).join(' ')
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
