import { createHash } from 'node:crypto'
import type { StatedChange } from '#lib/schemas/meetings.ts'
import type { Received } from './webhook.ts'

/** Who came, in the platform's terms. Without a member somebody is a guest. */
export type Arrival = {
  readonly participant: string
  readonly member: string | null
  readonly isHost: boolean
  readonly device?: 'client' | 'phone'
  /** By the platform's own id; the hosting account's where it is left out. */
  readonly account?: string
}

/** Statements of one event. The same event sent again makes the same statements, by the same keys. */
export class Stated {
  readonly #meeting: string
  readonly #event: string
  readonly #at: Date
  readonly #changes: StatedChange[] = []

  /** `event`: what is this event's own, in whatever form. */
  constructor(meeting: string, event: readonly unknown[], at: Date) {
    this.#meeting = meeting
    this.#event = JSON.stringify(event)
    this.#at = at
  }

  joined({ participant, member, isHost, device = 'client', account }: Arrival): this {
    this.#changes.push({
      ...this.#stamp('joined'),
      kind: 'joined',
      participant,
      device,
      place: null,
      minor: null,
      ...(member === null ? {} : { member }),
      ...(account === undefined ? {} : { account }),
    })
    return isHost ? this.hosts(participant) : this
  }

  left(participant: string): this {
    this.#changes.push({ ...this.#stamp(`left ${participant}`), kind: 'left', participant })
    return this
  }

  hosts(participant: string): this {
    this.#changes.push({ ...this.#stamp('host'), kind: 'host_changed', participant })
    return this
  }

  ended(): this {
    this.#changes.push({ ...this.#stamp('ended'), kind: 'ended' })
    return this
  }

  get received(): Received {
    return { kind: 'meeting', meeting: this.#meeting, changes: this.#changes }
  }

  #stamp(what: string): { readonly key: string; readonly at: Date } {
    const digest = createHash('sha256').update(`${this.#event} ${what}`).digest('hex')
    return { key: digest, at: this.#at }
  }
}
