/** Wakes whoever waits for it; one that rang before anybody waited is heard at once. */
export class Bell {
  #hasRung = false
  #wake: (() => void) | null = null

  ring(): void {
    this.#hasRung = true
    this.#wake?.()
  }

  /** Until it rings, or for so many milliseconds. */
  async heard(withinMs: number): Promise<void> {
    if (!this.#hasRung)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    this.#hasRung = false
    this.#wake = null
  }
}
