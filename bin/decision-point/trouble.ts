import { faultOf } from '#lib/http/fault.ts'
import { log } from '#lib/log.ts'

const PAUSE_MS = 50
const PAUSE_MAX_MS = 1_000

/** What goes wrong again and again: the log has one line for each way in which it does, and one when it is over. */
export class Trouble {
  #times = 0
  #last = ''

  met(error: unknown, what: string): void {
    const { at, ...fault } = faultOf(error)
    const line = JSON.stringify([what, fault])
    if (line !== this.#last) log.error({ ...fault, at }, what)
    this.#last = line
    this.#times++
  }

  over(): void {
    if (this.#times > 0) log.info('the record is followed again')
    this.#times = 0
    this.#last = ''
  }

  /** Longer and longer; 0 where there is none. */
  get pauseMs(): number {
    return this.#times === 0 ? 0 : Math.min(PAUSE_MS * 2 ** (this.#times - 1), PAUSE_MAX_MS)
  }
}
