import type { Answer } from '../answer.ts'
import { evaluate, may } from '../evaluate.ts'
import type { Question } from '../question.ts'
import type { Source } from './ask-source.ts'
import { clientStatus, type ClientStatus } from './client-status.ts'
import { followSource } from './follow-source.ts'
import { HeldState } from './held-state.ts'
import { Listeners, type News } from './listeners.ts'
import { fromHere, type Surroundings } from './surroundings.ts'

/** Where to ask, and what the client may use instead of what the machine offers. */
export type ClientOptions = Partial<Surroundings> & {
  /** The decision point's address, such as `https://decisions.example`. */
  readonly url: string
  /** An API key with the scope `decide`. */
  readonly key: string
  /** For how long a feature is answered from the last state when the source cannot be heard: 30 s, and no more. */
  readonly featureMs?: number
  /** Told of what went wrong with the source; the client goes on trying by itself. */
  readonly onError?: (error: unknown) => void
}

/** A meeting as the platform knows it: who asks names the roster that the question rests on. */
export type MeetingNow = {
  /** The record's id, or the platform's. */
  readonly id: string
  /** Who hosts it: needed where two accounts have a meeting of that id. */
  readonly account?: string
  /** As the meetings API told it with the last change of who is there. */
  readonly roster: number
  /** Asked for this one's part alone. */
  readonly participant?: string
}

export type ConsentClient = {
  /** At once, and true only for a permit that asks for nothing: what must first be shown, or leaves somebody out, is false. */
  readonly may: (feature: string, meeting: MeetingNow) => boolean
  /** At once: the answer with its reasons and obligations. Its instants are by the source's clock. */
  readonly decide: (question: Question) => Answer
  readonly status: ClientStatus
  /** Resolves when everything can be answered; rejects with the reason of `signal`, or when the client is closed. */
  readonly waitUntilReady: (options?: { readonly signal?: AbortSignal }) => Promise<void>
  /** Calls after each change that an answer may rest on; ask again then. Gives what ends it. */
  readonly onChange: (listener: (news: News) => void) => () => void
  /** Ends the stream, and every answer is no from then on. */
  readonly close: () => void
}

/**
 * A client that answers from its own copy of the state, kept current by the source's stream (README.md, "The
 * stream"). It starts at once and never throws for what the source does: whatever is stale, unreachable,
 * missed, malformed or unknown is a no. Throws TypeError for options that can never work.
 */
export function createClient(options: ClientOptions): ConsentClient {
  const { url, key, featureMs = FEATURE_MS, onError, ...given } = options
  const source = readSource(url, key)
  if (!(featureMs >= 0 && featureMs <= FEATURE_MS))
    throw new TypeError(`featureMs is 0 to ${FEATURE_MS}`)
  const here = { ...fromHere(), ...given }
  const held = new HeldState(featureMs, { now: here.wall })
  const failed = (error: unknown) => {
    try {
      onError?.(error)
    } catch {
      // Who is told of a fault must not become one: the source is followed all the same.
    }
  }
  const listeners = new Listeners(held, here.after, failed)
  const ending = new AbortController()
  void followSource(source, held, here, { changed: () => listeners.tell(), failed }, ending.signal)
  return {
    may: (feature, meeting) => may(held.answering, questionOf(feature, meeting), held.clock.now()),
    decide: (question) => evaluate(held.answering, question, held.clock.now()),
    get status() {
      return clientStatus(held)
    },
    waitUntilReady: ({ signal } = {}) => listeners.waitUntilReady(signal),
    onChange: (listener) => listeners.add(listener),
    close: () => {
      ending.abort()
      held.forget()
      listeners.close()
    },
  }
}

/** The rule's own limit: a client may be stricter, and never more patient. */
const FEATURE_MS = 30_000

function questionOf(purpose: string, { id, ...named }: MeetingNow): Question {
  return { ...named, kind: 'feature', meeting: id, purpose }
}

function readSource(text: string, key: string): Source {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new TypeError('url is the address of a decision point, with http or https')
  if (!/^[\x21-\x7e]+$/.test(key)) throw new TypeError('key is an API key')
  url.pathname = url.pathname.replace(/\/*$/, '/')
  url.search = ''
  url.hash = ''
  return { url, key }
}
