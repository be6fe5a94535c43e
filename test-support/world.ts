import { formatVerifierKey } from '@assent/receipt'
import { addMember } from '#lib/commands/add-member.ts'
import { addStaff } from '#lib/commands/add-staff.ts'
import { askMembers } from '#lib/commands/ask-members.ts'
import type { Context } from '#lib/commands/context.ts'
import { approveTerms } from '#lib/commands/approve-terms.ts'
import { createApiKey } from '#lib/commands/create-api-key.ts'
import { createAccount } from '#lib/commands/create-account.ts'
import { importTerms } from '#lib/commands/import-terms.ts'
import { makeChoices } from '#lib/commands/make-choices.ts'
import { publishCatalogue } from '#lib/commands/publish-catalogue.ts'
import { publishTerms } from '#lib/commands/publish-terms.ts'
import { saveReview } from '#lib/commands/save-review.ts'
import type { Effect } from '#lib/domain/terms/comparison/comparison.ts'
import { findVersionReview } from '#lib/queries/version-review.ts'
import { registerMembers } from '#lib/commands/register-members.ts'
import { saveMapping } from '#lib/commands/save-mapping.ts'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { setGroup } from '#lib/commands/set-group.ts'
import { setObservation } from '#lib/commands/set-observation.ts'
import { setPermissions } from '#lib/commands/set-permissions.ts'
import { stateAges } from '#lib/commands/state-ages.ts'
import { withdrawEverything } from '#lib/commands/withdraw-everything.ts'
import { findAccountClient } from '#lib/auth/account-client.ts'
import type { ApiScope } from '#lib/domain/account/api-key.ts'
import { findApiKey } from '#lib/store/api-keys.ts'
import type {
  AccountClient,
  CommandLine,
  MemberPrincipal,
  MemberRole,
  OperatorPrincipal,
} from '#lib/domain/account/principal.ts'
import { findPurpose, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import type { Intent } from '#lib/domain/consent/decide-choice.ts'
import { addDuration } from '#lib/domain/consent/instant.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import { answerBasis, permissionBasis } from '#lib/domain/consent/page-basis.ts'
import type { AskingMode, PermissionKind } from '#lib/domain/ledger/act.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { findAccountBySlug, loadMemberships, type StoredAccount } from '#lib/store/accounts.ts'
import { loadAccountConsents, loadMemberConsents, type Moment } from '#lib/store/consents.ts'
import { loadGroupNow } from '#lib/store/groups.ts'
import type { Database } from '#lib/store/database.ts'
import { loadObservation } from '#lib/store/policies.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { memoryContext } from './memory-context.ts'
import { smallCatalogue, smallMapping, smallTerms } from './small-catalogue.ts'

/** One question in short: `meeting_summary`, or `product_improvement/chat`. */
export type About = string

export type World = Awaited<ReturnType<typeof openWorld>>

/**
 * A small world for tests against a database, made through the commands alone: what is in it could have
 * happened. Its keys are in memory, its clock stands still until it is told to go on.
 * Hand in a context to live in that one instead, with its keys and its clock.
 */
export async function openWorld(database: Database, given: Partial<Context> = {}) {
  const clock = testClock(given)
  const { keys, ...own } = memoryContext(database, clock.now())
  const context: Context = { ...own, now: clock.now, ...given }
  const world = {
    database,
    context,
    clock,
    keys,
    /** What a trust policy says to trust this world's ledger and nothing else. */
    policy: `log ${formatVerifierKey(keys.verifierKey)}\n`,
    commandLine,
    ...publishing(context),
    ...people(context),
    ...answering(context),
    ...permitting(context),
    sequence: () => sequenceEntries({ ...context, keys }),
  }
  if (catalogueIn(await loadPlatform(database)) === null) {
    await world.publishCatalogue()
    await world.publishTerms()
  }
  return world
}

/** The value of a result that a test takes for granted. */
export function must<Value>(
  result: { ok: true; value: Value } | { ok: false; code: string },
): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result.value
}

export const interfaceVersion = 'test-1'
export const language = 'en'

const commandLine: CommandLine = { kind: 'command_line' }
/** Starts at nine on a Monday, and goes on when a test says so. */
function testClock(given: Partial<Context>) {
  let at = '2026-03-02T09:00:00.000Z'
  return {
    now: given.now ?? (() => new Date(at)),
    /** By an ISO 8601 duration of years, months, weeks and days, or by milliseconds. */
    advance(by: string | number) {
      at =
        typeof by === 'string'
          ? addDuration(at, by)
          : new Date(new Date(at).getTime() + by).toISOString()
    },
    set: (instant: string) => (at = new Date(instant).toISOString()),
  }
}

type PublicationOptions = {
  documentSlug?: string
  effectiveAt?: Date
  archival?: boolean
  /** What the operator says of every change; what is proposed, unless said. */
  effect?: Effect | null
  summary?: string
  /** At the command line, before it is published. */
  approve?: boolean
}

function publishing(context: Context) {
  async function confirm(
    version: { documentSlug: string; number: number },
    { effect, summary, approve = false }: PublicationOptions,
  ): Promise<void> {
    const { documentSlug, number } = version
    const found = await findVersionReview(commandLine, documentSlug, number, context)
    const proposals = found?.proposals ?? []
    const effects = proposals.map((each) =>
      effect === undefined ? each : { ...each, effect, note: 'The test says so.' },
    )
    const summaries = summary === undefined ? [] : [{ language, text: summary }]
    const review = { against: found?.againstNumber ?? null, effects, summaries }
    const expected = found?.revision ?? 0
    must(await saveReview(commandLine, { ...version, review, expected }, context))
    if (!approve) return
    const { digest } = (await findVersionReview(commandLine, documentSlug, number, context))!
    must(await approveTerms(commandLine, { ...version, expected: digest }, context))
  }
  return {
    async publishCatalogue(catalogue: Catalogue = smallCatalogue): Promise<number> {
      return must(await publishCatalogue(commandLine, { catalogue }, context)).number
    },
    /** Imports and publishes the next version of the terms. Answers its number. */
    async publishTerms(
      text = smallTerms,
      mapping: Mapping = smallMapping,
      {
        documentSlug = 'terms-of-service',
        effectiveAt = context.now(),
        archival = false,
        ...review
      }: PublicationOptions = {},
    ): Promise<number> {
      const bytes = new TextEncoder().encode(text)
      const version = { documentSlug, title: null, bytes, effectiveAt, archival }
      const { number } = must(await importTerms(commandLine, version, context))
      const draft = { documentSlug, number, mapping, expected: 0 }
      must(await saveMapping(commandLine, draft, context))
      await confirm({ documentSlug, number }, review)
      must(await publishTerms(commandLine, { documentSlug, number, expected: null }, context))
      return number
    },
  }
}

function people(context: Context) {
  const { database } = context

  const account = async (slug: string, name = `Account ${slug}`): Promise<StoredAccount> => {
    const { accountId: id } = must(await createAccount(commandLine, { slug, name }, context))
    return { id, slug, name }
  }

  /** A person of that name, the same in every account, with an address made from the name. */
  const member = async (
    of: string | { readonly slug: string },
    name: string,
    role: MemberRole = 'member',
  ): Promise<MemberPrincipal> => {
    const accountSlug = typeof of === 'string' ? of : of.slug
    const input = { accountSlug, name, email: emailOf(name), role }
    const { personId, subjectId } = must(await addMember(commandLine, input, context))
    const memberships = await loadMemberships(database, personId)
    return memberships.find((each) => each.subjectId === subjectId)!
  }

  const operator = async (name = 'Odette Staff'): Promise<OperatorPrincipal> => {
    const input = { name, email: emailOf(name) }
    const added = must(await addStaff(commandLine, input, context))
    return { kind: 'operator', personName: name, ...added }
  }

  /** The platform's software, speaking of an account by a key of that account alone. */
  const client = async (
    of: { readonly slug: string } | MemberPrincipal,
    scopes: readonly ApiScope[],
  ): Promise<AccountClient> => {
    const accountSlug = 'slug' in of ? of.slug : of.accountSlug
    const request = { name: 'Test client', accountSlug, scopes }
    const { id } = must(await createApiKey(commandLine, request, context))
    const key = (await findApiKey(database, id))!
    const found = { ...key, kind: 'api_client' as const, subjectId: id }
    return (await findAccountClient(found, accountSlug, database))!
  }

  /** The platform gives a member an id of its own, `platform-` and the record's: no act of theirs. */
  const link = async (member: MemberPrincipal): Promise<void> => {
    const { name, email } = await database.prisma.person.findUniqueOrThrow({
      where: { id: member.personId },
    })
    const known = { externalId: platformIdOf(member), name, email, role: 'member' as const }
    const software = await client(member, ['accounts'])
    must(await registerMembers(software, { members: [known] }, context))
  }

  /** The platform states whether somebody is under age; they have to be linked. */
  const age = async (member: MemberPrincipal, minor: boolean | null): Promise<void> => {
    const software = await client(member, ['accounts'])
    const members = [{ member: platformIdOf(member), minor }]
    must(await stateAges(software, { members }, context))
  }

  /** An account of its own with one person in each role. */
  const team = async (): Promise<Team> => {
    teams += 1
    const of = await account(`team-${String(teams)}`)
    return {
      account: of,
      owner: await member(of, 'Orla Owner', 'owner'),
      admin: await member(of, 'Ada Admin', 'admin'),
      auditor: await member(of, 'Uri Auditor', 'auditor'),
      member: await member(of, 'Mo Member', 'member'),
    }
  }

  return {
    account,
    member,
    operator,
    client,
    link,
    age,
    team,
    findAccount: (slug: string) => findAccountBySlug(database, slug),
  }
}

export type Team = { readonly account: StoredAccount } & Readonly<
  Record<MemberRole, MemberPrincipal>
>

let teams = 0

function emailOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@people.example`
}

function answering(context: Context) {
  const { database } = context
  /** Every question as it stands for a member: now, or with `before` at a position of the record. */
  const cells = (principal: MemberPrincipal, moment: Partial<Moment> = {}) =>
    loadMemberConsents(database, principal.accountId, principal.subjectId, {
      ...momentOf(context),
      ...moment,
    })

  const answer = async (principal: MemberPrincipal, intent: Intent, abouts: readonly About[]) => {
    const loaded = await cells(principal)
    const { kind, purpose } = await questionOf(context, abouts)
    const scope = kind === 'feature' ? null : purpose
    const input = {
      question: kind === 'feature' ? ('features' as const) : ('sharing' as const),
      choices: abouts.map((about) => ({ ...splitAbout(about), intent })),
      expected: answerBasis(loaded.cells, kind, scope, context.digestOf),
      language,
      interfaceVersion,
    }
    return makeChoices(principal, input, context)
  }

  return {
    cells,
    /** The status and the decision of every question, by its short name. */
    async states(principal: MemberPrincipal, moment: Partial<Moment> = {}) {
      const { member } = await cells(principal, moment)
      return Object.fromEntries(member.map((cell) => [aboutOf(cell), stateOf(cell)]))
    },
    async state(principal: MemberPrincipal, about: About): Promise<CellState> {
      const { member } = await cells(principal)
      return stateOf(member.find((cell) => aboutOf(cell) === about)!)
    },
    answer,
    /** Says yes, on a page that is current. Answers the receipt's id. */
    include: async (principal: MemberPrincipal, ...abouts: About[]) =>
      must(await answer(principal, 'include', abouts)).receiptId,
    leaveOut: async (principal: MemberPrincipal, ...abouts: About[]) =>
      must(await answer(principal, 'leave_out', abouts)).receiptId,
    withdrawEverything: async (principal: MemberPrincipal) =>
      must(await withdrawEverything(principal, { language, interfaceVersion }, context)).receiptIds,
  }
}

export type CellState = {
  readonly status: MemberCell['view']['status']
  readonly decision: 'permit' | 'deny'
}

function stateOf({ view, decision }: MemberCell): CellState {
  return { status: view.status, decision: decision.decision }
}

function permitting(context: Context) {
  const set = async (
    admin: MemberPrincipal,
    kind: PermissionKind,
    abouts: readonly About[],
    asking: { readonly mode: AskingMode; readonly reference: string | null } | null,
  ) => {
    const moment = momentOf(context)
    const { cells } = await loadAccountConsents(context.database, admin.accountId, moment)
    const { kind: question } = await questionOf(context, abouts)
    const settings = abouts.map((about) => ({ ...splitAbout(about), kind }))
    const purposes = [...new Set(settings.map(({ purpose }) => purpose))]
    const input = {
      question: question === 'feature' ? ('features' as const) : ('sharing' as const),
      settings,
      askings: asking === null ? [] : purposes.map((purpose) => ({ purpose, ...asking })),
      expected: permissionBasis(cells, question, null, context.digestOf),
      scope: null,
      language,
    }
    return must(await setPermissions(admin, input, context))
  }
  return {
    /** Members decide for themselves, and nobody is asked yet. */
    permit: (admin: MemberPrincipal, ...abouts: About[]) =>
      set(admin, 'members_decide', abouts, { mode: 'not_yet', reference: null }),
    /** Members decide for themselves, and are asked at once. */
    permitAndAsk: (admin: MemberPrincipal, ...abouts: About[]) =>
      set(admin, 'members_decide', abouts, { mode: 'ask_now', reference: null }),
    permitOnGround: (admin: MemberPrincipal, reference: string, ...abouts: About[]) =>
      set(admin, 'members_decide', abouts, { mode: 'other_ground', reference }),
    /** Off for everyone. */
    forbid: (admin: MemberPrincipal, ...abouts: About[]) => set(admin, 'off', abouts, null),
    ask: (admin: MemberPrincipal, purpose: string) =>
      askMembers(admin, { purpose, language }, context),
    /** A group of these people, or of more or fewer of them, with something off for them or not any more. */
    async group(
      admin: MemberPrincipal,
      externalId: string,
      { joining = [], leaving = [], off = [], open = [] }: GroupMoves,
    ) {
      const { database } = context
      const { revision } = await loadGroupNow(database, admin.accountId, externalId, [])
      const settings = [
        ...off.map((about) => ({ ...splitAbout(about), kind: 'off' as const })),
        ...open.map((about) => ({ ...splitAbout(about), kind: 'members_decide' as const })),
      ]
      const wish = {
        ...{ externalId, name: `Group ${externalId}`, settings, expected: String(revision) },
        joining: joining.map(platformIdOf),
        leaving: leaving.map(platformIdOf),
      }
      return must(await setGroup(admin, wish, context))
    },
    /** Decisions are only watched until then; null: they hold. */
    async watch(admin: MemberPrincipal, until: Date | null) {
      const expected = String((await loadObservation(context.database, admin.accountId)).seq)
      return must(await setObservation(admin, { until, expected }, context))
    },
  }
}

type GroupMoves = {
  /** They have to be linked. */
  readonly joining?: readonly MemberPrincipal[]
  readonly leaving?: readonly MemberPrincipal[]
  readonly off?: readonly About[]
  readonly open?: readonly About[]
}

function platformIdOf({ subjectId }: MemberPrincipal): string {
  return `platform-${subjectId}`
}

function momentOf({ now, digestOf }: Context): Moment {
  return { at: now(), before: null, language, digestOf }
}

function splitAbout(about: About): { purpose: string; category: string | null } {
  const [purpose = '', category = null] = about.split('/')
  return { purpose, category }
}

function aboutOf({ question }: MemberCell): About {
  return [question.purpose, question.category].filter((part) => part !== null).join('/')
}

async function questionOf(context: Context, [about = '']: readonly About[]) {
  const { purpose } = splitAbout(about)
  const catalogue = catalogueIn(await loadPlatform(context.database))
  const known = catalogue === null ? null : findPurpose(catalogue, purpose)
  return { kind: known?.kind ?? ('feature' as const), purpose }
}
