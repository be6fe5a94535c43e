/**
 * Draws on one line of a terminal how far it is, at most once for each hundredth; `end` takes the line away.
 * Few receipts are done before a line could be read, and get none.
 */
export function progressBar(draw: (text: string) => void, total: number) {
  let drawn = 0
  return {
    advance(done: number): void {
      const percent = Math.floor((done / total) * 100)
      if (total < WORTH_A_BAR || percent === drawn) return
      drawn = percent
      const filled = '█'.repeat(Math.floor(percent / 4)).padEnd(25, '░')
      draw(`\r${filled} ${String(done)} of ${String(total)}`)
    },
    end(): void {
      if (drawn > 0) draw(ERASE_LINE)
    },
  }
}

const WORTH_A_BAR = 200
const ERASE_LINE = '\r\u001b[K'
