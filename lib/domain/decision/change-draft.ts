import { STATE_FORMAT, type StateRecord } from '@assent/decision'

/** A change of the state as it travels (packages/decision/README.md, "The state"). */
export type StateChange = {
  readonly format: string
  /** The position that the change before it led to. */
  readonly after: number
  readonly position: number
  readonly questions: readonly (readonly [purpose: string, category: string | null])[]
  readonly bases: readonly string[]
  readonly records: readonly StateRecord[]
}

type Asked = { readonly purpose: string; readonly category: string | null }

/** Collects the records of one change, and numbers the questions and bases that they speak of. */
export class ChangeDraft {
  readonly records: StateRecord[] = []
  /** What accounts are called in the portal's addresses, by their ids: for whoever sends people there. */
  readonly slugs = new Map<string, string>()
  readonly #questions = new Map<string, readonly [string, string | null]>()
  readonly #bases: string[] = []
  readonly #questionNumbers = new Map<string, number>()
  readonly #basisNumbers = new Map<string, number>()

  add(record: StateRecord): void {
    this.records.push(record)
  }

  /** From 0, in this change alone. */
  questionNumber({ purpose, category }: Asked): number {
    const key = JSON.stringify([purpose, category])
    const known = this.#questionNumbers.get(key)
    if (known !== undefined) return known
    const number = this.#questions.size
    this.#questions.set(key, [purpose, category])
    this.#questionNumbers.set(key, number)
    return number
  }

  /** From 1, in this change alone. */
  basisNumber(id: string): number {
    const known = this.#basisNumbers.get(id)
    if (known !== undefined) return known
    const number = this.#bases.push(id)
    this.#basisNumbers.set(id, number)
    return number
  }

  finish(after: number, position: number): StateChange {
    const questions = [...this.#questions.values()]
    const { records } = this
    return { format: STATE_FORMAT, after, position, questions, bases: this.#bases, records }
  }
}
