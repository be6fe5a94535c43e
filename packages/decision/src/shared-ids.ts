/** Which records carry an id of the platform's: mostly one, and where several do, all of them. */
export class SharedIds {
  readonly #ids = new Map<string, readonly string[]>()

  get(external: string): readonly string[] {
    return this.#ids.get(external) ?? []
  }

  add(external: string | null, id: string): void {
    if (external !== null) this.#ids.set(external, [...this.get(external), id])
  }

  remove(external: string | null, id: string): void {
    if (external === null) return
    const left = this.get(external).filter((each) => each !== id)
    if (left.length === 0) this.#ids.delete(external)
    else this.#ids.set(external, left)
  }
}
