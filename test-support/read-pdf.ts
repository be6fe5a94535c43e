import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A node of a page's structure tree as a screen reader is told of it. */
export type PdfNode = {
  readonly role: string
  readonly alt: string | null
  readonly language: string | null
  readonly children: readonly PdfNode[]
  /** What stands directly in it on this page. */
  readonly text: string
}

export type ReadPdf = {
  readonly title: string
  readonly language: string
  readonly isMarked: boolean
  /** Fonts that are not embedded: a reader's machine would replace them. */
  readonly foreignFonts: readonly string[]
  readonly pages: readonly { readonly text: string; readonly tree: PdfNode }[]
}

/** Reads a PDF as Mozilla's reader does, page by page, apart from the program that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    fontExtraProperties: true,
  })
  const pdf = await loading.promise
  const [{ info }, marks] = await Promise.all([pdf.getMetadata(), pdf.getMarkInfo()])
  const { Title, Language } = info as { Title?: string; Language?: string }
  const pages: ReadPdf['pages'][number][] = []
  const foreignFonts: string[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const content = await page.getTextContent({ includeMarkedContent: true })
    const tree = (await page.getStructTree()) as RawNode | null
    const texts = textsById(content.items)
    pages.push({
      text: [...texts.values()].join('\n'),
      tree: nodeOf(tree ?? { role: 'Root', children: [] }, texts),
    })
    await page.getOperatorList()
    for (const name of Object.keys(content.styles)) {
      const font = page.commonObjs.get(name) as { missingFile?: boolean; name?: string }
      if (font.missingFile === true) foreignFonts.push(font.name ?? name)
    }
  }
  await loading.destroy()
  return {
    title: Title ?? '',
    language: Language ?? '',
    isMarked: (marks as ReadonlyMap<string, unknown> | null)?.get('Marked') === true,
    foreignFonts,
    pages,
  }
}

/** All nodes of a role, in their order. */
export function nodesOf(pdf: ReadPdf, role: string): PdfNode[] {
  const within = (node: PdfNode): PdfNode[] => [
    ...(node.role === role ? [node] : []),
    ...node.children.flatMap(within),
  ]
  return pdf.pages.flatMap(({ tree }) => within(tree))
}

type RawNode = { role: string; alt?: string; lang?: string; children: (RawNode | RawContent)[] }
type RawContent = { type: string; id?: string }
type RawItem = { type?: string; id?: string; str?: string; hasEOL?: boolean }

/** The text of each sequence of marked content, by the id that the tree knows it by; '' for what is outside. */
function textsById(items: readonly RawItem[]): Map<string, string> {
  const texts = new Map<string, string>()
  const open: string[] = []
  for (const { type, id, str, hasEOL } of items) {
    if (type?.startsWith('beginMarkedContent') === true) open.push(id ?? open.at(-1) ?? '')
    else if (type === 'endMarkedContent') open.pop()
    else {
      const at = open.at(-1) ?? ''
      texts.set(at, (texts.get(at) ?? '') + (str ?? '') + (hasEOL === true ? '\n' : ''))
    }
  }
  return texts
}

function nodeOf(node: RawNode, texts: ReadonlyMap<string, string>): PdfNode {
  const contents = node.children.filter((child): child is RawContent => !('role' in child))
  return {
    role: node.role,
    alt: node.alt ?? null,
    language: node.lang ?? null,
    children: node.children.flatMap((child) => ('role' in child ? [nodeOf(child, texts)] : [])),
    text: contents.map(({ id }) => texts.get(id ?? '') ?? '').join(' '),
  }
}
