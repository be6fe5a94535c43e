import {
  accessRequestUntil,
  accessTask,
  type AccessRequest,
  type AccessTask,
} from '#lib/domain/consent/access-request.ts'
import type { AccountClient, Principal } from '#lib/domain/account/principal.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import { questionsToAsk } from '#lib/domain/consent/permission-plan.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { requestAct } from '#lib/signing/request-act.ts'
import { keepAccessRequest } from '#lib/store/access-requests.ts'
import { loadMemberRole } from '#lib/store/accounts.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadMemberConsents } from '#lib/store/consents.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'not_requestable'

/** What was denied, to whose key, and whose answer is lacking. */
export type DeniedQuestion = Pick<AccessRequest, 'subjectId' | 'purpose' | 'category'> & {
  readonly evaluationId: string
  readonly evaluatedAt: Date
  readonly keyAccountId: string | null
}

export type RequestedAccess = { readonly request: AccessRequest; readonly task: AccessTask }

/**
 * Keeps software's request that a member be asked about what was denied for lack of their answer, and asks
 * them if they may be asked now: never about what they answered, and about a feature once in 12 months. Who was
 * asked, and who was not, the answer does not say. The same denial, and the same question while it waits, is one
 * request. If we stop before the asking, whoever repeats the request a minute later has it done.
 */
export async function requestAccess(
  principal: Principal,
  { language, ...denied }: DeniedQuestion & { readonly language: string },
  context: Context,
): Promise<Result<RequestedAccess, Refusal>> {
  if (!mayRequestAccess(principal)) return fail('forbidden')
  const { database, digestOf } = context
  const { accountId, subjectId: apiKeyId } = principal
  const at = context.now()
  const role = await loadMemberRole(database, accountId, denied.subjectId)
  const moment = { at, before: null, language, digestOf }
  const { member, history } = await loadMemberConsents(
    database,
    accountId,
    denied.subjectId,
    moment,
  )
  const cell = member.find(({ question }) => isAbout(question, denied))
  if (role === null || role.role === 'none' || cell === undefined) return fail('not_requestable')
  const row = { id: context.newId(), accountId, apiKeyId, at, ...denied }
  const wish = { ...row, expiresAt: accessRequestUntil(at) }
  const taskOf = (request: AccessRequest) => accessTask(request, history.choices, at)
  const kept = await keepAccessRequest(
    database,
    wish,
    (waiting) => taskOf(waiting).status === 'pending',
  )
  const isOurs = kept.id === wish.id || at.getTime() - kept.at.getTime() > ASKING_MS
  if (isOurs) await ask(principal, cell, { subjectId: kept.subjectId, at }, context)
  return ok({ request: kept, task: taskOf(kept) })
}

/** So long after a request whoever kept it has asked, or never will. */
const ASKING_MS = 60_000

/** Whoever may ask what is permitted may have it asked for. */
function mayRequestAccess(principal: Principal): principal is AccountClient {
  return principal.kind === 'account_client' && principal.scopes.includes('decide')
}

async function ask(
  principal: AccountClient,
  cell: MemberCell,
  { subjectId, at }: { readonly subjectId: string; readonly at: Date },
  context: Context,
): Promise<void> {
  const asked = questionsToAsk([cell], cell.question.purpose, [], at)
  if (asked.length === 0) return
  const requests = asked.map((each) => ({ subjectId, cell: each }))
  const appended = await appendActs(context.database, [requestAct(principal, requests, context)])
  if (!appended.ok) throw new Error(`a request to ${subjectId} was in conflict`)
}

type About = { readonly purpose: string; readonly category: string | null }

function isAbout(question: About, { purpose, category }: About): boolean {
  return question.purpose === purpose && question.category === category
}
