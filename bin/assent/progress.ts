/** How far a long piece of work is: a bar on a terminal, else a line now and then. Written to standard error. */
export type Progress = {
  readonly at: (done: number) => void
  /** Takes the bar away, so that something else can be printed. */
  readonly clear: () => void
}

export function progressOf(what: string, total: number, unit = 'files'): Progress {
  const { stderr } = process
  if (stderr.isTTY)
    return {
      at: (done) => stderr.write(`\r\u001B[K${barOf(done, total)} ${done} of ${total}  ${what}`),
      clear: () => stderr.write('\r\u001B[K'),
    }
  return {
    at: (done) => {
      if (done < total) console.error(`${what}: ${done} of ${total} ${unit}`)
    },
    clear: () => undefined,
  }
}

const WIDTH = 30

function barOf(done: number, total: number): string {
  const filled = Math.floor((done / Math.max(total, 1)) * WIDTH)
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
}
