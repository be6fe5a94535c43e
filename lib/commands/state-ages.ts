import { mayRegisterMembers, type Principal } from '#lib/domain/account/principal.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { appendAges } from '#lib/store/member-ages.ts'
import { loadSubjects } from '#lib/store/registry.ts'
import type { Context } from './context.ts'

export type StatedAge = {
  /** By the platform's id. */
  readonly member: string
  /** Null: as their account has it. */
  readonly minor: boolean | null
}

/**
 * What the platform knows of its members' ages: for a minor their own yes alone is not enough. Its statement, and no
 * act of anybody's. All or none; what was stated so already is not stated again.
 */
export async function stateAges(
  principal: Principal,
  { members }: { readonly members: readonly StatedAge[] },
  context: Context,
): Promise<Result<void, 'forbidden' | 'member_unknown' | 'conflict'>> {
  if (!mayRegisterMembers(principal)) return fail('forbidden')
  const { accountId, subjectId: apiKeyId } = principal
  const externalIds = members.map(({ member }) => member)
  const subjects = await loadSubjects(context.database, accountId, externalIds)
  const ages = members.flatMap(({ member, minor }) => {
    const subjectId = subjects.get(member)
    return subjectId === undefined ? [] : [{ subjectId, minor }]
  })
  if (ages.length < members.length) return fail('member_unknown')
  const stated = { accountId, apiKeyId, at: context.now(), ages }
  return (await appendAges(context.database, stated)) ? ok(undefined) : fail('conflict')
}
