import type { Answer } from '@assent/decision'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Audit } from './audit.ts'
import type { LiveState } from './live-state.ts'

/** What Prometheus reads at /metrics. Nothing in it is about a person or an account. */
export class Metrics {
  readonly #registry = new Registry()
  #permits = 0
  #denials = new Map<string, number>()
  readonly #responses = new Map<number, number>()
  readonly #durations: Histogram

  constructor() {
    const registers = [this.#registry]
    collectDefaultMetrics({ register: this.#registry })
    this.#durations = new Histogram({
      name: 'assent_decision_request_seconds',
      help: 'From a request to the end of its answer; streams are not among them.',
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5],
      registers,
    })
    this.#counted('assent_decision_permits_total', 'Questions answered with yes.', () => [
      { labels: {}, value: this.#permits },
    ])
    this.#counted(
      'assent_decision_denials_total',
      'Questions answered with no, by the first reason.',
      () => [...this.#denials].map(([reason, value]) => ({ labels: { reason }, value })),
    )
    this.#counted('assent_decision_responses_total', 'Answered requests, by their status.', () =>
      [...this.#responses].map(([status, value]) => ({
        labels: { status: String(status) },
        value,
      })),
    )
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }

  /** What there is to say of the state and of what is kept of the answers. */
  watch(live: LiveState, audit: Audit, now: () => number): void {
    const gauges: [string, string, () => number][] = [
      [
        'assent_decision_ready',
        'Whether the state is current: 1 or 0.',
        () => (live.isCurrent(now()) ? 1 : 0),
      ],
      [
        'assent_decision_state_age_seconds',
        'Since the state was last known to be current.',
        () => (now() - live.snapshot.heardAt) / 1000,
      ],
      ['assent_decision_accounts', 'Accounts in the state.', () => live.snapshot.accounts.length],
      [
        'assent_decision_members',
        'Members in the state, and who left since it was read.',
        () => live.snapshot.members.count,
      ],
      ['assent_decision_meetings', 'Meetings in the state.', () => live.snapshot.meetings.size],
      ['assent_decision_followers', 'Open streams.', () => live.followerCount],
    ]
    for (const [name, help, value] of gauges) this.#gauge(name, help, value)
    this.#counted('assent_decision_audit_written_total', 'Answers that were kept.', () => [
      { labels: {}, value: audit.written },
    ])
    this.#counted(
      'assent_decision_audit_lost_total',
      'Answers that were to be kept and could not be.',
      () => [{ labels: {}, value: audit.lost }],
    )
  }

  responded(status: number): void {
    this.#responses.set(status, (this.#responses.get(status) ?? 0) + 1)
  }

  /** In milliseconds. A stream has no length. */
  answered(took: number): void {
    this.#durations.observe(took / 1000)
  }

  decided({ decision, reasons }: Answer): void {
    if (decision === 'permit') this.#permits++
    else {
      const reason = reasons[0]?.code ?? 'NONE'
      this.#denials.set(reason, (this.#denials.get(reason) ?? 0) + 1)
    }
  }

  /** Counted by us, and told when asked: to tell at each question would cost more than to answer it. */
  #counted(
    name: string,
    help: string,
    values: () => readonly { readonly labels: Record<string, string>; readonly value: number }[],
  ): void {
    const labelNames = LABELS
    new Counter({
      name,
      help,
      labelNames,
      registers: [this.#registry],
      collect() {
        this.reset()
        for (const { labels, value } of values()) this.inc(labels, value)
      },
    })
  }

  #gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(value())
      },
    })
  }
}

const LABELS = ['reason', 'status'] as const
