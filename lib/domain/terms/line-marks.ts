/** Where a part of a text begins that is no sentence of the part in front of it. */
export type TextBreak = {
  /** UTF-16 offset in the normalised words. */
  at: number
  kind: 'block' | 'item' | 'header' | 'row' | 'cell'
  /** Of a list item how far it is set in; 0 for the rest. */
  depth: number
}

// A break is kept in the text until the spaces are settled, as a lone surrogate: a well-formed string has none,
// so nothing in a document can pass for it. Items have one for each depth.
const breakBase = 0xd8a0
const breakKinds = ['block', 'header', 'row', 'cell', 'item'] as const
const deepest = 15
const breakSign = /\s*([\uD8A0-\uD8BF](?![\uDC00-\uDFFF]))\s*/

function signOf(kind: TextBreak['kind'], depth = 0): string {
  return String.fromCharCode(breakBase + breakKinds.indexOf(kind) + Math.min(depth, deepest))
}

/** Takes the signs of breaks out of a text again, and the runs of space with them. */
export function takeBreaks(text: string): { words: string; breaks: TextBreak[] } {
  const breaks: TextBreak[] = []
  let words = ''
  for (const part of text.split(breakSign)) {
    const code = part.length === 1 ? part.charCodeAt(0) - breakBase : -1
    if (code < 0 || code >= breakKinds.length + deepest) {
      const own = part.replace(/\s+/g, ' ').trim()
      words += words !== '' && own !== '' ? ` ${own}` : own
      continue
    }
    const kind = breakKinds[code] ?? 'item'
    const at = words === '' ? 0 : words.length + 1
    breaks.push({ at, kind, depth: kind === 'item' ? code - breakKinds.indexOf('item') : 0 })
  }
  return { words, breaks: breaks.filter(({ at }) => at < words.length) }
}

/**
 * Drops headings' and quotes' marks, list counters, underlines, rules, fences and table rules, line by line,
 * and leaves a sign where a block, an item, a row or a cell begins.
 */
export function dropLineMarks(text: string): string {
  const lines = text.split('\n')
  const before: Before = { isBlank: true, listIndent: -1, table: 'none' }
  return lines.map((line, at) => dropMarks(line, lines[at + 1] ?? '', before)).join('\n')
}

/** What stands in front of a line decides what its marks are. */
type Before = { isBlank: boolean; listIndent: number; table: 'none' | 'header' | 'rows' }

function dropMarks(line: string, next: string, before: Before): string {
  const indent = line.length - line.trimStart().length
  const words = line.trim()
  before.table = tableAfter(before.table, words, next)
  if (words === '' || ruledLine.test(words)) {
    before.isBlank = true
    return ''
  }
  if (before.isBlank && indent === 0) before.listIndent = -1
  return before.table === 'none' ? dropLine(words, indent, before) : rowOf(words, before.table)
}

function dropLine(words: string, indent: number, before: Before): string {
  // Only a counter of 1 may interrupt a paragraph (CommonMark 5.2): "Section\n14. The" keeps its 14.
  const rest = dropLeadingMarks(words, before.isBlank || indent <= before.listIndent)
  const isListed = rest !== words && listMark.test(words)
  const isItem = isListed || lettered.test(rest)
  const sign = isItem ? signOf('item', indent >> 1) : before.isBlank ? signOf('block') : ''
  before.isBlank = /^#/.test(words)
  if (isListed) before.listIndent = indent
  return sign + rest
}

const listMark = /^(?:[-+*]|\d{1,9}[.)])(?: |$)/
/** "(a) to provide": an item of a list that has no marks. */
const lettered = /^[*_]*\((?:[a-z]|[ivx]{1,5}|\d{1,2})\) /i
const ruledLine =
  /^(?:=+|-+|(?:[*_-] *){3,}|(?:`{3,}|~{3,})[^`]*|\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?)$/
const tableRule = /^\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$/

function tableAfter(table: Before['table'], words: string, next: string): Before['table'] {
  if (!words.includes('|')) return 'none'
  if (table !== 'none') return 'rows'
  return tableRule.test(next.trim()) ? 'header' : 'none'
}

function rowOf(words: string, table: 'header' | 'rows'): string {
  const cells = words.replace(/^\|/, '').replace(/\|$/, '').split('|')
  return signOf(table === 'header' ? 'header' : 'row') + cells.join(signOf('cell'))
}

function dropLeadingMarks(words: string, mayCount: boolean): string {
  let rest = words
  for (;;) {
    const mark = /^(?:>|[-+*](?= |$)|#{1,6}(?= |$)|(\d{1,9})[.)](?= |$)) */.exec(rest)
    if (!mark) return rest
    if (mark[1] !== undefined && !mayCount && rest === words && Number(mark[1]) !== 1) return rest
    rest = rest.slice(mark[0].length)
    if (mark[0].startsWith('#')) rest = rest.replace(/(?:^| )#+ *$/, '')
  }
}
