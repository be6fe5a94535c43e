import type { DecisionKey } from '#lib/auth/key-ring.ts'
import type { StateChange } from '#lib/domain/decision/change-draft.ts'
import { beginEvents, EventStream } from './event-stream.ts'
import type { Asking, Exchange } from './exchange.ts'
import { RequestFault } from './evaluation.ts'
import { answerFlag, flagsIn, flagsTag, readFlagContext, type FlagContext } from './flags.ts'
import type { Decide } from './authzen.ts'
import { decideEvaluation } from './decide-evaluation.ts'
import { decider } from './serve-authzen.ts'
import type { DecisionPoint } from './decision-point.ts'
import { openToken, signToken } from './signed-token.ts'

/** `POST /ofrep/v1/evaluate/flags/{key}` (OFREP 0.3.0). */
export function serveFlag(point: DecisionPoint, asking: Asking, encoded: string): void {
  const { exchange, key } = asking
  const name = decoded(encoded)
  exchange.withJson((json) => {
    const flag = flagsIn(point.live.snapshot).find((each) => each.key === name)
    if (flag === undefined) {
      const details = { key: name, errorCode: 'FLAG_NOT_FOUND' }
      exchange.refuse(404, 'no feature and no category of sharing is called so', details)
      return
    }
    const context = withKey(name, () => contextFor(json, asking, point))
    exchange.reply(200, JSON.stringify(answerFlag(flag, context, decider(point, key, 'ofrep'))))
  })
}

/** `POST /ofrep/v1/evaluate/flags`: all of them, with where to hear of changes. */
export function serveFlags(point: DecisionPoint, asking: Asking): void {
  const { exchange, key } = asking
  exchange.withJson((json) => {
    const context = contextFor(json, asking, point)
    const flags = answerFlags(point, context, decider(point, key, 'ofrep'))
    const etag = flagsTag(flags)
    exchange.also('etag', etag)
    if (exchange.request.headers['if-none-match'] === etag) {
      exchange.replyEmpty(304)
      return
    }
    const token = signToken(key, 'ofrep stream', context, point.now() + STREAM_MS)
    const url = `${point.url}/ofrep/v1/events?token=${token}`
    const eventStreams = [{ type: 'sse', url, inactivityDelaySec: INACTIVITY_SECONDS }]
    exchange.reply(200, JSON.stringify({ flags, eventStreams }))
  })
}

const INACTIVITY_SECONDS = 120

/** For how long an address of a stream is good, in milliseconds. */
const STREAM_MS = 60 * 60_000

/**
 * `GET /ofrep/v1/events?token=…`: says to fetch again, whenever one of the flags that the token is about is
 * another than it was.
 */
export function serveFlagEvents(point: DecisionPoint, exchange: Exchange): void {
  const token = exchange.searchParams.get('token') ?? ''
  const opened = openToken(point.keys, 'ofrep stream', token, point.now())
  if (opened === null) {
    exchange.refuse(401, 'this address of a stream is not good, or no longer')
    return
  }
  // As it was signed here.
  const context = opened.about as FlagContext
  beginEvents(exchange)
  followFlags(point, exchange, () => point.keys.get(opened.key.id), context)
}

/** However much changes, the flags are looked at so often at most, in milliseconds. */
const LOOK_MS = 20
/** A stream says that it is there, in milliseconds. */
const COMMENT_MS = 15_000

function followFlags(
  point: DecisionPoint,
  { response }: Exchange,
  keyNow: () => DecisionKey | null,
  context: FlagContext,
): void {
  const stream = new EventStream(response)
  let last = ''
  let isDue: NodeJS.Timeout | null = null
  const look = () => {
    isDue = null
    const key = keyNow()
    if (key === null) {
      response.end()
      return
    }
    const etag = flagsTag(answerFlags(point, context, lookerFor(point, key)))
    if (etag === last) return
    const isFirst = last === ''
    last = etag
    if (!isFirst) stream.send(`data: ${JSON.stringify({ type: 'refetchEvaluation', etag })}\n\n`)
  }
  const lookSoon = () => (isDue ??= setTimeout(look, LOOK_MS))
  look()
  const alive = setInterval(() => stream.send(': alive\n\n'), COMMENT_MS)
  const leave = point.live.follow({
    changed: (change) => {
      if (isAbout(point, change, context)) lookSoon()
    },
    current: () => undefined,
    aged: lookSoon,
    replaced: lookSoon,
  })
  response.on('close', () => {
    leave()
    clearInterval(alive)
    if (isDue !== null) clearTimeout(isDue)
  })
}

/** Whether a change could make an answer about this person another. */
function isAbout({ live }: DecisionPoint, { records }: StateChange, context: FlagContext): boolean {
  const { snapshot } = live
  const account = context.account === null ? null : snapshot.accountOf(context.account)
  const meeting =
    context.meeting === null ? null : snapshot.meetingOf(context.meeting, context.account)
  const { targetingKey } = context
  return records.some((record) => {
    switch (record.type) {
      case 'member':
        return meeting !== null || record.id === targetingKey || record.external === targetingKey
      case 'account':
        return meeting !== null || record.id === account?.id
      case 'permission':
      case 'group_permission':
        return meeting !== null || record.account === account?.id
      case 'meeting':
        return record.id === meeting?.id || record.external === context.meeting
      case 'participant':
        return record.meeting === meeting?.id
      default:
        return true
    }
  })
}

function answerFlags({ live }: DecisionPoint, context: FlagContext, decide: Decide) {
  return flagsIn(live.snapshot).map((flag) => answerFlag(flag, context, decide))
}

/** Decides for nobody: whether something changed is no question of the platform's. */
function lookerFor({ live, now }: DecisionPoint, key: DecisionKey): Decide {
  return (asked) => {
    const answer = decideEvaluation(live.snapshot, asked, key, now())
    return { id: '', answer, askAt: null, isAgain: false }
  }
}

/** A key of one account asks about that account, unless it says another: which it does not know. */
function contextFor(json: unknown, { key, page }: Asking, { live }: DecisionPoint): FlagContext {
  const context = readFlagContext(json)
  const asked = { ...context, account: context.account ?? key.accountId }
  const person = page?.person ?? null
  if (person === null) return asked
  const { targetingKey, subject, meeting, account } = asked
  const isTheirs =
    targetingKey === person.targetingKey &&
    subject === person.subject &&
    meeting === person.meeting &&
    live.snapshot.accountOf(account ?? '')?.id === person.account
  if (isTheirs) return asked
  throw new RequestFault('this token is about another person or meeting', {
    errorCode: 'INVALID_CONTEXT',
  })
}

/** OFREP names the flag in what is wrong with a question about one. */
function withKey<Value>(key: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RequestFault)) throw error
    throw new RequestFault(error.message, { key, ...error.details })
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
