import type { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

export type Tree = Parameters<typeof toJsxRuntime>[0]
export type TreeRoot = Extract<Tree, { type: 'root' }>
export type TreeElement = Extract<Tree, { type: 'element' }>
export type TreeNode = TreeElement['children'][number]

/**
 * The safe HTML tree of a clause's Markdown. No byte of a contract may act or vanish: raw HTML, comments
 * and link definitions come out as text, pictures as links to them, and links lead to the web or mail only.
 * `definitions`: the document's link definitions, for links whose definition stands in another clause.
 */
export function clauseTree(markdown: string, definitions = ''): TreeRoot {
  const text = separateBold(outdent(markdown))
  const source = definitions === '' ? text : `${text}\n\n${definitions}`
  const parsed = parserFor(text).parse(source)
  showAll(parsed, text)
  const tree = toSafeTree.runSync(parsed)
  guardLinks(tree)
  return tree
}

/** The link definitions of a document's clauses, to be handed to `clauseTree` for each of them. */
export function linkDefinitions(texts: readonly string[]): string {
  const definition = /^ {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*\S+.*$/gm
  return texts.flatMap((text) => text.match(definition) ?? []).join('\n')
}

type Markdown = ReturnType<typeof commonMark.parse>
type MarkdownNode = Markdown['children'][number]

// Footnotes and task lists would be drawn away from where they stand, or as controls; here they are text.
const asText = [
  ...['gfmFootnoteDefinition', 'gfmFootnoteCall', 'gfmPotentialFootnoteCall', 'tasklistCheck'],
]
const commonMark = unified().use(remarkParse).freeze()
const gitHubFlavoured = unified()
  .data('micromarkExtensions', [{ disable: { null: asText } }])
  .use(remarkParse)
  .use(remarkGfm)
  .freeze()

/** Looking for bare addresses at every letter makes GFM four times as slow: only text that can have one pays. */
function parserFor(text: string): typeof commonMark {
  const outsideLinks = text.replace(/\]\([^()\s]*\)/g, ']')
  return /[|~@]|www\.|https?:/i.test(outsideLinks) ? gitHubFlavoured : commonMark
}

const schema: Schema = {
  tagNames: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'ol', 'li', 'blockquote', 'hr', 'br'],
    ...['strong', 'em', 'del', 'a', 'code', 'pre', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  attributes: {
    a: ['href'],
    ol: ['start'],
    p: [['className', 'legal-raw']],
    td: ['align'],
    th: ['align'],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
}

const toSafeTree = unified().use(remarkRehype).use(rehypeSanitize, schema).freeze()

/** A slice out of a nested list stands indented, which alone would make it code. */
function outdent(markdown: string): string {
  const indent = /^(?:[ \t\uFEFF]*(?:\r\n?|\n))*([ \t]*)/.exec(markdown)?.[1] ?? ''
  const unmarked = markdown.replace(/^\uFEFF/, '')
  return indent === ''
    ? unmarked
    : unmarked.replace(new RegExp(`^[ \\t]{1,${indent.length}}`, 'gm'), '')
}

/** `**27.2****Title**` lost the space between two bold words; CommonMark would print its asterisks. */
function separateBold(markdown: string): string {
  return markdown.replace(/(?<=[^\s*\\])\*{4}(?=[^\s*])/g, '** **')
}

/** Turns what Markdown hides or hands on into text, in place. */
function showAll(node: { children: MarkdownNode[]; type: string }, text: string): void {
  const isFlow = ['root', 'listItem', 'blockquote'].includes(node.type)
  node.children = node.children.flatMap((child) => {
    if ('children' in child) showAll(child, text)
    return shown(child, isFlow, text)
  })
}

function shown(node: MarkdownNode, isFlow: boolean, text: string): MarkdownNode[] {
  switch (node.type) {
    case 'html':
      return [isFlow ? rawParagraph(node.value) : { type: 'text', value: node.value }]
    case 'image':
      return [
        {
          type: 'link',
          url: node.url,
          children: [{ type: 'text', value: `Image: ${node.alt ?? ''}` }],
        },
      ]
    case 'imageReference':
      return [{ type: 'text', value: `Image: ${node.alt ?? ''}` }]
    case 'definition': {
      const start = node.position?.start.offset ?? text.length
      const source = text.slice(start, node.position?.end.offset)
      return start < text.length ? [node, rawParagraph(source)] : [node]
    }
    default:
      return [node]
  }
}

function rawParagraph(value: string): MarkdownNode {
  return {
    type: 'paragraph',
    children: [{ type: 'text', value }],
    data: { hProperties: { className: ['legal-raw'] } },
  }
}

/** Anchors of the original page and relative addresses lead nowhere here: their words stay, unlinked. */
function guardLinks(tree: TreeRoot | TreeElement): void {
  for (const node of tree.children) {
    if (node.type !== 'element') continue
    guardLinks(node)
    if (node.tagName !== 'a') continue
    const target = node.properties['href']
    const leadsOut = typeof target === 'string' && /^(?:https?|mailto):/i.test(target)
    if (leadsOut) node.properties['rel'] = ['nofollow', 'noopener']
    else Object.assign(node, { tagName: 'span', properties: {} })
  }
}
