import { findCategory, findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import { noticeContent, type Platform } from '#lib/domain/platform/platform.ts'
import { basisOf, type AccountCell } from './account-consents.ts'
import type { DigestOf } from './basis.ts'
import { catalogueAt, type ChoiceAct, type MemberHistory } from './member-consents.ts'

/**
 * Questions that a member answered and the catalogue no longer asks. Nothing is permitted under them,
 * and nothing can be given; a yes to one can still be taken back, or it would be there again with the
 * purpose. Each is as it was when the member last answered it.
 */
export function retiredQuestions(
  platform: Platform,
  cells: readonly AccountCell[],
  history: MemberHistory,
  digestOf: DigestOf,
): readonly AccountCell[] {
  const asked = new Set(cells.map(({ question }) => nameOf(question)))
  const answered = new Map(history.choices.map((act) => [nameOf(act), act]))
  return [...answered].flatMap(([name, act]) =>
    asked.has(name) ? [] : retiredQuestion(platform, act, history, digestOf),
  )
}

function retiredQuestion(
  platform: Platform,
  act: ChoiceAct,
  history: MemberHistory,
  digestOf: DigestOf,
): AccountCell[] {
  const catalogue = catalogueAt(platform, history.positions, act.position)
  const purpose = catalogue === null ? null : findPurpose(catalogue, act.purpose)
  const notice = platform.notices.find(({ id }) => id === act.noticeId)
  if (catalogue === null || purpose === null || notice === undefined) return []
  const question = { kind: purpose.kind, purpose: act.purpose, category: act.category }
  const terms = platform.terms.filter(({ id }) => act.termsVersionIds.includes(id))
  return [
    {
      question,
      purpose,
      category: act.category === null ? null : findCategory(catalogue, act.category),
      ceilings: [],
      permission: null,
      permissionAct: null,
      asking: null,
      ground: 'consent',
      notice: { ...notice, content: noticeContent(notice) },
      clauses: [],
      basis: basisOf(terms, catalogue, question, notice.digest, digestOf),
      basisDigest: '',
    },
  ]
}

function nameOf({ purpose, category }: { purpose: string; category: string | null }): string {
  return JSON.stringify([purpose, category])
}
