import type { Answer, Snapshot } from '@assent/decision'
import type { DecisionKey } from '#lib/auth/key-ring.ts'
import type { KeptAnswer } from '#lib/domain/decision/kept-answer.ts'
import { faultOf } from '#lib/http/fault.ts'
import { log } from '#lib/log.ts'
import type { Evaluation } from './evaluation.ts'

type Noted = {
  readonly id: string
  readonly answer: Answer
  readonly asked: Evaluation
  readonly key: DecisionKey
  readonly interface: KeptAnswer['interface']
}

/** As many as wait while the database is away; what comes beyond them is lost, and counted. */
const WAITING_MAX = 50_000
const AT_ONCE = 1_000
const WRITE_MS = 1_000

/** Keeps a share of the answers, or all, behind the back of whoever asks: no answer waits for it. */
export class Audit {
  written = 0
  lost = 0
  readonly #share: number
  readonly #write: (rows: readonly KeptAnswer[]) => Promise<void>
  readonly #random: () => number
  #waiting: KeptAnswer[] = []
  #writing: Promise<void> | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(
    share: number,
    write: (rows: readonly KeptAnswer[]) => Promise<void>,
    random: () => number = Math.random,
  ) {
    this.#share = share
    this.#write = write
    this.#random = random
  }

  note(noted: Noted, snapshot: Snapshot): void {
    if (this.#share === 0 || (this.#share < 1 && this.#random() >= this.#share)) return
    if (this.#waiting.length >= WAITING_MAX) {
      this.lost++
      return
    }
    this.#waiting.push(rowOf(noted, snapshot))
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      void this.flush()
    }, WRITE_MS)
  }

  /** Writes what waits. What cannot be written waits on. */
  async flush(): Promise<void> {
    await (this.#writing ??= this.#writeAll().finally(() => (this.#writing = null)))
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const rows = this.#waiting.slice(0, AT_ONCE)
      try {
        await this.#write(rows)
      } catch (error) {
        log.warn(faultOf(error), 'answers could not be kept; they wait')
        this.#timer ??= setTimeout(() => {
          this.#timer = null
          void this.flush()
        }, WRITE_MS)
        return
      }
      this.#waiting = this.#waiting.slice(rows.length)
      this.written += rows.length
    }
  }
}

function rowOf({ id, answer, asked, key, ...noted }: Noted, snapshot: Snapshot): KeptAnswer {
  return {
    id,
    at: new Date(answer.evaluatedAt),
    keyId: key.id,
    interface: noted.interface,
    ...idsOf(asked, snapshot),
    purpose: snapshot.purposes.has(answer.purpose) ? answer.purpose : UNKNOWN,
    category: answer.categories.length === 1 ? (answer.categories[0]?.category ?? null) : null,
    isPermitted: answer.decision === 'permit',
    reasons: answer.reasons.map(({ code }) => code),
    obligations: answer.obligations.map(({ type }) => type),
    revision: answer.revision,
    stateAgeMs: Number.isFinite(answer.stateAge)
      ? Math.min(answer.stateAge, 2 ** 31 - 1)
      : 2 ** 31 - 1,
  }
}

/** Whatever was asked about that is not known is kept as nothing. */
const UNKNOWN = ''

function idsOf({ subject, resource }: Evaluation, snapshot: Snapshot) {
  const named = resource.type === 'account' ? resource.id : resource.properties['account']
  const host = typeof named === 'string' ? named : null
  const meeting = resource.type === 'meeting' ? snapshot.meetingOf(resource.id, host) : null
  const account = snapshot.accountOf(meeting?.account ?? host ?? '')
  return {
    accountId: account?.id ?? null,
    subjectId: account === null ? null : memberId(snapshot, account.number, subject.id),
    meetingId: meeting?.id ?? null,
  }
}

function memberId({ members }: Snapshot, account: number, name: string): string | null {
  const row = members.find(account, name)
  return row === null ? null : members.factsOf(row).id
}
