import remarkParse from 'remark-parse'
import { unified } from 'unified'

export type ListPlace = {
  ordered: boolean
  /** The number printed in front of the item; null for a bullet. */
  counter: number | null
  /** True when the item is the only one of its list or holds more than one block: a heading in disguise. */
  alone: boolean
}

/** A heading or paragraph of the document; other blocks are only kept for what they separate. */
export type Block = {
  kind: 'heading' | 'paragraph' | 'other'
  /** Heading depth 1 to 6, 0 for the rest. */
  depth: number
  /** Where the line it stands on begins, and where its own text begins and ends (UTF-16 offsets). */
  lineStart: number
  start: number
  end: number
  /** 0 outside lists. */
  listDepth: number
  /** Set on the first block of a list item. */
  item: ListPlace | null
}

/**
 * The blocks of a Markdown document in order, as CommonMark sees them. `text` has no byte order mark.
 *
 * Only where a line begins decides its block structure, so the parser is given each line cut short, and the
 * document piece by piece: a 94 kB contract parses in a fifth of the time, and a hostile document of 2 MB
 * can neither nest without end nor fill the memory.
 */
export function outlineBlocks(text: string): Block[] {
  const lines = linesOf(text)
  const blocks: Block[] = []
  for (let from = 0, size = pieceLines; from < lines.length;) {
    const piece = lines.slice(from, from + size)
    const nodes = parser.parse(piece.map((line) => shorten(text, line)).join('\n')).children
    const isLast = from + size >= lines.length
    const last = nodes.at(-1)
    // The last block may go on in the next piece, which therefore begins with it.
    const next = isLast
      ? lines.length
      : from + (last?.position ? last.position.start.line - 1 : size)
    if (next === from && size < longestBlockLines) {
      size *= 4
      continue
    }
    const isCut = next === from
    collectBlocks(isLast || isCut ? nodes : nodes.slice(0, -1), { text, lines: piece }, blocks)
    from = isCut ? from + size : next
    size = pieceLines
  }
  return blocks
}

type Piece = { text: string; lines: readonly Line[] }

function collectBlocks(nodes: readonly Node[], piece: Piece, blocks: Block[]): void {
  const walk = (children: readonly Node[], listDepth: number, place: ListPlace | null): void => {
    children.forEach((node, index) => {
      if (node.type === 'list') return walkList(node, listDepth + 1)
      blocks.push(blockOf(node, piece.lines, listDepth, index === 0 ? place : null))
    })
  }
  const walkList = (list: List, listDepth: number): void => {
    for (const item of list.children) {
      const rest = item.children.slice(1)
      const alone = list.children.length === 1 || rest.some((child) => child.type !== 'list')
      const counter = counterAt(piece, item)
      walk(item.children, listDepth, { ordered: list.ordered === true, counter, alone })
    }
  }
  walk(nodes, 0, null)
}

type Line = { start: number; end: number }
type Node = ReturnType<typeof parser.parse>['children'][number]
type List = Extract<Node, { type: 'list' }>

// Inline marks are read by rules of our own (clause-label.ts), on the whole line.
const inlineConstructs = [
  ...[
    'attention',
    'autolink',
    'labelStartImage',
    'labelStartLink',
    'labelEnd',
    'codeText',
    'htmlText',
  ],
  ...['characterEscape', 'characterReference', 'hardBreakEscape'],
]
const parser = unified()
  .data('micromarkExtensions', [{ disable: { null: inlineConstructs } }])
  .use(remarkParse)
  .freeze()

const shownLength = 160
const pieceLines = 1_000
const longestBlockLines = 16_000

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const ending of text.matchAll(/\r\n?|\n/g)) {
    lines.push({ start, end: ending.index })
    start = ending.index + ending[0].length
  }
  lines.push({ start, end: text.length })
  return lines
}

/**
 * The line's beginning, with the marks that end a block of raw HTML wherever they stand in it.
 * A line that opens more blocks within blocks than any contract does is taken for plain words.
 */
function shorten(text: string, { start, end }: Line): string {
  const shown = text.slice(start, Math.min(end, start + shownLength))
  if (/^(?:[ \t]*(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s))){12}/.test(shown)) return 'x'
  if (end - start <= shownLength) return shown
  const line = text.slice(start, end)
  const closers =
    line.slice(shownLength).match(/-->|\?>|\]\]>|<\/(?:script|pre|style|textarea)>/gi) ?? []
  const declared = /^\s*<![a-z]/i.test(line) && line.includes('>') ? '>' : ''
  return shown + declared + [...new Set(closers)].join('')
}

function blockOf(
  node: Node,
  lines: readonly Line[],
  listDepth: number,
  item: ListPlace | null,
): Block {
  const from = node.position?.start ?? { line: 1, column: 1 }
  const first = lineAt(lines, from.line)
  const last = lineAt(lines, node.position?.end.line ?? from.line)
  const kind = node.type === 'heading' || node.type === 'paragraph' ? node.type : 'other'
  const depth = node.type === 'heading' ? node.depth : 0
  const start = Math.min(first.start + from.column - 1, first.end)
  return { kind, depth, lineStart: first.start, start, end: last.end, listDepth, item }
}

function lineAt(lines: readonly Line[], number: number): Line {
  const line = lines[number - 1]
  if (!line) throw new Error(`the parser names line ${number} of ${lines.length}`)
  return line
}

function counterAt(piece: Piece, item: List['children'][number]): number | null {
  const from = item.position?.start ?? { line: 1, column: 1 }
  const line = lineAt(piece.lines, from.line)
  const counter = /^\d{1,9}(?=[.)])/.exec(piece.text.slice(line.start + from.column - 1, line.end))
  return counter ? Number(counter[0]) : null
}
