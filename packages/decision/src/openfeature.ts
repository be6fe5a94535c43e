import { isPlainPermit, type Answer } from './answer.ts'
import type { ConsentClient } from './client/create-client.ts'
import type { Question } from './question.ts'

/** The SDK's `OpenFeatureEventEmitter`, as far as it is needed. */
export interface ProviderEvents {
  emit(event: string, details?: { message?: string }): void
}

/** The SDK's evaluation context: what the question is made of, by name. */
type FlagContext = Readonly<Record<string, unknown>>

type Resolved = {
  readonly value: boolean
  readonly reason: string
  readonly variant: string
  readonly flagMetadata: Record<string, string | number | boolean>
}

/**
 * Consent as boolean flags, for `@openfeature/server-sdk`: the flag's key is a feature's or a sharing purpose's.
 * The context names `meeting` with `roster` and, where one is meant, `participant`; or `account` and
 * `member` (`targetingKey` where that is missing), for sharing with `category`. True only for a permit
 * without obligations. `events` is `new OpenFeatureEventEmitter()` of the SDK in use.
 */
export function serverProvider<E extends ProviderEvents>(client: ConsentClient, events: E) {
  const resolve = resolving(client)
  return {
    ...commonParts(client, events),
    runsOn: 'server' as const,
    resolveBooleanEvaluation: (key: string, _: boolean, context: FlagContext) =>
      Promise.resolve(resolve(key, context)),
    resolveStringEvaluation: (key: string) => Promise.reject(new FlagTypeError(key)),
    resolveNumberEvaluation: (key: string) => Promise.reject(new FlagTypeError(key)),
    resolveObjectEvaluation: (key: string) => Promise.reject(new FlagTypeError(key)),
  }
}

/** The same for `@openfeature/web-sdk`; README.md says what a page must not hold. */
export function webProvider<E extends ProviderEvents>(client: ConsentClient, events: E) {
  const resolve = resolving(client)
  const refuse = (key: string): never => {
    throw new FlagTypeError(key)
  }
  return {
    ...commonParts(client, events),
    runsOn: 'client' as const,
    resolveBooleanEvaluation: (key: string, _: boolean, context: FlagContext) =>
      resolve(key, context),
    resolveStringEvaluation: refuse,
    resolveNumberEvaluation: refuse,
    resolveObjectEvaluation: refuse,
  }
}

/** The SDK reads `code` and gives the caller's default. */
class FlagTypeError extends Error {
  readonly code = 'TYPE_MISMATCH'

  constructor(key: string) {
    super(`${key} is a boolean flag`)
  }
}

/**
 * Without `initialize`, on purpose: until that is done the SDK answers with the caller's default, which may be
 * true. So each evaluation comes here from the first on, and is false until the client knows better; that it
 * cannot yet is told as STALE. Who wants to wait awaits the client's `waitUntilReady`.
 */
function commonParts<E extends ProviderEvents>(client: ConsentClient, events: E) {
  let was = 'PROVIDER_READY'
  let revision = -1
  const look = () => {
    const is = client.status === 'current' ? 'PROVIDER_READY' : 'PROVIDER_STALE'
    if (is !== was) events.emit(is)
    was = is
  }
  const remove = client.onChange((news) => {
    look()
    if (news.revision !== revision) events.emit('PROVIDER_CONFIGURATION_CHANGED')
    revision = news.revision
  })
  // After the SDK has begun to listen, which it does when the provider is set.
  queueMicrotask(look)
  return {
    metadata: { name: 'assent' },
    events,
    onClose: () => {
      remove()
      return Promise.resolve()
    },
  }
}

/** Never with an error code: the SDK would answer that with the caller's default. */
function resolving(client: ConsentClient) {
  return (key: string, context: FlagContext): Resolved => {
    const answer = client.decide(questionOf(key, context))
    const { obligations, reasons, termsVersions, revision, stateAge } = answer
    const value = isPlainPermit(answer)
    return {
      value,
      variant: value ? 'permitted' : 'denied',
      reason: reasonOf(client, answer),
      flagMetadata: {
        code: reasons[0]?.code ?? '',
        obligations: obligations.map(({ type }) => type).join(','),
        termsVersions: termsVersions.join(','),
        revision,
        ...(answer.observedUntil === null
          ? {}
          : { observedUntil: new Date(answer.observedUntil).toISOString() }),
        stateAgeMs: Number.isFinite(stateAge) ? stateAge : -1,
        sentence: answer.sentence,
      },
    }
  }
}

function reasonOf({ status }: ConsentClient, { reasons }: Answer): string {
  if (reasons[0]?.level === 'question') return 'ERROR'
  return status === 'current' ? 'TARGETING_MATCH' : 'STALE'
}

function questionOf(purpose: string, context: FlagContext): Question {
  const text = (name: string) => {
    const value = context[name]
    return typeof value === 'string' ? value : undefined
  }
  const account = text('account')
  const meeting = text('meeting')
  if (meeting === undefined) {
    const member = text('member') ?? text('targetingKey') ?? ''
    const category = text('category') ?? null
    return { kind: 'member', account: account ?? '', member, purpose, category }
  }
  const participant = text('participant')
  const roster = context['roster']
  return {
    kind: 'feature',
    meeting,
    purpose,
    roster: typeof roster === 'number' ? roster : null,
    ...(account === undefined ? {} : { account }),
    ...(participant === undefined ? {} : { participant }),
  }
}
