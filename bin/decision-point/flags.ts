import { createHash } from 'node:crypto'
import { isPlainPermit, type Answer, type Snapshot } from '@assent/decision'
import type { Decide } from './authzen.ts'
import { RequestFault, type Evaluation } from './evaluation.ts'
import { isObject, type JsonObject } from './read-body.ts'

/** A question as a flag: a feature by its key, a category of a sharing purpose as `purpose.category`. */
export type Flag = {
  readonly key: string
  readonly purpose: string
  readonly category: string | null
}

/** OFREP 0.3.0, `evaluationSuccess`. True only for a permit that asks for nothing but a mark on what comes of it. */
export type FlagAnswer = {
  readonly key: string
  readonly value: boolean
  readonly reason: 'TARGETING_MATCH'
  readonly variant: 'permit' | 'permit_with_obligations' | 'deny'
  readonly metadata: Readonly<Record<string, string | number | boolean>>
}

/** Who and what flags are asked about. */
export type FlagContext = {
  readonly targetingKey: string
  readonly subject: 'user' | 'guest'
  readonly account: string | null
  readonly meeting: string | null
  readonly roster: number | null
}

/** @throws RequestFault with OFREP's code */
export function readFlagContext(json: unknown): FlagContext {
  const context = isObject(json) ? json['context'] : undefined
  if (!isObject(context)) throw invalid('context is missing, or is no object')
  const { targetingKey, account, meeting, roster, subject } = context
  if (targetingKey === undefined || targetingKey === '')
    throw new RequestFault('context.targetingKey is missing', {
      errorCode: 'TARGETING_KEY_MISSING',
    })
  if (typeof targetingKey !== 'string') throw invalid('context.targetingKey must be a string')
  return {
    targetingKey,
    subject: subject === 'guest' ? 'guest' : 'user',
    account: optionalText(account, 'account'),
    meeting: optionalText(meeting, 'meeting'),
    roster: typeof roster === 'number' ? roster : null,
  }
}

/** All that is asked about now, in the catalogue's order. */
export function flagsIn({ questions, purposes }: Snapshot): readonly Flag[] {
  return questions
    .filter(({ purpose, ceilings }) => ceilings !== null && purposes.has(purpose))
    .map(({ purpose, category }) => ({
      key: category === null ? purpose : `${purpose}.${category}`,
      purpose,
      category,
    }))
}

export function answerFlag(flag: Flag, context: FlagContext, decide: Decide): FlagAnswer {
  const { answer } = decide(evaluationOf(flag, context))
  const isPermit = answer.decision === 'permit'
  const value = isPlainPermit(answer)
  return {
    key: flag.key,
    value,
    reason: 'TARGETING_MATCH',
    variant: value ? 'permit' : isPermit ? 'permit_with_obligations' : 'deny',
    metadata: metadataOf(answer),
  }
}

/** The same as long as nothing in it is another: what is only newer is left out. */
export function flagsTag(flags: readonly FlagAnswer[]): string {
  return `"${createHash('sha256').update(JSON.stringify(flags)).digest('base64url').slice(0, 27)}"`
}

/** What changes with every answer is no part of it, or no answer would be like the one before. */
function metadataOf(answer: Answer): FlagAnswer['metadata'] {
  const { reasons, sentence, termsVersions, mode, observedUntil, obligations } = answer
  const marking = obligations.find(({ type }) => type === 'mark_output')
  return {
    sentence,
    termsVersions: termsVersions.join(' '),
    ...(reasons[0] === undefined ? {} : { reason: reasons[0].code }),
    ...(mode === null ? {} : { mode }),
    ...(marking?.type === 'mark_output' ? { markOutput: marking.mark } : {}),
    ...(observedUntil === null ? {} : { observedUntil: new Date(observedUntil).toISOString() }),
  }
}

/** Features in a meeting, where one is named; else the person alone, in their own account. */
function evaluationOf({ purpose, category }: Flag, context: FlagContext): Evaluation {
  const { targetingKey, subject, account, meeting, roster } = context
  const properties: JsonObject =
    meeting !== null && category === null ? { account, roster } : { category }
  return {
    subject: { type: subject, id: targetingKey, properties: {} },
    action: { name: purpose },
    resource:
      meeting !== null && category === null
        ? { type: 'meeting', id: meeting, properties }
        : { type: 'account', id: account ?? '', properties },
    context: {},
  }
}

function optionalText(value: unknown, name: string): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  throw invalid(`context.${name} must be a string`)
}

function invalid(message: string): RequestFault {
  return new RequestFault(message, { errorCode: 'INVALID_CONTEXT' })
}
