import { createHash } from 'node:crypto'
import { ok } from '#lib/domain/result.ts'
import { compareTerms } from '#lib/domain/terms/comparison/compare-terms.ts'
import {
  type ClauseChange,
  type ClauseReference,
  type Comparison,
  isDecidedByMachine,
} from '#lib/domain/terms/comparison/comparison.ts'
import { reasonSentence } from '#lib/domain/terms/comparison/reason-sentence.ts'
import { type ParsedTerms, parseTerms, type TermsRefusal } from '#lib/domain/terms/parse-terms.ts'

export type ComparedDocument = {
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
  readonly clauses: number
}

/** A comparison to be read: reasons are sentences, and clauses are named as they are cited. Plain data. */
export type ComparisonView = Omit<Comparison, 'clauses'> & {
  readonly from: ComparedDocument
  readonly to: ComparedDocument
  readonly clauses: readonly ClauseChangeView[]
}

export type ClauseChangeView = Pick<
  ClauseChange,
  'verdict' | 'effect' | 'similarity' | 'changes'
> & {
  /** False for what is a proposal until a person has confirmed it. */
  readonly decided: boolean
  readonly from: ClauseName | null
  readonly to: ClauseName | null
  /** Where `to` was made of several clauses: all of them, `from` among them. */
  readonly merged?: readonly ClauseName[]
  /** Where `from` became several clauses: all of them, `to` among them. */
  readonly split?: readonly ClauseName[]
  readonly reasons: readonly string[]
}

export type ClauseName = Pick<ClauseReference, 'id' | 'number' | 'title'>

/** `side`: the document that is no terms. */
export type UncomparableDocument = {
  readonly ok: false
  readonly code: TermsRefusal
  readonly side: 'from' | 'to'
}

/** Of two documents that need not have been imported. */
export function compareDocuments(
  from: Uint8Array,
  to: Uint8Array,
): { ok: true; value: ComparisonView } | UncomparableDocument {
  const [old, now] = [parseTerms(from, sha256), parseTerms(to, sha256)]
  if (!old.ok) return { ...old, side: 'from' }
  if (!now.ok) return { ...now, side: 'to' }
  const { replaced, otherLanguage, judged, summary, clauses } = compareTerms(old.value, now.value)
  return ok({
    ...{ from: documentOf(from, old.value), to: documentOf(to, now.value) },
    ...{ replaced, otherLanguage, judged, summary },
    clauses: clauses.map(viewOf),
  })
}

function documentOf(bytes: Uint8Array, { clauses }: ParsedTerms): ComparedDocument {
  const digest = Buffer.from(sha256(bytes)).toString('hex')
  return { bytes: bytes.length, sha256: digest, clauses: clauses.length }
}

function viewOf({
  verdict,
  from,
  to,
  merged,
  split,
  reasons,
  ...change
}: ClauseChange): ClauseChangeView {
  return {
    ...{ verdict, decided: isDecidedByMachine(verdict), effect: change.effect },
    ...{ from: from && nameOf(from), to: to && nameOf(to) },
    ...(merged && { merged: merged.map(nameOf) }),
    ...(split && { split: split.map(nameOf) }),
    similarity: Math.round(change.similarity * 1000) / 1000,
    reasons: reasons.map(reasonSentence),
    changes: change.changes,
  }
}

function nameOf({ id, number, title }: ClauseReference): ClauseName {
  return { id, number, title }
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}
