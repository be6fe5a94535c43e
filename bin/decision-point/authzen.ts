import { setImmediate as giveWay } from 'node:timers/promises'
import { answerMembers, quoted, type Answer } from '@assent/decision'
import type { Evaluation } from './evaluation.ts'
import type { WhereToAsk } from './where-to-ask.ts'
import { readEvaluation, RequestFault } from './evaluation.ts'
import { isObject, type JsonObject } from './read-body.ts'

/** As many questions in one request as are answered; more are refused. */
const EVALUATIONS_MAX = 1_000

/** Decides one question, and keeps account of it. */
export type Decide = (asked: Evaluation) => Decided

export type Decided = {
  readonly answer: Answer
  readonly id: string
  /** Where what is lacking can be asked for; null where asking would help nobody. */
  readonly askAt: WhereToAsk | null
  /** Whether it comes with the approval of an earlier request: then a no says what to do next. */
  readonly isAgain: boolean
}

/** One question. The answer as JSON of ASCII. @throws RequestFault */
export function answerEvaluation(json: unknown, decide: Decide): string {
  if (!isObject(json)) throw new RequestFault('the body must be a JSON object')
  return evaluationText(decide(readEvaluation(json)))
}

/**
 * The answer as AuthZEN has it, section 6.2; its `context` says why (packages/decision, "Answers"). Written
 * out by hand: to make an object first and text of it then took longer than to decide.
 */
function evaluationText({ answer, id, askAt, isAgain }: Decided): string {
  if (answer.decision === 'permit')
    return `{"decision":true,"context":{"evaluation_id":"${id}",${permitTexts.rest(answer)}}}`
  const request = askAt === null ? '' : `,"access_request":${requestText(askAt)}`
  const next = isAgain ? `,"next_action":"${askAt === null ? 'none' : 'request'}"` : ''
  return `{"decision":false,"context":{"evaluation_id":"${id}",${restOf(answer)}${request}${next}}}`
}

function restOf(answer: Answer): string {
  const reason = answer.reasons[0]?.code
  return (
    answerMembers(answer) +
    `,"reason":${reason === undefined ? 'null' : `"${reason}"`}` +
    `,"reason_user":{"en":${quoted(answer.sentence)}}`
  )
}

/** In one batch, and in one millisecond, many are told yes in the same words. */
class PermitTexts {
  #last: Answer | null = null
  #text = ''

  rest(answer: Answer): string {
    if (this.#last === null || !areAlike(this.#last, answer)) {
      this.#text = inOnePiece(restOf(answer))
      this.#last = answer
    }
    return this.#text
  }
}

const permitTexts = new PermitTexts()

/**
 * The same text, no longer in the pieces that it was put together from: V8 joins them where a character is
 * asked for, and would otherwise join them anew in each answer that has the text in it.
 */
function inOnePiece(text: string): string {
  text.charCodeAt(0)
  return text
}

/** Whether two answers are the same one, but perhaps for whom they are about. */
function areAlike(one: Answer, other: Answer): boolean {
  const keys = Object.keys(one) as (keyof Answer)[]
  return keys.every((key) => one[key] === other[key])
}

/** A token is base64url, and the rest is our own addresses. */
function requestText({ endpoint, expiresAt, bindingToken, formUrl }: WhereToAsk): string {
  return (
    `{"endpoint":${quoted(endpoint)},"expires_at":"${new Date(expiresAt).toISOString()}"` +
    `,"binding_token":"${bindingToken}","form_url":${quoted(formUrl)}}`
  )
}

/**
 * Several questions, section 7: what a question does not say is as the request says for all of them. One
 * that is no question is a no by itself. Others are answered in between. The answers as JSON of ASCII. @throws RequestFault
 */
export async function answerEvaluations(json: unknown, decide: Decide): Promise<string> {
  if (!isObject(json)) throw new RequestFault('the body must be a JSON object')
  const { evaluations } = json
  if (evaluations === undefined) return answerEvaluation(json, decide)
  if (!Array.isArray(evaluations)) throw new RequestFault('evaluations must be an array')
  if (evaluations.length === 0) return answerEvaluation(json, decide)
  if (evaluations.length > EVALUATIONS_MAX)
    throw new RequestFault(
      `evaluations has ${evaluations.length} members; at most ${EVALUATIONS_MAX} are answered at once`,
    )
  const stopsAt = semanticOf(json)
  const defaults = defaultsIn(json)
  let texts = ''
  let began = performance.now()
  for (const each of evaluations as readonly unknown[]) {
    const { decision, text } = answerOne(each, defaults, decide)
    texts += texts === '' ? text : `,${text}`
    if (decision === stopsAt) break
    if (performance.now() - began > SLICE_MS) {
      await giveWay()
      began = performance.now()
    }
  }
  return `{"evaluations":[${texts}]}`
}

/** So long at once is nobody else's question answered. */
const SLICE_MS = 4

const ENTITIES = ['subject', 'action', 'resource', 'context'] as const

function answerOne(
  json: unknown,
  defaults: JsonObject | null,
  decide: Decide,
): { readonly decision: boolean; readonly text: string } {
  try {
    if (!isObject(json)) throw new RequestFault('an evaluation must be an object')
    const decided = decide(readEvaluation(defaults === null ? json : withDefaults(json, defaults)))
    return { decision: decided.answer.decision === 'permit', text: evaluationText(decided) }
  } catch (error) {
    if (!(error instanceof RequestFault)) throw error
    const fault = `{"status":400,"message":${quoted(error.message)}}`
    return { decision: false, text: `{"decision":false,"context":{"error":${fault}}}` }
  }
}

/** Null where nothing is said for all. @throws RequestFault */
function defaultsIn(json: JsonObject): JsonObject | null {
  for (const name of ENTITIES)
    if (json[name] !== undefined && !isObject(json[name]))
      throw new RequestFault(`${name} must be an object`)
  return ENTITIES.some((name) => json[name] !== undefined) ? json : null
}

/** A member of its own stands for the whole of the common one, but for what every such member must have. */
function withDefaults(json: JsonObject, defaults: JsonObject): JsonObject {
  const { subject, action, resource, context } = json
  return {
    subject: memberWith(subject, defaults['subject']),
    action: memberWith(action, defaults['action']),
    resource: memberWith(resource, defaults['resource']),
    context: context ?? defaults['context'],
  }
}

function memberWith(own: unknown, common: unknown): unknown {
  if (own === undefined) return common
  if (!isObject(own) || !isObject(common)) return own
  const { type = common['type'], id = common['id'], name = common['name'] } = own
  return { ...own, type, id, name }
}

/** The decision that ends the answering; null for none. @throws RequestFault */
function semanticOf({ options }: JsonObject): boolean | null {
  if (options === undefined) return null
  if (!isObject(options)) throw new RequestFault('options must be an object')
  switch (options['evaluations_semantic'] ?? 'execute_all') {
    case 'execute_all':
      return null
    case 'deny_on_first_deny':
      return false
    case 'permit_on_first_permit':
      return true
    default:
      throw new RequestFault(
        'options.evaluations_semantic must be execute_all, deny_on_first_deny or permit_on_first_permit',
      )
  }
}
