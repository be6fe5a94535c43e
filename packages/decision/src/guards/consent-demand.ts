import type { Answer, Obligation } from '../answer.ts'
import type { AnswerLevel } from '../answer-reason.ts'
import type { ConsentClient, MeetingNow } from '../client/create-client.ts'
import { decideSoon } from '../client/decide-soon.ts'

/** What a route needs a yes to. */
export type ConsentDemand<Asking> = {
  readonly feature: string
  /** The meeting that the request is about; null where it names none, which is a no. */
  readonly meeting: (request: Asking) => MeetingNow | null | Promise<MeetingNow | null>
  /** Obligations that the route meets itself, by `consentOf(request)`; with any other one the answer is no. */
  readonly meets?: readonly Obligation['type'][]
  /** The address at which people can be asked; it is told with a no. */
  readonly askAt?: (request: Asking) => string
  /** For how long to wait until the state has seen the roster that the request names. */
  readonly waitMs?: number
}

/** The answer that a guarded route runs on, or was refused by. */
export function consentOf(request: object): Answer | undefined {
  return answers.get(request)
}

const answers = new WeakMap<object, Answer>()

/** A refusal in the form of RFC 9457, for whoever asked to run the feature: often a host. */
export type ConsentProblem = {
  readonly type: string
  readonly title: string
  readonly status: 403
  /** The sentence for a host. */
  readonly detail: string
  readonly feature: string
  /** Codes; of single people it is said only that not everyone is in. */
  readonly reasons: readonly string[]
  readonly ask_at?: string
}

export const PROBLEM_TYPE = 'application/problem+json'

/** Null where the route may run; also where decisions are only watched, as the answer then says. */
export async function refusalOf<Asking extends object>(
  client: ConsentClient,
  demand: ConsentDemand<Asking>,
  request: Asking,
): Promise<ConsentProblem | null> {
  const { id, ...named } = (await demand.meeting(request)) ?? { id: '', roster: 0 }
  const question = { ...named, kind: 'feature', meeting: id, purpose: demand.feature } as const
  const patience = AbortSignal.timeout(demand.waitMs ?? WAIT_MS)
  const answer = await decideSoon(client, question, patience)
  answers.set(request, answer)
  const unmet = answer.obligations.filter(({ type }) => demand.meets?.includes(type) !== true)
  if (answer.decision === 'permit' && unmet.length === 0) return null
  if (answer.observedUntil !== null) return null
  return {
    type: 'urn:assent:problem:consent-missing',
    title: 'Consent is missing',
    status: 403,
    detail: unmet.length === 0 ? answer.sentence : unmetSentence(unmet),
    feature: demand.feature,
    reasons: reasonsForHosts(answer, unmet),
    ...(demand.askAt === undefined ? {} : { ask_at: demand.askAt(request) }),
  }
}

const WAIT_MS = 1_000

function unmetSentence(unmet: readonly Obligation[]): string {
  const needed = unmet.map(({ type }) => ONLY_WHERE[type]).join(' and ')
  return `This may run only where ${needed}, and that is not so here.`
}

const ONLY_WHERE: Readonly<Record<Obligation['type'], string>> = {
  show_notice: 'everybody has been shown the notice',
  leave_out: 'people can be left out',
  listen_only: 'whoever has not answered only listens',
  mark_output: 'what it makes is marked as generated',
}

/** A code or a count of a few people would point at who said no. */
function reasonsForHosts({ reasons }: Answer, unmet: readonly Obligation[]): readonly string[] {
  const codes = reasons.map(({ code, level }) => (isAboutPeople(level) ? 'NOT_EVERYONE' : code))
  return [...new Set([...codes, ...unmet.map(({ type }) => `UNMET_${type.toUpperCase()}`)])]
}

function isAboutPeople(level: AnswerLevel): boolean {
  return ['group', 'other_account', 'member', 'participant'].includes(level)
}
