import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { loadMemberRole, loadMembers, loadMemberships } from '#lib/store/accounts.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { findPersonByEmail } from '#lib/store/people.ts'
import { beforeAppend } from '../../test-support/before-append.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { must, openWorld } from '../../test-support/world.ts'
import { addMember } from './add-member.ts'
import { addStaff } from './add-staff.ts'
import { changeRole } from './change-role.ts'
import { createAccount } from './create-account.ts'
import { openRecord } from './open-record.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context, commandLine } = world

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

describe('accounts', () => {
  test('a slug is taken once, also at the same moment', async () => {
    const create = () => createAccount(commandLine, { slug: 'quay', name: 'Quay' }, context)
    const both = await Promise.all([create(), create(), create()])
    const outcomes = both.map((each) => (each.ok ? 'ok' : each.code)).sort()
    expect(outcomes).toEqual(['ok', 'slug_taken', 'slug_taken'])
  })

  test.each([
    '',
    'a',
    'Quay',
    'quay side',
    '-quay',
    'quay-',
    'quay--side',
    '../quay',
    'q'.repeat(61),
  ])('the slug %j is none', async (slug) => {
    const result = await createAccount(commandLine, { slug, name: 'Quay' }, context)
    expect(result).toEqual({ ok: false, code: 'slug_invalid' })
  })

  test('an account begins with nobody in it and nothing permitted', async () => {
    const { id } = await world.account('empty')
    expect(await loadMembers(database, id)).toEqual([])
    expect(await database.prisma.permission.count({ where: { accountId: id } })).toBe(0)
  })
})

describe('members', () => {
  test('one person in two accounts is one person, however the address was typed', async () => {
    const [one, other] = [await world.account('one'), await world.account('other')]
    const add = (accountSlug: string, email: string) =>
      addMember(commandLine, { accountSlug, name: 'Zoë', email, role: 'member' }, context)
    const first = must(await add(one.slug, 'Zoe@People.example'))
    const second = must(await add(other.slug, 'zoe@people.EXAMPLE'))
    expect(second.personId).toBe(first.personId)
    expect(second.subjectId).not.toBe(first.subjectId)
    const memberships = await loadMemberships(database, first.personId)
    expect(memberships.map(({ accountSlug }) => accountSlug)).toEqual(['one', 'other'])
    expect(await add(one.slug, 'zoe@people.example')).toEqual({ ok: false, code: 'member_exists' })
  })

  test('at the same moment in two accounts: still one person', async () => {
    const [one, other] = [await world.account('left'), await world.account('right')]
    const add = (accountSlug: string, database_ = database) =>
      addMember(
        commandLine,
        { accountSlug, name: 'Ann', email: 'ann@people.example', role: 'member' },
        { ...context, database: database_ },
      )
    const overtaken = beforeAppend(database, () => add(one.slug))
    const { personId } = must(await add(other.slug, overtaken))
    expect((await findPersonByEmail(database, 'ann@people.example'))?.id).toBe(personId)
    expect(await loadMemberships(database, personId)).toHaveLength(2)
  })

  test('at the same moment in one account: one membership, and the other is told', async () => {
    const { slug } = await world.account('both')
    const add = (own = database) =>
      addMember(
        commandLine,
        { accountSlug: slug, name: 'Bo', email: 'bo@people.example', role: 'member' },
        { ...context, database: own },
      )
    const overtaken = beforeAppend(database, add)
    expect(await add(overtaken)).toEqual({ ok: false, code: 'member_exists' })
    expect(await world.findAccount(slug)).not.toBeNull()
  })

  test('an unknown account', async () => {
    const input = { accountSlug: 'nowhere', name: 'N', email: 'n@people.example' }
    const result = await addMember(commandLine, { ...input, role: 'member' }, context)
    expect(result).toEqual({ ok: false, code: 'account_unknown' })
    expect(await findPersonByEmail(database, 'n@people.example')).toBeNull()
  })

  test('staff are members of nothing, and staff once', async () => {
    const operator = await world.operator('Stan Staff')
    expect(await loadMemberships(database, operator.personId)).toEqual([])
    const again = { name: 'Stan', email: 'STAN.staff@people.example' }
    expect(await addStaff(commandLine, again, context)).toEqual({ ok: false, code: 'staff_exists' })
  })
})

describe('roles', () => {
  test('who left belongs to nothing, keeps their choices on record, and can come back', async () => {
    const { account, owner, admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary')
    await world.include(member, 'meeting_summary')
    const { subjectId } = member
    must(await changeRole(owner, { accountId: account.id, subjectId, role: 'none' }, context))
    const memberships = await loadMemberships(database, member.personId)
    expect(memberships.map(({ accountId }) => accountId)).not.toContain(account.id)
    expect((await loadMembers(database, account.id)).map((each) => each.subjectId)).not.toContain(
      subjectId,
    )
    expect(await database.prisma.choice.count({ where: { subjectId } })).toBe(1)
    must(await changeRole(owner, { accountId: account.id, subjectId, role: 'auditor' }, context))
    expect(await loadMemberRole(database, account.id, subjectId)).toEqual({
      role: 'auditor',
      seq: 3,
    })
  })

  test('two changes at once: one of them, and the other is told', async () => {
    const { account, owner, admin, member } = await world.team()
    const to = (role: 'admin' | 'none') => ({
      accountId: account.id,
      subjectId: member.subjectId,
      role,
    })
    const overtaken = beforeAppend(database, () => changeRole(admin, to('none'), context))
    const result = await changeRole(owner, to('admin'), { ...context, database: overtaken })
    expect(result).toEqual({ ok: false, code: 'conflict' })
    const role = await loadMemberRole(database, account.id, member.subjectId)
    expect(role).toEqual({ role: 'none', seq: 2 })
  })
})

test('an auditor’s look into one record is on record, with the reason beside the statement and not in it', async () => {
  const { auditor, member } = await world.team()
  const reason = 'The member asked whether their no was kept.'
  const input = { subjectId: member.subjectId, reason }
  const { eventId } = must(await openRecord(auditor, input, context))
  const event = await database.prisma.event.findUniqueOrThrow({
    where: { id: eventId },
    include: { inspection: true, reason: true },
  })
  expect(event.inspection).toMatchObject({ subjectId: member.subjectId })
  expect(event.reason?.text).toBe(reason)
  const receipt = await database.prisma.receipt.findUniqueOrThrow({ where: { eventId } })
  expect(receipt.subjectId).toBe(member.subjectId)
  const payload = Buffer.from(receipt.jws.split('.')[1]!, 'base64url').toString()
  expect(payload).not.toContain(reason)
  expect(payload).toContain(auditor.subjectId)
})
