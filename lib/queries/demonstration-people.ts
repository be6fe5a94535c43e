import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { MemberRole } from '#lib/domain/account/principal.ts'
import { loadAccounts, loadMembers } from '#lib/store/accounts.ts'
import { loadStaff } from '#lib/store/people.ts'
import type { QueryContext } from './context.ts'

/** Whom a visitor of the demonstration can be. */
export type DemonstrationPeople = {
  readonly staff: readonly DemonstrationPerson[]
  readonly accounts: readonly {
    readonly slug: string
    readonly name: string
    readonly people: readonly (DemonstrationPerson & { readonly role: MemberRole })[]
  }[]
}

export type DemonstrationPerson = {
  readonly name: string
  readonly email: string
  /** Why they are in the story, in a sentence; null for who was added since. */
  readonly why: string | null
}

/** Everyone who can sign in now, also who was added since the story was loaded. For the demonstration alone. */
export async function listDemonstrationPeople({
  database,
}: Pick<QueryContext, 'database'>): Promise<DemonstrationPeople> {
  const why = whyEach()
  const person = ({ name, email }: { name: string; email: string }) => ({
    name,
    email,
    why: why.get(email) ?? null,
  })
  const [staff, accounts] = await Promise.all([loadStaff(database), loadAccounts(database)])
  return {
    staff: staff.map(person),
    accounts: await Promise.all(
      accounts.map(async ({ id, slug, name }) => {
        const members = await loadMembers(database, id)
        return {
          slug,
          name,
          people: members
            .map((member) => ({ ...person(member), role: member.role }))
            .sort((a, b) => rank[a.role] - rank[b.role]),
        }
      }),
    ),
  }
}

/** Who decides for an account stands first: what the others see follows from it. */
const rank: Record<MemberRole, number> = { owner: 0, admin: 1, auditor: 2, member: 3 }

const story = z.object({ people: z.array(z.object({ email: z.string(), why: z.string() })) })

function whyEach(): ReadonlyMap<string, string> {
  const { people } = story.parse(JSON.parse(readFileSync('prisma/demonstration.json', 'utf8')))
  return new Map(people.map(({ email, why }) => [email, why]))
}
