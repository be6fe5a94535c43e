import type { PurposeKind } from '@assent/decision'
import type { AccountCell } from './account-consents.ts'
import { basisDigest, type DigestOf } from './basis.ts'

/**
 * What a page rested on, as one string: its ETag, and what a yes on it expects to be unchanged.
 * Features are one question, so their page rests on all of them; each sharing purpose on its own.
 */
export function answerBasis(
  cells: readonly AccountCell[],
  kind: PurposeKind,
  purpose: string | null,
  digestOf: DigestOf,
): string {
  return basisDigest(
    inScope(cells, kind, purpose).map((cell) => cell.basis),
    digestOf,
  )
}

/** As above, and no other admin has changed a permission meanwhile. */
export function permissionBasis(
  cells: readonly AccountCell[],
  kind: PurposeKind,
  purpose: string | null,
  digestOf: DigestOf,
): string {
  const acts = inScope(cells, kind, purpose).map((cell) => cell.permissionAct?.eventId ?? '')
  const text = [answerBasis(cells, kind, purpose, digestOf), ...acts].join('\n')
  return digestOf(new TextEncoder().encode(text))
}

function inScope(
  cells: readonly AccountCell[],
  kind: PurposeKind,
  purpose: string | null,
): readonly AccountCell[] {
  return cells.filter(
    ({ question }) => question.kind === kind && (purpose === null || question.purpose === purpose),
  )
}
