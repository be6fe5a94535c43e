import { findNoticeBytes, findPublishedBytes } from '#lib/store/exact-texts.ts'
import type { QueryContext } from './context.ts'
import { isUuid } from './is-uuid.ts'

type TextContext = Pick<QueryContext, 'database'>

/** The exact bytes of a published terms version, whose digest receipts hold; null where there is none. */
export async function findExactTerms(
  documentSlug: string,
  number: number,
  { database }: TextContext,
): Promise<Uint8Array | null> {
  return findPublishedBytes(database, documentSlug, number)
}

/** The exact bytes of a notice, whose digest receipts hold; null where there is none. */
export async function findExactNotice(
  noticeId: string,
  { database }: TextContext,
): Promise<Uint8Array | null> {
  return isUuid(noticeId) ? findNoticeBytes(database, noticeId) : null
}
