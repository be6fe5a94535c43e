import type { JsonObject, JsonValue } from './canonical-json.ts'
import type { OpenFact, StandingFact } from './fact.ts'
import { describeInstant } from './instant.ts'
import type { Standing, StandingLine } from './standing.ts'
import type { Statement } from './statement.ts'
import type { Verification } from './verify-receipt.ts'

/** What came of asking the issuer whether a receipt is still so. */
export type StandingAnswer =
  | { readonly kind: 'answered'; readonly standing: Standing }
  | { readonly kind: 'not_asked' }
  /** 404: erased, or never issued there. It does not tell which. */
  | { readonly kind: 'unknown' }
  /** `reason` completes "the portal could not be asked: …". */
  | { readonly kind: 'unreachable'; readonly reason: string }

/** Adds to what was verified a sentence for each line of the answer, or that there is none. What failed is not asked about. */
export function withStanding(verification: Verification, answer: StandingAnswer): Verification {
  const { ok, open, statement } = verification
  if (!ok || statement === undefined) return verification
  if (answer.kind === 'answered')
    return { ...verification, standing: standingFacts(statement, answer.standing) }
  return { ...verification, open: [...open, openFact(answer)] }
}

function openFact(answer: Exclude<StandingAnswer, { kind: 'answered' }>): OpenFact {
  switch (answer.kind) {
    case 'not_asked':
      return open(
        'status_not_asked',
        'Whether it is still so is not established: the portal was not asked.',
      )
    case 'unknown':
      return open(
        'status_unknown',
        'Whether it is still so is not established: the portal does not know this receipt, or no longer.',
      )
    case 'unreachable':
      return open(
        'status_unreachable',
        `Whether it is still so is not established: the portal could not be asked: ${answer.reason}.`,
      )
  }
}

function open(code: OpenFact['code'], sentence: string): OpenFact {
  return { state: 'open', code, sentence }
}

function standingFacts(statement: Statement, { at, lines }: Standing): StandingFact[] {
  const said = `The portal said so at ${describeInstant(at)}; nobody signed that.`
  if (lines.length === 0)
    return [soFact(`It records what happened, which nothing later undoes. ${said}`)]
  const titles = titlesOf(statement)
  return lines.map((line, i) => {
    const about = [titles[i] ?? line.purpose, line.category?.replaceAll('_', ' ')]
    const sentence = `${about.filter(Boolean).join(', ')}: ${lineSentence(line, statement)} ${said}`
    return line.state === 'in_force'
      ? soFact(sentence)
      : { state: 'failed', code: 'no_longer_so', sentence }
  })
}

function soFact(sentence: string): StandingFact {
  return { state: 'established', code: 'still_so', sentence }
}

function lineSentence({ state, since, by }: StandingLine, { kind, credential }: Statement): string {
  const when = since === null ? '' : ` since ${describeInstant(since)}`
  switch (state) {
    case 'in_force':
      return 'it is still so.'
    case 'withdrawn':
      return `no longer so${when}: it was taken back.`
    case 'superseded':
      return by === 'PublicationRecord'
        ? `no longer so${when}: other terms took force.`
        : `no longer so${when}: a later ${kind === 'PermissionDocument' ? 'setting' : 'answer'} took its place.`
    case 'revoked':
      return by === 'EndingRecord'
        ? `no longer so${when}: the platform ended this use for everyone.`
        : `no longer so${when}: the organisation turned it off.`
    case 'expired':
      return 'meeting' in credential.credentialSubject
        ? `no longer so${when}: it was for one meeting, and that has ended.`
        : `no longer so${when}: its time ran out.`
    case 'stale':
      return `no longer so${when}: what it rests on was changed, and a new answer is needed.`
  }
}

/** In the words of the signed statement, line by line; a line that cannot be told is left to its keys. */
function titlesOf({ kind, credential }: Statement): (string | undefined)[] {
  const document = credential.credentialSubject
  switch (kind) {
    case 'ConsentReceipt':
      return nodesAt(document, 'dpv:hasRecordOfActivity').map((record) => {
        const [process = {}] = nodesAt(record, 'dpv:hasProcess')
        return textAt(process, 'dct:title')
      })
    case 'PermissionDocument':
      return nodesAt(document, 'dpv:hasRule').map((rule) => textAt(rule, 'dct:title'))
    case 'AcceptanceDocument':
      return nodesAt(document, 'dct:references').map((terms) => textAt(terms, 'dct:title'))
    default:
      return []
  }
}

function nodesAt(document: JsonObject, member: string): readonly JsonObject[] {
  const value = document[member] ?? null
  const nodes: readonly JsonValue[] = Array.isArray(value) ? value : [value]
  return nodes.filter(
    (node): node is JsonObject => typeof node === 'object' && node !== null && !Array.isArray(node),
  )
}

function textAt(node: JsonObject, member: string): string | undefined {
  const value = node[member]
  return typeof value === 'string' && value !== '' ? value : undefined
}
