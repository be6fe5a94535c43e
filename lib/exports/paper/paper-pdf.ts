import qrcode from 'qrcode-generator'
import type { Paper, PaperBlock, PaperFact } from '#lib/domain/receipt/paper.ts'
import { quotedBlocks } from './quoted-blocks.ts'
import {
  INK,
  makeRoom,
  MARGIN,
  MEASURE,
  newSheet,
  PAGE,
  rule,
  setFooter,
  setLines,
  SOFT,
  type Element,
  type Setting,
  type Sheet,
} from './sheet.ts'

/** By whom the paper is given out, and where its receipt can be checked. */
export type PaperEdges = { readonly issuer: string; readonly checkUrl: string }

/**
 * A paper as a tagged PDF (PDF/UA-1), in black on white, with its digest and page number at the foot of
 * each page. The picture to scan holds `checkUrl` and nothing else. The same input makes the same bytes.
 */
export function paperPdf(paper: Paper, { issuer, checkUrl }: PaperEdges): Promise<Uint8Array> {
  const sheet = newSheet({
    title: `${paper.title}, ${paper.date}`,
    subject: `${paper.kind} ${paper.id}`,
    author: issuer,
    language: paper.language,
    at: paper.at,
  })
  const root = sheet.doc.struct('Document')
  sheet.doc.addStructure(root)
  setTop(sheet, root, issuer, paper)
  for (const { heading, blocks } of paper.parts) {
    const part = sheet.doc.struct('Sect')
    root.add(part)
    setHeading(sheet, part, heading, blocks[0]?.kind === 'check' ? CODE_SIDE + 30 : 40)
    for (const block of blocks) setBlock(sheet, part, block, checkUrl)
    part.end()
  }
  root.end()
  setFooter(sheet, (page) => [
    [
      { text: `Receipt ${paper.id}`, face: 'sans' },
      { text: page, face: 'sans' },
    ],
    [
      { text: `SHA-256 ${paper.digest}`, face: 'mono' },
      { text: '', face: 'sans' },
    ],
  ])
  return bytesOf(sheet.doc)
}

const BODY = { size: 10.5, leading: 15 } as const
const QUOTE = { size: 9.5, leading: 13.5 } as const
const SMALL = { size: 9, leading: 12.5 } as const
const STATEMENT = { size: 13, leading: 18 } as const

function setTop(sheet: Sheet, root: Element, issuer: string, { kind, title, date }: Paper): void {
  rule(sheet, [MARGIN.left, sheet.y], [PAGE.width - MARGIN.right, sheet.y], 2)
  sheet.y += 8
  setLines(sheet, root, 'P', [{ text: `${issuer} · ${kind}`, face: 'sans' }], {
    ...SMALL,
    color: SOFT,
  })
  setLines(sheet, root, 'H1', [{ text: title, face: 'serif' }], {
    size: 24,
    leading: 29,
    before: 18,
  })
  setLines(sheet, root, 'P', [{ text: date, face: 'sans' }], { ...BODY, before: 6, color: SOFT })
}

/** `keep`: how much of what follows has to stand on the same page. */
function setHeading(sheet: Sheet, part: Element, text: string, keep: number): void {
  setLines(sheet, part, 'H2', [{ text, face: 'sansStrong' }], {
    size: 11,
    leading: 15,
    before: 22,
    keep,
  })
  rule(sheet, [MARGIN.left, sheet.y + 2], [PAGE.width - MARGIN.right, sheet.y + 2])
  sheet.y += 8
}

function setBlock(sheet: Sheet, part: Element, block: PaperBlock, checkUrl: string): void {
  switch (block.kind) {
    case 'statement': {
      const said = [
        { text: `${block.about}: `, face: 'serif' },
        { text: block.state, face: 'serifStrong' },
      ] as const
      setLines(sheet, part, 'P', said, { ...STATEMENT, before: 6 })
      if (block.more.length > 0)
        setParagraph(sheet, part, block.more.join(' '), { ...BODY, color: SOFT })
      return
    }
    case 'paragraph':
      setParagraph(sheet, part, block.text, { ...BODY, before: 4 })
      return
    case 'heading':
      setLines(sheet, part, 'H3', [{ text: block.text, face: 'sansStrong' }], {
        ...BODY,
        before: 12,
        keep: 30,
      })
      return
    case 'list':
      setList(sheet, part, block.items)
      return
    case 'facts':
      setFacts(sheet, part, block.facts)
      return
    case 'quote':
      setQuote(sheet, part, block)
      return
    case 'check':
      setCheck(sheet, part, checkUrl)
  }
}

function setParagraph(sheet: Sheet, parent: Element, text: string, setting: Setting): void {
  setLines(sheet, parent, 'P', [{ text, face: 'serif' }], setting)
}

function setList(sheet: Sheet, part: Element, items: readonly string[]): void {
  const list = sheet.doc.struct('L')
  part.add(list)
  for (const item of items) {
    const element = sheet.doc.struct('LI')
    list.add(element)
    beside(sheet, { ...BODY, before: 3 }, [
      () => setLines(sheet, element, 'Lbl', [{ text: '–', face: 'serif' }], { ...BODY, width: 14 }),
      () => setLines(sheet, element, 'LBody', [{ text: item, face: 'serif' }], indented(BODY, 14)),
    ])
    element.end()
  }
  list.end()
}

const TERM = 118

function setFacts(sheet: Sheet, part: Element, facts: readonly PaperFact[]): void {
  const list = sheet.doc.struct('L')
  part.add(list)
  for (const { term, details, exact = false } of facts) {
    const element = sheet.doc.struct('LI')
    list.add(element)
    const face = exact ? 'mono' : 'serif'
    const runs = [{ text: details.join('\n'), face }] as const
    const setting = exact ? { size: 9, leading: BODY.leading } : BODY
    beside(sheet, { ...BODY, before: 2 }, [
      () =>
        setLines(sheet, element, 'Lbl', [{ text: term, face: 'sans' }], {
          ...BODY,
          width: TERM - 12,
          color: SOFT,
        }),
      () => setLines(sheet, element, 'LBody', runs, indented(setting, TERM)),
    ])
    element.end()
  }
  list.end()
}

/** Two columns that begin on one line; what follows stands beneath the longer of them. */
function beside(
  sheet: Sheet,
  { before = 0, leading }: Setting,
  columns: readonly [first: () => void, second: () => void],
): void {
  sheet.y += before
  makeRoom(sheet, leading)
  const top = sheet.y
  const page = sheet.doc.page
  const [first, second] = columns
  first()
  const end = sheet.y
  sheet.y = top
  second()
  // A second column that went on to another page is the longer one.
  if (sheet.doc.page === page) sheet.y = Math.max(sheet.y, end)
}

/** The exact words of a text, a little smaller and behind a line: what follows is not the portal's. */
function setQuote(
  sheet: Sheet,
  part: Element,
  { markdown, language }: Extract<PaperBlock, { kind: 'quote' }>,
): void {
  const quote = sheet.doc.struct('BlockQuote', { lang: language })
  part.add(quote)
  for (const { isHeading, depth, runs } of quotedBlocks(markdown)) {
    const setting = isHeading ? { ...QUOTE, before: 10, keep: 28 } : { ...QUOTE, before: 4 }
    setLines(sheet, quote, 'P', runs, { ...setting, ...inset(12 + depth * 14) })
  }
  quote.end()
  sheet.y += 4
}

function setCheck(sheet: Sheet, part: Element, url: string): void {
  const side = CODE_SIDE
  makeRoom(sheet, side + 12)
  sheet.y += 4
  const top = sheet.y
  // The place of a figure is known to pdfkit since 0.19; its types do not say so yet.
  const place = { bbox: [MARGIN.left, top, MARGIN.left + side, top + side], placement: 'Block' }
  const alt = `A picture to scan. It holds the address ${url}`
  const figure = sheet.doc.struct('Figure', { alt, ...place })
  part.add(figure)
  const content = sheet.doc.markStructureContent('Figure')
  drawCode(sheet.doc, url, { x: MARGIN.left, y: top, side })
  sheet.doc.endMarkedContent()
  figure.add(content)
  figure.end()
  for (const [i, text] of CHECK.entries())
    setParagraph(sheet, part, text, { ...BODY, before: i === 0 ? 0 : 4, ...inset(side + 16) })
  sheet.y = Math.max(sheet.y, top + side) + 4
  const address = { text: url, face: 'mono' } as const
  setLines(sheet, part, 'P', [address], { size: 8.5, leading: 13, before: 4 })
  sheet.y += 6
}

const CODE_SIDE = 92

const CHECK = [
  'Scan the picture or open the address beneath it to check the receipt’s file. The address holds the receipt’s number and nothing of what it says.',
  'This paper is made for reading, and nobody signs it. What is signed is the file of the receipt: it can be checked without this portal and without trusting it.',
] as const

/** A QR code (ISO/IEC 18004) that a quarter of it may be lost of, without the white around it: paper is white. */
function drawCode(
  doc: PDFKit.PDFDocument,
  text: string,
  { x, y, side }: { x: number; y: number; side: number },
): void {
  const code = qrcode(0, 'Q')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const module = side / count
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column))
        doc.rect(x + column * module, y + row * module, module + 0.02, module + 0.02)
  doc.fill(INK)
}

function inset(by: number) {
  return { left: MARGIN.left + by, width: MEASURE - by }
}

function indented(setting: Setting, by: number): Setting {
  return { ...setting, ...inset(by) }
}

function bytesOf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
    doc.end()
  })
}
