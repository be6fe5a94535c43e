import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { MemberRole, Principal } from '#lib/domain/account/principal.ts'
import type { Result } from '#lib/domain/result.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallCatalogue, smallMapping } from '../../test-support/small-catalogue.ts'
import { interfaceVersion, language, openWorld } from '../../test-support/world.ts'
import { addMember } from './add-member.ts'
import { addStaff } from './add-staff.ts'
import { answerTerms } from './answer-terms.ts'
import { askMembers } from './ask-members.ts'
import { changeRole } from './change-role.ts'
import { createAccount } from './create-account.ts'
import { importTerms } from './import-terms.ts'
import { makeChoices } from './make-choices.ts'
import { openRecord } from './open-record.ts'
import { publishCatalogue } from './publish-catalogue.ts'
import { publishTerms } from './publish-terms.ts'
import { saveMapping } from './save-mapping.ts'
import { setPermissions } from './set-permissions.ts'
import { withdrawEverything } from './withdraw-everything.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
const team = await world.team()
const { account, member } = team
const other = await world.team()
const operator = await world.operator()

const principals: Readonly<Record<Caller, Principal>> = {
  owner: team.owner,
  admin: team.admin,
  auditor: team.auditor,
  member: team.member,
  operator,
  'command line': world.commandLine,
}

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

type Caller = MemberRole | 'operator' | 'command line'

const admins = ['owner', 'admin'] as const
const operators = ['operator', 'command line'] as const
const members = ['owner', 'admin', 'auditor', 'member'] as const
const question = 'features' as const
const document = { documentSlug: 'terms-of-service', number: 1 }
const version = { documentSlug: 'privacy', title: null, effectiveAt: new Date(0), archival: true }

/** Each command with an input that whoever may use it is turned away with for another reason, or not at all. */
const commands: Record<
  string,
  { may: readonly Caller[]; call: (principal: Principal) => Promise<Result<unknown, string>> }
> = {
  createAccount: {
    may: operators,
    call: (principal) => createAccount(principal, { slug: account.slug, name: 'Taken' }, context),
  },
  addMember: {
    may: [...admins, ...operators],
    call: (principal) =>
      addMember(
        principal,
        {
          accountSlug: account.slug,
          name: 'Mo',
          email: 'mo.member@people.example',
          role: 'member',
        },
        context,
      ),
  },
  addStaff: {
    may: operators,
    call: (principal) =>
      addStaff(principal, { name: 'Odette', email: 'odette.staff@people.example' }, context),
  },
  changeRole: {
    may: [...admins, ...operators],
    call: (principal) =>
      changeRole(
        principal,
        { accountId: account.id, subjectId: other.member.subjectId, role: 'admin' },
        context,
      ),
  },
  publishCatalogue: {
    may: operators,
    call: (principal) => publishCatalogue(principal, { catalogue: smallCatalogue }, context),
  },
  importTerms: {
    may: operators,
    call: (principal) => importTerms(principal, { ...version, bytes: new Uint8Array() }, context),
  },
  saveMapping: {
    may: operators,
    call: (principal) =>
      saveMapping(principal, { ...document, mapping: smallMapping, expected: 0 }, context),
  },
  publishTerms: {
    may: operators,
    call: (principal) => publishTerms(principal, { ...document, expected: null }, context),
  },
  answerTerms: {
    may: admins,
    call: (principal) =>
      answerTerms(
        principal,
        { ...document, number: 99, digest: '', answer: 'accept', name: 'A', authority: 'B' },
        context,
      ),
  },
  setPermissions: {
    may: admins,
    call: (principal) =>
      setPermissions(
        principal,
        { question, settings: [], askings: [], expected: null, scope: null, language },
        context,
      ),
  },
  askMembers: {
    may: admins,
    call: (principal) => askMembers(principal, { purpose: 'nothing', language }, context),
  },
  openRecord: {
    may: ['auditor'],
    call: (principal) =>
      openRecord(principal, { subjectId: other.member.subjectId, reason: 'Why not.' }, context),
  },
  makeChoices: {
    may: members,
    call: (principal) =>
      makeChoices(
        principal,
        { question, choices: [], expected: null, language, interfaceVersion },
        context,
      ),
  },
  withdrawEverything: {
    may: members,
    call: (principal) => withdrawEverything(principal, { language, interfaceVersion }, context),
  },
}

describe.each(Object.entries(commands))('%s', (_, { may, call }) => {
  test.each(Object.keys(principals) as Caller[])('C9: %s', async (caller) => {
    const before = await checkActs(world)
    const result = await call(principals[caller])
    if (may.includes(caller)) expect(result).not.toMatchObject({ code: 'forbidden' })
    else expect(result).toEqual({ ok: false, code: 'forbidden' })
    expect(await checkActs(world)).toEqual(before)
  })
})

describe('another account', () => {
  test('a member of it is unknown here, to an admin, an auditor and even the operator', async () => {
    const stranger = other.member.subjectId
    for (const principal of [team.owner, team.admin, operator]) {
      const input = { accountId: account.id, subjectId: stranger, role: 'none' as const }
      expect(await changeRole(principal, input, context)).toMatchObject({ code: 'member_unknown' })
    }
    const opened = await openRecord(team.auditor, { subjectId: stranger, reason: 'Why.' }, context)
    expect(opened).toEqual({ ok: false, code: 'member_unknown' })
    const nobody = context.newId()
    const missing = await openRecord(team.auditor, { subjectId: nobody, reason: 'Why.' }, context)
    expect(missing).toEqual(opened)
  })

  test('its own account is unknown to an admin of this one', async () => {
    const input = { accountId: other.account.id, subjectId: other.member.subjectId }
    const demoted = await changeRole(team.owner, { ...input, role: 'none' }, context)
    expect(demoted).toEqual({ ok: false, code: 'member_unknown' })
    const person = { name: 'Eve', email: 'eve@people.example', role: 'admin' as const }
    const added = await addMember(
      team.owner,
      { accountSlug: other.account.slug, ...person },
      context,
    )
    expect(added).toEqual({ ok: false, code: 'account_unknown' })
  })
})

describe('owners', () => {
  test('only an owner or the operator makes, demotes or lets go of an owner', async () => {
    const { owner, admin } = team
    const person = { accountSlug: account.slug, name: 'Olu', email: 'olu@people.example' }
    const made = await addMember(admin, { ...person, role: 'owner' }, context)
    expect(made).toEqual({ ok: false, code: 'owner_by_owner_only' })
    for (const role of ['admin', 'none'] as const) {
      const input = { accountId: account.id, subjectId: owner.subjectId, role }
      expect(await changeRole(admin, input, context)).toMatchObject({ code: 'owner_by_owner_only' })
    }
    const raised = { accountId: account.id, subjectId: member.subjectId, role: 'owner' as const }
    expect(await changeRole(admin, raised, context)).toMatchObject({ code: 'owner_by_owner_only' })
    expect(await changeRole(owner, raised, context)).toMatchObject({ ok: true })
    const back = { ...raised, role: 'member' as const }
    expect(await changeRole(operator, back, context)).toMatchObject({ ok: true })
  })
})
