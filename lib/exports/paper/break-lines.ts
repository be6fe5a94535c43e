import type { Face } from './faces.ts'

/** Some text in one face. */
export type Run = { readonly text: string; readonly face: Face }

export type MeasuredRun = Run & { readonly width: number }

/**
 * The runs in lines no wider than `width`, broken between words; a word that is wider, such as a digest,
 * is broken where it has to be. Every character stands in exactly one line, the spaces at its end too: who
 * reads the text aloud or copies it needs them (PDF/UA-1, 7.1).
 */
export function breakLines(
  runs: readonly Run[],
  width: number,
  measure: (run: Run) => number,
): MeasuredRun[][] {
  const lines: MeasuredRun[][] = [[]]
  let used = 0
  const place = (piece: MeasuredRun) => {
    const isSpace = piece.text.trim() === ''
    if (used > 0 && used + piece.width > width && !isSpace) {
      lines.push([])
      used = 0
    }
    lines.at(-1)?.push(piece)
    used += piece.width
  }
  for (const piece of runs.flatMap(pieces)) {
    if (piece.text === '\n') {
      lines.push([])
      used = 0
      continue
    }
    const measured = { ...piece, width: measure(piece) }
    if (measured.width <= width) place(measured)
    else for (const part of brokenUp(piece, width, measure)) place(part)
  }
  return lines
}

/** Words, spaces and line ends; each ideograph is a word of its own. */
function pieces({ text, face }: Run): Run[] {
  const found = text.match(
    /\n|[^\S\n]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu,
  )
  return (found ?? []).map((piece) => ({ text: piece, face }))
}

function brokenUp(
  { text, face }: Run,
  width: number,
  measure: (run: Run) => number,
): MeasuredRun[] {
  const parts: MeasuredRun[] = []
  for (const character of text) {
    const last = parts.at(-1)
    const longer = { text: (last?.text ?? '') + character, face }
    const longerWidth = measure(longer)
    if (last !== undefined && longerWidth <= width)
      parts[parts.length - 1] = { ...longer, width: longerWidth }
    else {
      const alone = { text: character, face }
      parts.push({ ...alone, width: measure(alone) })
    }
  }
  return parts
}
