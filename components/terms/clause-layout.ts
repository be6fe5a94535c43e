import type { TreeElement, TreeNode, TreeRoot } from './clause-markdown.ts'

export type ClauseHead = {
  id: string
  number: string | null
  title: string | null
  /** 1 for the document's top clauses. */
  level: number
}

export type LayoutOptions = {
  /** Where the clause's own number links to. */
  href: string
  /** The heading level of a clause of level 1; null where titles shall be no headings. */
  headingBase: number | null
}

/**
 * Sets a clause as a printed contract does: its number hangs in front and links to it, its title is a
 * heading, running in where text follows on its line. Words are moved into these elements, never dropped.
 */
export function layoutClause(tree: TreeRoot, clause: ClauseHead, options: LayoutOptions): TreeRoot {
  tree.children.forEach(hideDoubleMarks)
  const { blocks, counter } = openFirstItem(tree.children.filter(isElement), clause)
  const [lead, ...rest] = blocks
  if (!lead) return tree
  const tag = headingTag(clause.level, options.headingBase)
  const later = headingTag(clause.level + 1, options.headingBase)
  for (const block of rest) if (isHeading(block)) setTag(block, later)
  const printed = clause.number === null ? null : takeLabel(lead, clause.number)
  const set = setTitle(lead, clause.title, tag)
  const first = set[0] ?? lead
  if (clause.number === null) return rootOf([anchor(clause, options.href), ...set, ...rest])
  first.children.unshift(link('legal-number', options.href, printed ?? clause.number), text(' '))
  const isOther =
    counter !== null && printed === null && clause.number.split('.').at(-1) !== String(counter)
  if (isOther)
    first.children.push(
      text(' '),
      element('small', 'legal-counter', [text(`${counter}. in the file`)]),
    )
  return rootOf([...set, ...rest])
}

/** Items that print a letter or number of their own ("i.", "(a)") need no bullet beside it. */
function hideDoubleMarks(node: TreeRoot['children'][number]): void {
  if (node.type !== 'element') return
  node.children.forEach(hideDoubleMarks)
  if (node.tagName !== 'ul') return
  const items = node.children.filter(isElement)
  const isLabelled = (item: TreeElement) =>
    /^\s*\(?[a-z\d]{1,5}[.)]\s/i.test(firstLeaf(item)?.value ?? '')
  if (items.every(isLabelled)) node.properties['className'] = ['legal-labelled']
}

type Opened = { blocks: TreeElement[]; counter: number | null }

/** A clause that is an item of a list is no list: its first item's blocks stand for themselves. */
function openFirstItem(blocks: TreeElement[], clause: ClauseHead): Opened {
  const [list, ...after] = blocks
  const isPlain = clause.number === null && clause.title === null
  if (!list || isPlain || !['ul', 'ol'].includes(list.tagName)) return { blocks, counter: null }
  const [item, ...others] = list.children.filter(isElement)
  if (!item) return { blocks, counter: null }
  const counter = list.tagName === 'ol' ? Number(list.properties['start'] ?? 1) : null
  const rest = { ...list, properties: startingAt(list, counter), children: others }
  const opened = openFirstItem(asBlocks(item.children), clause)
  return {
    blocks: [...opened.blocks, ...(others.length > 0 ? [rest] : []), ...after],
    counter: opened.counter ?? counter,
  }
}

function startingAt(list: TreeElement, counter: number | null): TreeElement['properties'] {
  return counter === null ? list.properties : { ...list.properties, start: counter + 1 }
}

/** The words of a tight list item stand bare before its inner lists: they become a paragraph. */
function asBlocks(nodes: readonly TreeNode[]): TreeElement[] {
  const blocks: TreeElement[] = []
  let words: TreeNode[] = []
  const close = () => {
    if (lettersOf({ type: 'root', children: words }) !== '') blocks.push(element('p', null, words))
    words = []
  }
  for (const node of nodes) {
    if (!isElement(node) || !isBlock(node)) words.push(node)
    else {
      close()
      blocks.push(node)
    }
  }
  close()
  return blocks
}

/** Takes the printed number off the front of a block: "10.2", "q.", "(a)", "Article 4". */
function takeLabel(lead: TreeElement, number: string): string | null {
  const leaf = firstLeaf(lead)
  const last = number.split('.').at(-1) ?? number
  const forms = /^[a-z]$/i.test(last) ? [number, last] : [number]
  const label = String.raw`[\s\u200B]*((?:(?:section|article|clause|§)\s*)?\(?(?:${forms.map(escape).join('|')})(?![\p{L}\p{N}])\)?[.:)]?)[\s\u200B]*`
  const found = leaf ? new RegExp(`^${label}`, 'iu').exec(leaf.value) : null
  if (!leaf || !found) return null
  leaf.value = leaf.value.slice(found[0].length)
  prune(lead)
  return found[1] ?? null
}

/** The block as heading, or as heading and the text that follows on its line; as it is without a title. */
function setTitle(lead: TreeElement, title: string | null, tag: string): TreeElement[] {
  const isTitle = (node: TreeElement) =>
    title !== null && lettersOf(node) === lettersOf(text(title))
  dropTrailingSpace(lead)
  const strong = lead.children[0]
  if (isHeading(lead) || isTitle(lead)) {
    setTag(lead, tag)
    if (lead.children.length === 1 && isStrong(strong)) lead.children = strong.children
    return [lead]
  }
  if (!isStrong(strong) || !isTitle(strong) || lead.tagName !== 'p') return [lead]
  lead.children.shift()
  const heading = element('p', null, strong.children)
  setTag(heading, tag)
  heading.properties['className'] = ['legal-run-in']
  lead.properties['className'] = ['legal-run-on']
  return [heading, lead]
}

function dropTrailingSpace(node: TreeElement): void {
  const last = node.children.at(-1)
  if (last?.type === 'text' && last.value.trim() === '') node.children.pop()
}

function headingTag(level: number, base: number | null): string {
  return base === null ? 'p' : `h${Math.min(6, base + level - 1)}`
}

function setTag(node: TreeElement, tag: string): void {
  node.tagName = tag
  if (tag === 'p') node.properties['className'] = ['legal-title']
}

function anchor(clause: ClauseHead, href: string): TreeElement {
  const label = clause.title === null ? 'Link to this part' : `Link to “${clause.title}”`
  const mark = link('legal-anchor', href, '#')
  mark.properties['ariaLabel'] = label
  return mark
}

function link(className: string, href: string, words: string): TreeElement {
  const node = element('a', className, [text(words)])
  node.properties['href'] = href
  return node
}

function element(tagName: string, className: string | null, children: TreeNode[]): TreeElement {
  return {
    type: 'element',
    tagName,
    properties: className === null ? {} : { className: [className] },
    children,
  }
}

function text(value: string): Extract<TreeNode, { type: 'text' }> {
  return { type: 'text', value }
}

function rootOf(children: TreeElement[]): TreeRoot {
  return { type: 'root', children }
}

function firstLeaf(node: TreeElement): Extract<TreeNode, { type: 'text' }> | null {
  for (const child of node.children) {
    if (child.type === 'text' && child.value.trim() !== '') return child
    const leaf = isElement(child) ? firstLeaf(child) : null
    if (leaf) return leaf
  }
  return null
}

/** Removes what taking the number left empty at the front. */
function prune(node: TreeElement): void {
  for (;;) {
    const first = node.children[0]
    if (!first) return
    if (isElement(first)) prune(first)
    const isEmpty =
      first.type === 'text'
        ? first.value.trim() === ''
        : isElement(first) && first.children.length === 0 && first.tagName !== 'br'
    if (!isEmpty) break
    node.children.shift()
  }
  const first = node.children[0]
  if (first?.type === 'text') first.value = first.value.trimStart()
}

function lettersOf(node: TreeRoot | TreeNode): string {
  if (node.type === 'text')
    return node.value
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
  return 'children' in node
    ? node.children.map((child) => (child.type === 'doctype' ? '' : lettersOf(child))).join('')
    : ''
}

function escape(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, String.raw`\s+`)
}

function isElement(node: TreeRoot['children'][number]): node is TreeElement {
  return node.type === 'element'
}

function isStrong(node: TreeNode | undefined): node is TreeElement {
  return node !== undefined && isElement(node) && node.tagName === 'strong'
}

function isHeading(node: TreeElement): boolean {
  return /^h[1-6]$/.test(node.tagName)
}

function isBlock(node: TreeElement): boolean {
  return (
    isHeading(node) || ['p', 'ul', 'ol', 'blockquote', 'pre', 'table', 'hr'].includes(node.tagName)
  )
}
