import type { ListItem, Nodes, Parents, Root, TableCell } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Run } from './break-lines.ts'
import type { Face } from './faces.ts'

/** A paragraph of a quoted text, or a point of a list in it. `depth`: in how many lists and quotes it stands. */
export type QuotedBlock = {
  readonly isHeading: boolean
  readonly depth: number
  readonly runs: readonly Run[]
}

const parser = unified().use(remarkParse).use(remarkGfm)

/**
 * Markdown as paragraphs in the faces of a printed page. Every word is kept, in its order: headings are
 * paragraphs in bold, links keep their words alone, a row of a table is a line, and what is no text is left
 * as it was written.
 */
export function quotedBlocks(markdown: string): QuotedBlock[] {
  const root: Root = parser.parse(markdown)
  return root.children.flatMap((node) => blocksOf(node, markdown, 0))
}

function blocksOf(node: Nodes, source: string, depth: number): QuotedBlock[] {
  switch (node.type) {
    case 'paragraph':
      return [quoted(depth, runsOf(node, 'serif', source))]
    case 'heading':
      return [{ ...quoted(depth, runsOf(node, 'serifStrong', source)), isHeading: true }]
    case 'list':
      return node.children.flatMap((item, i) =>
        pointOf(
          item,
          node.ordered === true ? `${String((node.start ?? 1) + i)}. ` : '• ',
          source,
          depth,
        ),
      )
    case 'blockquote':
      return node.children.flatMap((child) => blocksOf(child, source, depth + 1))
    case 'tableRow':
      return [
        quoted(
          depth,
          node.children.flatMap((cell, i) => cellRuns(cell, i, source)),
        ),
      ]
    case 'table':
      return node.children.flatMap((row) => blocksOf(row, source, depth))
    case 'thematicBreak':
      return []
    default:
      return [quoted(depth, [{ text: sourceOf(node, source), face: 'serif' }])]
  }
}

/** The mark stands before the first words of the point. */
function pointOf(item: ListItem, mark: string, source: string, depth: number): QuotedBlock[] {
  const blocks = item.children.flatMap((child) => blocksOf(child, source, depth + 1))
  const [first = quoted(depth + 1, []), ...rest] = blocks
  return [{ ...first, runs: [{ text: mark, face: 'serif' }, ...first.runs] }, ...rest]
}

function cellRuns(cell: TableCell, i: number, source: string): Run[] {
  const between: Run[] = i === 0 ? [] : [{ text: ' · ', face: 'serif' }]
  return [...between, ...runsOf(cell, 'serif', source)]
}

function quoted(depth: number, runs: readonly Run[]): QuotedBlock {
  return { isHeading: false, depth, runs }
}

function runsOf(parent: Parents, face: Face, source: string): Run[] {
  return parent.children.flatMap((node): Run[] => {
    switch (node.type) {
      case 'text':
        // A line's end in the source is a space on a page.
        return [{ text: node.value.replaceAll(/\s*\n\s*/g, ' '), face }]
      case 'break':
        return [{ text: '\n', face }]
      case 'inlineCode':
        return [{ text: node.value, face: 'mono' }]
      case 'strong':
        return runsOf(node, 'serifStrong', source)
      case 'emphasis':
        return runsOf(node, face === 'serifStrong' ? face : 'serifItalic', source)
      default:
        return 'children' in node
          ? runsOf(node, face, source)
          : [{ text: sourceOf(node, source), face }]
    }
  })
}

function sourceOf({ position }: Nodes, source: string): string {
  return source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0)
}
