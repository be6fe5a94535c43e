import PDFDocument from 'pdfkit'
import { breakLines, type MeasuredRun, type Run } from './break-lines.ts'
import { faceRuns } from './faces.ts'
import { isRightToLeft, visualOrder } from './visual-order.ts'

export type Element = PDFKit.PDFStructureElement

/** A document while it is written: where the next line goes, in points from the top of the page. */
export type Sheet = { readonly doc: PDFKit.PDFDocument; y: number }

/** How a block of lines is set, in points. */
export type Setting = {
  readonly size: number
  readonly leading: number
  readonly color?: string
  readonly left?: number
  readonly width?: number
  /** Space above, but at the top of a page. */
  readonly before?: number
  /** How much has to fit beneath the first line, for it not to stand alone at the foot of a page. */
  readonly keep?: number
}

export const MARGIN = { left: 64, right: 64, top: 60, bottom: 84 } as const
/** A4. */
export const PAGE = { width: 595.28, height: 841.89 } as const
export const MEASURE = PAGE.width - MARGIN.left - MARGIN.right
/** Print in black and white loses nothing: there is no colour. */
export const INK = '#111111'
export const SOFT = '#4a4a4a'

/**
 * An empty tagged document (PDF/UA-1: ISO 14289-1). The same input makes the same bytes: its dates and its
 * identifier come from `at` and the title.
 */
export function newSheet(info: {
  title: string
  subject: string
  author: string
  language: string
  at: Date
}): Sheet {
  const doc = new PDFDocument({
    size: 'A4',
    pdfVersion: '1.7',
    // Known to pdfkit, but not to its types.
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    displayTitle: true,
    lang: info.language,
    bufferPages: true,
    autoFirstPage: false,
    // No font but those that are embedded.
    font: null as unknown as string,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    info: {
      Title: info.title,
      Subject: info.subject,
      Author: info.author,
      Creator: 'Assent',
      Producer: 'Assent',
      CreationDate: info.at,
      ModDate: info.at,
    },
  })
  doc.addPage()
  return { doc, y: MARGIN.top }
}

/** Begins another page where less than `height` is left of this one. */
export function makeRoom(sheet: Sheet, height: number): void {
  if (sheet.y + height <= PAGE.height - MARGIN.bottom) return
  sheet.doc.addPage()
  sheet.y = MARGIN.top
}

/** Sets the runs as one structure element beneath `parent`, over as many pages as they take. */
export function setLines(
  sheet: Sheet,
  parent: Element,
  tag: string,
  runs: readonly Run[],
  setting: Setting & { readonly language?: string },
): void {
  const { doc } = sheet
  const { leading, left = MARGIN.left, width = MEASURE, language } = setting
  const element = doc.struct(tag, language === undefined ? {} : { lang: language })
  parent.add(element)
  const isFromRight = isRightToLeft(runs.map(({ text }) => text).join(''))
  if (sheet.y > MARGIN.top) sheet.y += setting.before ?? 0
  const lines = breakLines(runs, width, (run) => widthOf(doc, run, setting.size))
  makeRoom(sheet, leading + (setting.keep ?? 0))
  for (let i = 0; i < lines.length;) {
    makeRoom(sheet, leading)
    // What stands on one page of an element is one sequence of marked content.
    const content = doc.markStructureContent(tag)
    for (; i < lines.length && sheet.y + leading <= PAGE.height - MARGIN.bottom; i++) {
      drawLine(sheet, lines[i] ?? [], { left, width, isFromRight, setting })
      sheet.y += leading
    }
    doc.endMarkedContent()
    element.add(content)
  }
  element.end()
}

function drawLine(
  { doc, y }: Sheet,
  pieces: readonly MeasuredRun[],
  {
    left,
    width,
    isFromRight,
    setting,
  }: { left: number; width: number; isFromRight: boolean; setting: Setting },
): void {
  const text = pieces.map((piece) => piece.text).join('')
  const used = pieces.reduce((sum, piece) => sum + piece.width, 0)
  const isPlain = pieces.every((piece) =>
    faceRuns(piece.text, piece.face).every((run) => run.isCovered),
  )
  const order = visualOrder(pieces, isFromRight)
  // The letters as they were written, where they are drawn in another order or not at all.
  const isSaid = !isPlain || order.some((piece) => piece.isRightToLeft)
  if (isSaid) doc.markContent('Span', { actual: text })
  doc.fillColor(setting.color ?? INK)
  let x = isFromRight ? left + Math.max(0, width - used) : left
  for (const piece of order) {
    drawPiece(doc, piece, { x, y: y + setting.leading * 0.75, size: setting.size })
    x += piece.width
  }
  if (isSaid) doc.endMarkedContent()
}

function drawPiece(
  doc: PDFKit.PDFDocument,
  piece: MeasuredRun & { readonly isRightToLeft: boolean },
  { x, y, size }: { x: number; y: number; size: number },
): void {
  const text = piece.isRightToLeft ? mirrored(piece.text) : piece.text
  const runs = faceRuns(text, piece.face)
  let at = x
  for (const run of piece.isRightToLeft ? runs.toReversed() : runs) {
    useFont(doc, run, size)
    doc.text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' })
    at += doc.widthOfString(run.text)
  }
}

function widthOf(doc: PDFKit.PDFDocument, run: Run, size: number): number {
  return faceRuns(run.text, run.face).reduce((sum, part) => {
    useFont(doc, part, size)
    return sum + doc.widthOfString(part.text)
  }, 0)
}

function useFont(
  doc: PDFKit.PDFDocument,
  { name, font }: ReturnType<typeof faceRuns>[number],
  size: number,
): void {
  // pdfkit takes parsed fonts since 0.20; its types do not say so yet.
  doc.registerFont(name, font as unknown as Buffer)
  doc.font(name, size)
}

/** Brackets that open to the left where the text runs from right to left. */
function mirrored(text: string): string {
  const pairs = '()[]{}<>«»‹›'
  return Array.from(text, (character) => {
    const at = pairs.indexOf(character)
    return at < 0 ? character : (pairs[at % 2 === 0 ? at + 1 : at - 1] ?? character)
  }).join('')
}

/** Something that is drawn and says nothing: a rule, a page number. Nobody is told of it. */
function decorate(
  { doc }: Sheet,
  options: PDFKit.Mixins.MarkingOptions,
  draw: (doc: PDFKit.PDFDocument) => void,
): void {
  doc.markContent('Artifact', options)
  draw(doc)
  doc.endMarkedContent()
}

/** A hairline from one point to another. */
export function rule(
  sheet: Sheet,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
  width = 0.5,
): void {
  decorate(sheet, { type: 'Layout' }, (doc) => {
    doc
      .lineWidth(width)
      .strokeColor(INK)
      .moveTo(...from)
      .lineTo(...to)
      .stroke()
  })
}

export function setFooter(
  sheet: Sheet,
  line: (page: string) => readonly [left: Run, right: Run][],
): void {
  const { start, count } = sheet.doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    sheet.doc.switchToPage(page)
    const lines = line(`Page ${String(page + 1)} of ${String(count)}`)
    decorate(sheet, { type: 'Pagination' }, (doc) => {
      lines.forEach(([left, right], i) => {
        const y = PAGE.height - MARGIN.bottom + 34 + i * 11
        doc.fillColor(SOFT)
        const at = PAGE.width - MARGIN.right - widthOf(doc, right, 8)
        const plain = { isRightToLeft: false, width: 0 }
        drawPiece(doc, { ...left, ...plain }, { x: MARGIN.left, y, size: 8 })
        drawPiece(doc, { ...right, ...plain }, { x: at, y, size: 8 })
      })
    })
  }
}
