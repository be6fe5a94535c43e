/** A piece of a line: a word, or the space between two. */
export type Piece = { readonly text: string }

export type PlacedPiece<Of extends Piece> = Of & { readonly isRightToLeft: boolean }

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * The pieces of one line from left to right, as they are drawn (after UAX #9, by whole words: what is
 * written from right to left stands in reverse order, and a paragraph begins where its first letter does).
 */
export function visualOrder<Of extends Piece>(
  pieces: readonly Of[],
  isParagraphRightToLeft: boolean,
): PlacedPiece<Of>[] {
  if (!isParagraphRightToLeft && !pieces.some(({ text }) => RIGHT_TO_LEFT.test(text)))
    return pieces.map((piece) => ({ ...piece, isRightToLeft: false }))
  const runs = directionRuns(pieces, isParagraphRightToLeft)
  const ordered = isParagraphRightToLeft ? runs.toReversed() : runs
  return ordered.flatMap((run) => (run[0]?.isRightToLeft === true ? run.toReversed() : run))
}

/** Does the text begin from the right? Its first letter decides. */
export function isRightToLeft(text: string): boolean {
  const [letter] = /\p{L}/u.exec(text) ?? []
  return letter !== undefined && RIGHT_TO_LEFT.test(letter)
}

/** What stands between two words of one direction, such as a space, has it too; else the paragraph's. */
function directionRuns<Of extends Piece>(
  pieces: readonly Of[],
  base: boolean,
): PlacedPiece<Of>[][] {
  const directions = pieces.map(({ text }) =>
    RIGHT_TO_LEFT.test(text) ? true : /[\p{L}\p{N}]/u.test(text) ? false : null,
  )
  const runs: PlacedPiece<Of>[][] = []
  pieces.forEach((piece, i) => {
    const before = directions.slice(0, i).findLast((direction) => direction !== null) ?? base
    const after = directions.slice(i).find((direction) => direction !== null) ?? base
    const direction = directions[i] ?? (before === after ? before : base)
    const placed = { ...piece, isRightToLeft: direction }
    const last = runs.at(-1)
    if (last?.[0]?.isRightToLeft === direction) last.push(placed)
    else runs.push([placed])
  })
  return runs
}
