import { conveyanceOf, type AccountActor } from '#lib/domain/account/principal.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { requestRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement, relatedNotice } from '#lib/domain/receipt/statement.ts'
import { signAct, type StatementSigner } from './sign-act.ts'

export type MemberRequest = { readonly subjectId: string; readonly cell: MemberCell }

type Making = {
  readonly now: () => Date
  readonly newId: () => string
  readonly signer: StatementSigner
  readonly publicUrl: string
}

/** Members are asked: one act, however many they are. */
export function requestAct(
  principal: AccountActor,
  asked: readonly MemberRequest[],
  making: Making,
): Act {
  const { accountId, subjectId: actorId } = principal
  const [eventId, at] = [making.newId(), making.now()]
  const requests = asked.map(({ subjectId, cell }) => ({
    subjectId,
    purpose: cell.question.purpose,
    category: cell.question.category,
    noticeId: cell.notice.id,
  }))
  const notices = [...new Map(asked.map(({ cell }) => [cell.notice.id, cell.notice])).values()]
  const { publicUrl } = making
  return signAct(making.signer, {
    event: { id: eventId, kind: 'members_asked', accountId, actorId, at },
    receiptOf: null,
    conveyance: conveyanceOf(principal),
    details: {
      request: requests.map((request, ordinal) => ({ eventId, ordinal, accountId, ...request })),
    },
    statement: buildStatement({
      kind: 'RequestRecord',
      eventId,
      at,
      publicUrl,
      document: requestRecord({ eventId, at, actorId, publicUrl, accountId, requests, notices }),
      texts: notices.map((notice) => relatedNotice(publicUrl, notice)),
    }),
  })
}
