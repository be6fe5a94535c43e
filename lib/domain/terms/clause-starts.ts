import type { Block } from './block-outline.ts'
import { type ClauseLabel, isTitleLike, readLabel } from './clause-label.ts'
import { emptySequence, follow, mayBeLetter, mayFollow, type Sequence } from './clause-sequence.ts'
import { sameWords } from './normalise-text.ts'

/** A place where a clause begins, before its number is settled. Offsets are UTF-16, into the document. */
export type ClauseStart = {
  lineStart: number
  /** The printed number's place; equal where none is printed. */
  labelFrom: number
  labelTo: number
  /** `counter`: only a list counter stands in front, which may be the archive's and not the clause's. */
  form: 'heading' | 'counter' | ClauseLabel['style']
  number: string | null
  title: string | null
  /** Heading depth, 0 where the clause is no marked heading. */
  depth: number
  listDepth: number
  counter: number | null
}

export type FoundStarts = { starts: ClauseStart[]; documentTitle: string | null }

/**
 * Where the clauses of a document begin. Marked headings, printed numbers and list items in bold begin one;
 * bold sentences, letters below a lettered clause and plain lists do not. A document with none of these is
 * read again by its weaker signs: lines of bold or capitals, and the items of its own numbered list.
 */
export function findStarts(text: string, blocks: readonly Block[]): FoundStarts {
  const titleBlock = documentTitleBlock(blocks, text)
  const documentTitle = titleBlock ? readLabel(textOf(text, titleBlock), true).title : null
  const rest = blocks.filter((block) => block !== titleBlock)
  const strong = collect(text, rest, strongStart)
  if (strong.length === 0) return findWeakStarts(text, rest, documentTitle)
  return hasUnmarkedHeadings(text, rest, strong)
    ? withoutTitle(collect(text, rest, unmarkedOrStrongStart), documentTitle, rest[0])
    : { starts: strong, documentTitle }
}

/** By lines of bold or capitals, or underlined; without any, by short plain lines that stand above sentences. */
function findWeakStarts(
  text: string,
  blocks: readonly Block[],
  documentTitle: string | null,
): FoundStarts {
  const weak = collect(text, blocks, weakStart)
  if (weak.length > 0) return { starts: weak, documentTitle }
  const headings = new Set(
    blocks.filter((block, at) => isAboveSentences(block, blocks[at + 1], text)),
  )
  const plain = collect(text, blocks, (block) =>
    headings.has(block) ? startOf(block, readLabel(textOf(text, block), true), 'none') : null,
  )
  return plain.length >= 2 ? { starts: plain, documentTitle } : { starts: [], documentTitle }
}

function isAboveSentences(block: Block, below: Block | undefined, text: string): boolean {
  if (!isUnmarkedHeading(block, text) || below === undefined) return false
  const content = textOf(text, below).trim()
  return (
    (below.listDepth > 0 || /[.!?:;。！？؟]["”)*_]*$/.test(content)) && below.kind === 'paragraph'
  )
}

/** A plain line in front of everything is the document's title, unless it is the first clause's heading. */
function withoutTitle(
  starts: ClauseStart[],
  documentTitle: string | null,
  firstBlock: Block | undefined,
): FoundStarts {
  const [first, second] = starts
  const isTitle = first?.form === 'none' && first.lineStart === firstBlock?.lineStart
  if (!isTitle || documentTitle !== null) return { starts, documentTitle }
  if (sameWords(first.title ?? '', second?.title ?? '')) return { starts, documentTitle }
  return { starts: starts.slice(1), documentTitle: first.title }
}

/** The first heading is the document's own title when it is alone at the highest depth, and has no number. */
function documentTitleBlock(blocks: readonly Block[], text: string): Block | null {
  const [first, ...others] = blocks.filter((block) => block.kind === 'heading')
  if (!first || first.item || others.some((other) => other.depth <= first.depth)) return null
  return readLabel(textOf(text, first), true).number === null ? first : null
}

type Before = {
  sequence: Sequence
  /** The last block that stands in no list. */
  outside: Block | null
}
type Reader = (block: Block, text: string, before: Before) => ClauseStart | null

function collect(text: string, blocks: readonly Block[], read: Reader): ClauseStart[] {
  const starts: ClauseStart[] = []
  const before: Before = { sequence: emptySequence, outside: null }
  // Below a clause that is a letter of a list, further lists belong to it.
  let closedBelow = Infinity
  for (const block of blocks) {
    const isClosed = block.listDepth > closedBelow || block.lineStart === starts.at(-1)?.lineStart
    if (block.listDepth <= closedBelow) closedBelow = Infinity
    const start = isClosed ? null : read(block, text, before)
    if (block.listDepth === 0) before.outside = block
    if (!start) continue
    starts.push(start)
    const style = start.form === 'letter' ? 'letter' : 'none'
    before.sequence = follow(before.sequence, style, start.number, start.form === 'counter')
    if (start.form === 'letter') closedBelow = block.listDepth
  }
  return starts
}

function strongStart(block: Block, text: string, before: Before): ClauseStart | null {
  if (block.kind === 'other') return null
  const content = textOf(text, block)
  const label = readLabel(content, block.kind === 'heading')
  const isLabelled = label.title !== null || label.number !== null
  if (block.kind === 'heading') return isLabelled ? startOf(block, label, 'heading') : null
  if (isNext(label, block, before.sequence)) return startOf(block, label, label.style)
  return block.item?.ordered ? counterStart(block, label, content) : null
}

/** A number in a sentence is none; one in bold or with a title, or the next in turn, is. */
function isNext(
  { style, number, bold, title }: ClauseLabel,
  block: Block,
  before: Sequence,
): boolean {
  if (number === null) return false
  if (style === 'letter') return !block.item?.ordered && mayBeLetter(before, number)
  return style === 'worded' || bold || title !== null || mayFollow(before, number)
}

/** A numbered list's item set in bold, or a short line that stands alone above paragraphs of its own. */
function counterStart(block: Block, label: ClauseLabel, content: string): ClauseStart | null {
  const isAlone = (block.item?.alone ?? false) && isTitleLike(content)
  const title = isAlone ? readLabel(content, true).title : label.bold ? label.title : null
  if (title === null || isOnlyLink(content)) return null
  return startOf(block, { ...label, number: null, title }, 'counter')
}

/** Whether the document sets plain lines as headings: at least two repeat the title of the clause below. */
function hasUnmarkedHeadings(
  text: string,
  blocks: readonly Block[],
  starts: readonly ClauseStart[],
): boolean {
  const titles = new Map(starts.map((start) => [start.lineStart, start.title]))
  const repeated = blocks.filter((block, index) => {
    const title = titles.get(blocks[index + 1]?.lineStart ?? -1)
    return title && isUnmarkedHeading(block, text) && sameWords(textOf(text, block), title)
  })
  return repeated.length >= 2
}

function unmarkedOrStrongStart(block: Block, text: string, before: Before): ClauseStart | null {
  const strong = strongStart(block, text, before)
  if (strong || !isUnmarkedHeading(block, text)) return strong
  return startOf(block, readLabel(textOf(text, block), true), 'none')
}

function isUnmarkedHeading(block: Block, text: string): boolean {
  if (block.kind !== 'paragraph' || block.listDepth > 0) return false
  const content = textOf(text, block)
  return isTitleLike(content) && /^[\p{L}\p{N}]/u.test(content) && !/[[\]*_|]/.test(content)
}

function weakStart(block: Block, text: string, before: Before): ClauseStart | null {
  if (block.kind !== 'paragraph') return null
  const content = textOf(text, block)
  if (block.item?.ordered && block.listDepth === 1) {
    const introduction = before.outside ? textOf(text, before.outside) : ''
    if (/:\W*$/.test(introduction) || isOnlyLink(content)) return null
    return startOf(block, { ...readLabel(content, false), number: null }, 'counter')
  }
  const isHeading = block.listDepth === 0 && isEmphatic(content)
  return isHeading ? startOf(block, readLabel(content, true), 'none') : null
}

/** A short line, all of it bold, in italics, underlined or in capitals. */
function isEmphatic(content: string): boolean {
  const isSet =
    /^\s*(\*\*|__|\*|_)(?:(?!\1).)+\1[:\s]*$|^\s*<(u|b|strong|em|i)>.*<\/\2>[:\s]*$/i.test(content)
  const isCapitals = /\p{Lu}{2}/u.test(content) && !/\p{Ll}/u.test(content)
  return (isSet || isCapitals) && isTitleLike(content.replace(/:\W*$/, ''))
}

function isOnlyLink(content: string): boolean {
  return /^\s*\[[^\]]*\]\([^)]*\)\s*$/.test(content)
}

function startOf(block: Block, label: ClauseLabel, form: ClauseStart['form']): ClauseStart {
  const printed = label.number !== null
  return {
    lineStart: block.lineStart,
    labelFrom: printed ? block.start + label.from : block.start,
    labelTo: printed ? block.start + label.to : block.start,
    form,
    number: label.number,
    title: label.title,
    depth: block.depth,
    listDepth: block.listDepth,
    counter: block.item?.ordered ? block.item.counter : null,
  }
}

function textOf(text: string, block: Block): string {
  return text.slice(block.start, Math.min(block.end, block.start + 600))
}
