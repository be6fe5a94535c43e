import { dropLineMarks, takeBreaks, type TextBreak } from './line-marks.ts'

/**
 * The words of a piece of Markdown, without what only dresses them: the basis of a clause's `textDigest`
 * and of every comparison. It reads lines and marks, never a parsed tree, so that a slice gives the same
 * words wherever it stands in its document. One space between words, no line breaks, Unicode NFC.
 */
export function normaliseText(markdown: string): string {
  return readText(markdown).words
}

export type NormalText = { words: string; breaks: TextBreak[] }

/** The same, with the places where its blocks, list items and table cells begin. */
export function readText(markdown: string): NormalText {
  return takeBreaks(normalisationRules.reduce((text, rule) => rule.apply(text), markdown))
}

/**
 * The words and signs one by one. Space beside a sign does not count ("Waiver.The" is "Waiver. The"),
 * because archives lose it where bold type ends. Joined by a space they are what `textDigest` is over.
 */
export function wordsOf(markdown: string): string[] {
  return splitWords(normaliseText(markdown))
}

/** The same of a text that is normalised already. */
export function splitWords(normalised: string): string[] {
  return normalised.match(/[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? []
}

/** Whether two texts have the same words, in any letter case. */
export function sameWords(one: string, other: string): boolean {
  return wordsOf(one).join(' ').toLowerCase() === wordsOf(other).join(' ').toLowerCase()
}

export type NormalisationRule = { name: string; apply: (text: string) => string }

/** In the order they are applied; each has its test. Letter case, numbers, signs and raw HTML do count. */
export const normalisationRules: readonly NormalisationRule[] = [
  {
    name: 'line endings',
    apply: (text) => text.toWellFormed().replace(/\r\n?|[\u2028\u2029]/g, '\n'),
  },
  {
    name: 'escapes',
    apply: (text) => text.replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => guard(sign)),
  },
  { name: 'character references', apply: decodeReferences },
  // Direction overrides (U+202A-202E, U+2066-2069) stay: they change what a reader sees.
  {
    name: 'invisible characters',
    apply: (text) => text.replace(/[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/g, ''),
  },
  { name: 'no-break and other spaces', apply: (text) => text.replace(/[^\S\n]/g, ' ') },
  { name: 'link targets', apply: dropLinkTargets },
  { name: 'line marks', apply: dropLineMarks },
  {
    name: 'dressing tags',
    apply: (text) => text.replace(/<\/?(?:b|i|u|em|ins|strong)>/gi, '').replace(/<br ?\/?>/gi, ' '),
  },
  { name: 'joined bold', apply: separateJoinedBold },
  { name: 'inline marks', apply: (text) => text.replace(inlineMarks, '') },
  {
    name: 'quotation marks',
    apply: (text) => text.replace(/[‘’‚‛]/g, "'").replace(/[“”„‟]/g, '"'),
  },
  { name: 'letter composition', apply: (text) => unguard(text).normalize('NFC') },
  { name: 'runs of space', apply: (text) => text.replace(/\s+/g, ' ').trim() },
]

const inlineMarks = /\*|~~+|`|\||\\(?=\n|$)|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_])/gu

// A sign that was escaped is a word, not a mark. Until the marks are gone it is kept as a lone surrogate,
// which a well-formed string cannot contain, so nothing in a document can pass for it.
const guardBase = 0xd800

function guard(sign: string): string {
  return String.fromCharCode(guardBase + sign.charCodeAt(0))
}

function unguard(text: string): string {
  return text.replace(/[\uD800-\uD87F](?![\uDC00-\uDFFF])/g, (kept) =>
    String.fromCharCode(kept.charCodeAt(0) - guardBase),
  )
}

const namedReferences: Readonly<Record<string, string>> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
  },
  ...{
    shy: '\u00AD',
    zwj: '\u200D',
    zwnj: '\u200C',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
  },
  ...{ ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', sect: '§', para: '¶' },
  ...{
    copy: '©',
    reg: '®',
    trade: '™',
    euro: '€',
    pound: '£',
    laquo: '«',
    raquo: '»',
    deg: '°',
    times: '×',
  },
}

function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));/g,
    (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(String(hex), 16) : null
      const decoded = code === null ? namedReferences[String(name)] : characterOf(code)
      if (decoded === undefined) return whole
      return /^[!-/:-@[-`{-~]$/.test(decoded) ? guard(decoded) : decoded
    },
  )
}

function characterOf(code: number): string {
  const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return String.fromCodePoint(valid ? code : 0xfffd)
}

/** `[words](target "title")` and `![words](target)` become the words; brackets never count; definitions go. */
function dropLinkTargets(text: string): string {
  const kept: string[] = []
  let open = 0
  let from = 0
  const inline = text.replace(linkDefinition, '')
  for (let at = 0; at < inline.length; at++) {
    const sign = inline[at]
    if (sign !== '[' && sign !== ']') continue
    const isImage = sign === '[' && inline[at - 1] === '!'
    kept.push(inline.slice(from, isImage ? at - 1 : at))
    from = at + 1
    if (sign === '[') open++
    else if (open > 0) {
      open--
      from = at = endOfTarget(inline, at + 1)
      at--
    }
  }
  return (kept.join('') + inline.slice(from)).replace(/<((?:https?:|mailto:)[^<>\s]*)>/g, '$1')
}

const linkDefinition =
  /^ {0,3}\[[^\]\n^][^\]\n]{0,999}\]: *\S+(?: +(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))? *$/gm

/** Where the `(target "title")` that begins at `at` ends; `at` itself when there is none (CommonMark 6.3). */
function endOfTarget(text: string, at: number): number {
  if (text[at] !== '(') return at
  let depth = 0
  for (let end = at; end < text.length && end - at < 8192; end++) {
    const sign = text[end]
    if (sign === '(' && ++depth > 32) return at
    if (sign === ')' && --depth === 0) return end + 1
    if (sign === ' ' || sign === '\n') return endOfTitle(text, end) ?? at
  }
  return at
}

function endOfTitle(text: string, at: number): number | null {
  const title = /^\s+(?:"[^"]*"|'[^']*'|\([^()]*\))?\s*\)/.exec(text.slice(at, at + 1024))
  return title ? at + title[0].length : null
}

/** `**Zoom****Rooms**` and `**Law**means` lost a space where bold type ends; `**Host**s` is a plural. */
function separateJoinedBold(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}])\*{2,}(?=[\p{L}\p{N}])(?!e?s(?![\p{L}\p{N}]))/gu, ' ')
}
