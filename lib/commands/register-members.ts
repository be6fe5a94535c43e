import {
  mayRegisterMembers,
  type AccountClient,
  type MemberRole,
  type Principal,
} from '#lib/domain/account/principal.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { membershipRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import {
  linkMembers,
  loadRegistered,
  type MemberLink,
  type Registered,
} from '#lib/store/registry.ts'
import type { Context } from './context.ts'

export type NewMember = {
  /** What the platform calls them. */
  readonly externalId: string
  readonly name: string
  readonly email: string
  readonly role: MemberRole
}

/** `linked`: they were a member already, and are now known by the platform's id. */
export type Registration = {
  readonly id: string
  readonly outcome: 'added' | 'linked' | 'known'
}

type Refusal = 'forbidden' | 'member_exists' | 'conflict'

/**
 * Registers people of an account, by the platform's own ids, in the order given: all or none. Who is known
 * by an id already stays as they are. Everything about them starts undecided.
 */
export async function registerMembers(
  principal: Principal,
  { members }: { readonly members: readonly NewMember[] },
  context: Context,
): Promise<Result<readonly Registration[], Refusal>> {
  if (!mayRegisterMembers(principal)) return fail('forbidden')
  for (let tries = 0; tries < TRIES; tries += 1) {
    const registered = await loadRegistered(context.database, principal.accountId, {
      externalIds: members.map(({ externalId }) => externalId),
      emails: members.map(({ email }) => email),
    })
    const planned = members.map((member) => planOne(principal, member, registered, context))
    const taken = planned.find((each): each is Taken => !each.ok)
    if (taken !== undefined) return taken
    const plans = planned.flatMap((each) => (each.ok ? [each.value] : []))
    const acts = plans.flatMap(({ act }) => act ?? [])
    const appended = acts.length === 0 ? ok(undefined) : await appendActs(context.database, acts)
    if (!appended.ok) continue
    // If we stop here, the next try finds those who were added known, and links the rest.
    const links = plans.flatMap(({ link }) => link ?? [])
    if (links.length > 0 && !(await linkMembers(context.database, links))) continue
    return ok(plans.map(({ id, outcome }) => ({ id, outcome })))
  }
  return fail('conflict')
}

type Taken = Extract<Result<Plan, 'member_exists'>, { ok: false }>

/** Somebody added one of the same people in between: now they are known. */
const TRIES = 3

type Plan = Registration & {
  readonly act: Act | null
  readonly link: MemberLink | null
}

function planOne(
  principal: AccountClient,
  member: NewMember,
  registered: Registered,
  context: Context,
): Result<Plan, 'member_exists'> {
  const { externalId } = member
  const known = registered.byExternalId.get(externalId)
  if (known !== undefined) return ok({ id: known, outcome: 'known', act: null, link: null })
  const person = registered.byEmail.get(member.email)
  const membership = person?.membership ?? null
  if (membership !== null) {
    if (membership.externalId !== null) return fail('member_exists')
    const id = membership.subjectId
    return ok({ id, outcome: 'linked', act: null, link: { subjectId: id, externalId } })
  }
  const subjectId = context.newId()
  const act = memberAct(principal, { ...member, subjectId, personId: person?.id ?? null }, context)
  return ok({ id: subjectId, outcome: 'added', act, link: null })
}

function memberAct(
  { accountId, subjectId: actorId }: AccountClient,
  member: NewMember & { readonly subjectId: string; readonly personId: string | null },
  context: Context,
): Act {
  const { subjectId, externalId, role, name, email } = member
  const [eventId, at, newPersonId] = [context.newId(), context.now(), context.newId()]
  const personId = member.personId ?? newPersonId
  const members = [{ subjectId, role }]
  return signAct(context.signer, {
    event: { id: eventId, kind: 'member_added', accountId, actorId, at },
    receiptOf: subjectId,
    details: {
      person: member.personId === null ? [{ id: personId, name, email, createdAt: at }] : [],
      subject: [{ id: subjectId, kind: 'member', accountId }],
      member: [{ subjectId, accountId, personId, externalId }],
      member_role: [{ eventId, ordinal: 0, accountId, subjectId, seq: 1, role }],
    },
    statement: buildStatement({
      kind: 'MembershipRecord',
      ...{ eventId, at, publicUrl: context.publicUrl },
      document: membershipRecord({ eventId, at, actorId, accountId, members }),
      texts: [],
    }),
  })
}
