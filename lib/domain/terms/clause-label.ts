import { normaliseText } from './normalise-text.ts'

export type ClauseLabel = {
  /** As cited: "10.2", "13", "Exhibit A", "II"; a letter stands without its clause ("q"). Null without one. */
  number: string | null
  style: 'dotted' | 'simple' | 'letter' | 'worded' | 'none'
  title: string | null
  /** Whether the text begins in bold: what a legal document does for a heading that it does not mark as one. */
  bold: boolean
  /** Where the printed number stands in the text that was read; equal when there is none. */
  from: number
  to: number
}

/**
 * Reads the number and title that a block of Markdown begins with. `text` starts behind any list marker.
 * `heading`: the block is marked as one, so all of it is label and a bare "5 Fees" or "B. Fees" is a number.
 */
export function readLabel(text: string, heading: boolean): ClauseLabel {
  const from = /^(?:[\s#*_\u200B\uFEFF]|<[biu]>|<strong>)*/i.exec(text)?.[0].length ?? 0
  const bold = /[*_]{2}|<b>|<strong>/i.test(text.slice(0, from))
  const printed = readNumber(text.slice(from), heading, bold)
  if (heading) return headingLabel(text, from, printed, bold)
  const { number, style, length } = printed ?? noNumber
  const hasTitle = printed !== null || bold
  const title = hasTitle ? leadTitle(text, from + length, bold) : null
  return { number, style, title, bold, from, to: from + length }
}

function headingLabel(
  text: string,
  from: number,
  printed: PrintedNumber | null,
  bold: boolean,
): ClauseLabel {
  const to = from + (printed?.length ?? 0)
  const title = wholeTitle(text.slice(to))
  // A heading that is nothing but "123.45.67.89" is a title that happens to be made of digits.
  if (!printed || (printed.style === 'dotted' && title === null)) {
    return { number: null, style: 'none', title: wholeTitle(text), bold, from, to: from }
  }
  return { number: printed.number, style: printed.style, title, bold, from, to }
}

/** Whether a text reads like a title: short, one line, and no sentence. */
export function isTitleLike(text: string): boolean {
  if (text.length > 400) return false
  const words = normaliseText(text)
  return (
    /[\p{L}\p{N}]/u.test(words) &&
    words.length <= 100 &&
    !/[.;,:!?]$/.test(words) &&
    !text.trim().includes('\n')
  )
}

type PrintedNumber = { number: string; style: ClauseLabel['style']; length: number }
const noNumber = { number: null, style: 'none', length: 0 } as const

// Digits of the scripts that contracts count in; a number is cited in ours.
const digit = String.raw`[\d٠-٩۰-۹०-९]`
const dot = String.raw`\\?[.)]`
const dotted = new RegExp(
  String.raw`^§?\s*(${digit}{1,3}(?:\\?\.${digit}{1,3})+(?:\.?[a-z]\b)?)(?:${dot})?(?![\d%])`,
)
const simple = new RegExp(String.raw`^§?\s*(${digit}{1,3})(?:${dot}|:)(?![\d%])`)
const bare = /^§?\s*(\d{1,3})(?=\s+[\p{Lu}]|\s+[-–—]\s)/u
const letter = new RegExp(String.raw`^(?:\(([a-zA-Z])\)|([a-zA-Z])${dot}(?=[\s*_]|$))`)
const roman = new RegExp(String.raw`^([IVX]|[IVXLC]{2,7})${dot}(?=[\s*_]|$)`)
/** What a number of digits alone is cited by, in the languages that we have seen contracts in. */
const numbering =
  'section|article|clause|abschnitt|artikel|sección|artículo|cláusula|sezione|articolo|clausola|seção|artigo|artykuł|статья|пункт|المادة|ماده'
const worded = new RegExp(
  String.raw`^(${numbering}|part|chapter|exhibit|annex|appendix|schedule|chapitre|annexe|kapitel|anhang|anlage|hoofdstuk|bijlage|capítulo|anexo|capitolo|allegato|глава)\s+(${digit}+(?:\.${digit}+)*|[A-Z]|[IVXLC]+)(?![\p{L}\p{N}])(?:\\?[.:)]|\s*[-–—]+(?=\s))?`,
  'iu',
)
const counted =
  /^((?:第\s*[一二三四五六七八九十百零〇\d]+\s*[条條章节節款]|제\s*\d+\s*[조장절]))(?=[\s:：]|$)/

function readNumber(text: string, heading: boolean, isBold: boolean): PrintedNumber | null {
  const isLabel = heading || isBold
  const word = worded.exec(text)
  if (word) return readWorded(word, isLabel || isTitleLike(text) || isRunIn(word[0], text))
  const digits =
    printedBy(counted, text, 'worded') ??
    printedBy(dotted, text, 'dotted') ??
    printedBy(simple, text, 'simple') ??
    (isLabel ? (printedBy(bare, text, 'simple') ?? printedBy(roman, text, 'worded')) : null)
  return digits ?? printedBy(letter, text, heading ? 'worded' : 'letter')
}

function printedBy(form: RegExp, text: string, style: ClauseLabel['style']): PrintedNumber | null {
  const found = form.exec(text)
  const number = found?.[1] ?? found?.[2]
  if (!found || number === undefined) return null
  return { number: inOurDigits(number.replace(/[\\\s]/g, '')), style, length: found[0].length }
}

function inOurDigits(number: string): string {
  return number.replace(/[٠-٩۰-۹०-९]/g, (sign) => {
    const zero = ['٠', '۰', '०'].findLast((each) => each <= sign) ?? sign
    return String(sign.charCodeAt(0) - zero.charCodeAt(0))
  })
}

/** "Section 2.1. License. You grant …": what is printed ends, and a name or a sentence begins. */
function isRunIn(printed: string, text: string): boolean {
  return /[.:)]$/.test(printed) && /^[\s*_]*["“(]?\p{Lu}/u.test(text.slice(printed.length))
}

const isNumbering = new RegExp(`^(?:${numbering})$`, 'i')

/** "Section 5 applies …" in a sentence is a reference, not a label. */
function readWorded(word: RegExpExecArray, isLabel: boolean): PrintedNumber | null {
  if (!isLabel) return null
  const [printed, kind = '', digits = ''] = word
  const count = inOurDigits(digits)
  if (isNumbering.test(kind) && /^\d/.test(count)) {
    return {
      number: count,
      style: count.includes('.') ? 'dotted' : 'simple',
      length: printed.length,
    }
  }
  const name = kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase()
  return { number: `${name} ${count.toUpperCase()}`, style: 'worded', length: printed.length }
}

function wholeTitle(text: string): string | null {
  return cleanTitle(text.replace(/\n\s*(?:=+|-+)\s*$/, ''))
}

/** The bold words that follow the number, else the sentence in front where it is set like a title. */
function leadTitle(text: string, at: number, isBold: boolean): string | null {
  const rest = text.slice(at)
  const span =
    isBold && !/^\s*\*\*/.test(rest)
      ? /^(.*?)(?:\*\*|__)/s
      : /^\s*(?:\*\*)?\s*(?:\*\*|__)(.*?)(?:\*\*|__)/s
  const bold = span.exec(rest)?.[1]
  const title = bold === undefined ? null : cleanTitle(bold)
  if (title !== null && title.length <= 120) return title
  if (isTitleLike(rest)) return cleanTitle(rest)
  return firstSentenceTitle(bold ?? rest)
}

function firstSentenceTitle(text: string): string | null {
  const sentence = /^(.{2,60}?)[.:](?:\s+(?=["“(]?\p{Lu})|\s*$)/su.exec(text)?.[1]
  const isTitle = sentence !== undefined && (isTitleCase(sentence) || isShortName(sentence))
  return isTitle ? cleanTitle(sentence) : null
}

/** "Late payment", "Termination for cause": a few words that say nothing of anybody. */
function isShortName(text: string): boolean {
  const words =
    normaliseText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return (
    /^\s*\p{Lu}/u.test(text) && words.length <= 4 && !words.some((word) => ofSentences.has(word))
  )
}

const ofSentences = new Set([
  ...['is', 'are', 'was', 'be', 'shall', 'may', 'must', 'will', 'can', 'cannot', 'has', 'have'],
  ...['does', 'do', 'not', 'you', 'we', 'they', 'it', 'this', 'that', 'these', 'applies', 'means'],
  ...['following'],
])

function cleanTitle(text: string): string | null {
  const title = normaliseText(text.trim())
    .replace(/^[-–—:.\s]+(?=[\p{L}\p{N}("'])/u, '')
    .replace(/[.:;,\s]+$/, '')
  return /[\p{L}\p{N}]/u.test(title) ? title : null
}

function isTitleCase(text: string): boolean {
  const words = normaliseText(text).match(/[\p{L}\p{N}]+/gu) ?? []
  const long = words.filter((word) => word.length > 3)
  return words.length <= 9 && long.length > 0 && long.every((word) => /^[\p{Lu}\p{N}]/u.test(word))
}
