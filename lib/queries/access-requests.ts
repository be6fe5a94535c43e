import {
  accessTask,
  type AccessRequest,
  type AccessTask,
} from '#lib/domain/consent/access-request.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { findAccessRequest } from '#lib/store/access-requests.ts'
import { loadMemberActs } from '#lib/store/member-acts.ts'
import type { QueryContext } from './context.ts'
import { isUuid } from './is-uuid.ts'

/**
 * A request and what became of it by now, for software that may speak of its account; to any other there is
 * none, and null is answered for both.
 */
export async function findAccessTask(
  client: ApiClient,
  id: string,
  { database, now }: QueryContext,
): Promise<{ readonly request: AccessRequest; readonly task: AccessTask } | null> {
  const request = isUuid(id) ? await findAccessRequest(database, id) : null
  if (request === null) return null
  const { accountId, subjectId } = request
  if (client.accountId !== null && client.accountId !== accountId) return null
  const { choices } = await loadMemberActs(database, accountId, subjectId)
  return { request, task: accessTask(request, choices, now()) }
}
