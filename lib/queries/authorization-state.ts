import { formatTlogProof } from '@assent/receipt'
import {
  mayOpenRecords,
  type CommandLine,
  type MemberPrincipal,
} from '#lib/domain/account/principal.ts'
import type { EventKind } from '#lib/domain/ledger/act.ts'
import { inForceFrom } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { proveInclusion } from '#lib/ledger/prove-inclusion.ts'
import { loadMemberRoles } from '#lib/store/accounts.ts'
import { loadMemberConsents } from '#lib/store/consents.ts'
import { findServedHead } from '#lib/store/cosignatures.ts'
import { findRecentInspection } from '#lib/store/inspections.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { findBeginning, loadPlaces, loadPositionAt } from '#lib/store/positions.ts'
import type { QueryContext } from './context.ts'
import { isUuid } from './is-uuid.ts'
import { openForMs } from './members.ts'
import { stateAbout, type QuestionThen, type StateView } from './state.ts'

/**
 * Where one person's authorizations stood at an instant, with what bears it: by the procedure of Kantara
 * ANCR v1.0, section 7.2.5. The states are ordered by the record, the one in effect then is folded from the
 * acts below its position, each is checked against the ledger by its proof, and the version of the notice
 * and of the terms that governed then is named by its digest.
 */
export type AuthorizationStateView = StateView & {
  readonly account: string
  readonly subject: string
  readonly evaluatedAt: Date
  /** Of the acts that it rests on, how many have their entry in the ledger: the others await it. */
  readonly entered: number
  /** The ledger's signed note that the proofs lead to; null while nothing was entered. */
  readonly checkpoint: string | null
  /** What the questions rest on, by the ids in `restsOn`. */
  readonly receipts: readonly BearingReceipt[]
}

export type BearingReceipt = {
  readonly id: string
  readonly kind: EventKind
  readonly at: Date
  /** The index of its entry; null while it awaits one. */
  readonly index: number | null
  /** C2SP tlog-proof: that the entry is in the tree of the checkpoint. */
  readonly proof: string | null
}

export type StateWish = {
  readonly account: { readonly id: string; readonly slug: string }
  readonly subjectId: string
  readonly at: Date
  readonly language: string
}

type Refusal =
  'forbidden' | 'member_unknown' | 'record_not_opened' | 'at_in_future' | 'at_before_beginning'

/** Anyone about themselves; an auditor about another whose record they opened, with a reason; the command line about all. */
export async function findAuthorizationState(
  principal: MemberPrincipal | CommandLine,
  wish: StateWish,
  context: QueryContext,
): Promise<Result<AuthorizationStateView, Refusal>> {
  const { account, subjectId, at, language } = wish
  const { database } = context
  const no = await whyNot(principal, wish, context)
  if (no !== null) return fail(no)
  if (at > context.now()) return fail('at_in_future')
  const beginning = await findBeginning(database, account.id)
  if (beginning === null || at < beginning) return fail('at_before_beginning')

  const state = await stateAbout(account.id, subjectId, at, language, context)
  const questions = await withStaleSince(state.questions, wish, context)
  const bearing = await bearingReceipts(questions, context)
  return ok({
    ...state,
    questions,
    ...bearing,
    account: account.slug,
    subject: subjectId,
    evaluatedAt: context.now(),
  })
}

async function whyNot(
  principal: MemberPrincipal | CommandLine,
  { account, subjectId }: StateWish,
  { database, now }: QueryContext,
): Promise<Refusal | null> {
  const isOwn = principal.kind === 'member' && principal.subjectId === subjectId
  if (isOwn) return null
  if (principal.kind === 'member' && !mayOpenRecords(principal)) return 'forbidden'
  const roles = await loadMemberRoles(database, account.id)
  if (!isUuid(subjectId) || !roles.some((each) => each.subjectId === subjectId))
    return 'member_unknown'
  if (principal.kind === 'command_line') return null
  const since = new Date(now().getTime() - openForMs)
  const asked = { accountId: account.id, actorId: principal.subjectId, subjectId, since }
  return (await findRecentInspection(database, asked)) === null ? 'record_not_opened' : null
}

async function bearingReceipts(
  questions: readonly QuestionThen[],
  { database }: QueryContext,
): Promise<Pick<AuthorizationStateView, 'receipts' | 'checkpoint' | 'entered'>> {
  const ids = [...new Set(questions.flatMap(({ restsOn }) => restsOn))]
  // The head first: what had its entry then is in its tree.
  const head = await findServedHead(database.pool)
  const places = await loadPlaces(database, ids)
  const receipts: BearingReceipt[] = []
  for (const { id, kind, at, index } of places) {
    const isIn = head !== null && index !== null && index < head.size
    const proof = isIn ? await proofOf(index, head, database) : null
    receipts.push({ id, kind, at, index: isIn ? index : null, proof })
  }
  const entered = receipts.filter(({ index }) => index !== null).length
  return { receipts, checkpoint: head?.note ?? null, entered }
}

async function proofOf(
  index: number,
  { size, note }: { readonly size: number; readonly note: string },
  database: QueryContext['database'],
): Promise<string> {
  return formatTlogProof({
    index,
    hashes: await proveInclusion(database, index, size),
    checkpoint: note,
  })
}

/**
 * Since when a yes has been stale: no act says so, it follows from what was published. So the state is
 * asked for again at each publication from the yes on, until it was stale first.
 */
async function withStaleSince(
  questions: readonly QuestionThen[],
  wish: StateWish,
  { database, digestOf }: QueryContext,
): Promise<readonly QuestionThen[]> {
  const open = new Set(questions.filter(({ status }) => status === 'stale'))
  if (open.size === 0) return questions
  const since = new Map<QuestionThen, Date>()
  for (const at of publicationsUntil(wish.at, await loadPlatform(database))) {
    const before = await loadPositionAt(database, at)
    const moment = { at, before, language: wish.language, digestOf }
    const { member } = await loadMemberConsents(database, wish.account.id, wish.subjectId, moment)
    for (const question of open) {
      const then = member.find(
        ({ question: { purpose, category } }) =>
          purpose === question.purpose && category === question.category,
      )
      // A yes that was given anew after it went stale once starts afresh.
      if (then?.view.status !== 'stale') since.delete(question)
      else if (!since.has(question)) since.set(question, at)
    }
  }
  return questions.map((question) =>
    open.has(question)
      ? {
          ...question,
          authorization: { ...question.authorization, since: since.get(question) ?? null },
        }
      : question,
  )
}

/** When texts began to govern, or were published, in their order. */
function publicationsUntil(at: Date, platform: Awaited<ReturnType<typeof loadPlatform>>): Date[] {
  const instants = [
    ...platform.terms.filter(({ archival }) => !archival).map(inForceFrom),
    ...platform.catalogues.map(({ publishedAt }) => publishedAt),
  ]
  const times = new Set(instants.filter((each) => each <= at).map((each) => each.getTime()))
  return [...times].sort((a, b) => a - b).map((time) => new Date(time))
}
