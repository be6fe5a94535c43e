import { parseTrustPolicy, verifyReceipt } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import { eraseMember } from '#lib/commands/erase-member.ts'
import { expireEvidence } from '#lib/commands/expire-evidence.ts'
import { openEvidence } from '#lib/commands/open-evidence.ts'
import { openRecord } from '#lib/commands/open-record.ts'
import { requestErasure } from '#lib/commands/request-erasure.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { checkLedger } from '#lib/queries/check-ledger.ts'
import { evidenceFiles, findReceiptFile, listReceiptFiles } from '#lib/queries/receipt-files.ts'
import { listReceipts } from '#lib/queries/receipts.ts'
import { listRecord } from '#lib/queries/record.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { keepKeys } from '../../test-support/keep-keys.ts'
import { placesOf, readableValues } from '../../test-support/readable-values.ts'
import { must, openWorld, type World } from '../../test-support/world.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const owning = openDatabase(at.ownerUrl, 2)
const owner = new pg.Client(at.ownerUrl)
let world: World

beforeAll(async () => {
  await owner.connect()
  // Evidence is kept by the database's clock.
  world = await openWorld(database, { now: () => new Date() })
  await keepKeys(world)
})
afterAll(async () => {
  await closeDatabase(database)
  await closeDatabase(owning)
  await owner.end()
})

const acts = ['include', 'leaveOut', 'withdraw', 'sign', 'inspect', 'ask', 'sequence'] as const
type Step = { readonly who: number; readonly act: (typeof acts)[number] | 'erase' }

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat({ max: 4 }),
  act: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...acts) }, fc.constant('erase' as const)),
})

/** What a person has taken away, and what of theirs may stand nowhere once they are erased. */
type Life = {
  readonly member: MemberPrincipal
  readonly files: Uint8Array[]
  /** Of this membership. */
  readonly own: (string | Buffer)[]
  isErased: boolean
}

test('whatever happened before: nothing of the erased is left to read, and everyone’s proofs verify', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (steps) => {
      run += 1
      const lives = await peopleOf(run)
      for (const { who, act } of steps) await perform(lives, lives[who]!, act)
      await world.sequence()
      await expectForgotten(lives)
      await expectProofs(lives)
    }),
    { numRuns: 8 },
  )
  await expectEvidenceToVerifyAndEnd()
}, 240_000)

/** Five memberships of four people in two accounts: the first two are the same person. */
async function peopleOf(run: number): Promise<Life[]> {
  const [one, two] = [`one-${String(run)}`, `two-${String(run)}`]
  await world.account(one)
  await world.account(two)
  const names = ['Both Places', 'Both Places', 'Sole Signer', 'Plain Person', 'Staying Person']
  const lives: Life[] = []
  for (const [i, name] of names.entries()) {
    const role = i < 3 ? 'owner' : 'member'
    const member = await world.member(i === 1 ? two : one, `${name} ${String(run)}`, role)
    const own = [`typed by ${String(i)} in ${String(run)}`]
    lives.push({ member, files: [], own, isErased: false })
  }
  await world.member(two, `Keeper ${String(run)}`, 'owner')
  for (const account of [one, two]) {
    const admin = lives[account === one ? 0 : 1]!.member
    await world.permit(admin, 'meeting_summary')
  }
  return lives
}

async function perform(lives: readonly Life[], life: Life, act: Step['act']): Promise<void> {
  const { member } = life
  // The last person always stays: somebody's proofs have to hold afterwards.
  if (life.isErased || (act === 'erase' && life === lives[4])) return
  if (act === 'include') await world.include(member, 'meeting_summary')
  if (act === 'leaveOut') await world.leaveOut(member, 'meeting_summary')
  if (act === 'withdraw') await world.withdrawEverything(member)
  if (act === 'sign') await sign(member, String(life.own[0]))
  if (act === 'ask') await requestErasure(member, world.context)
  if (act === 'sequence') await world.sequence()
  if (act === 'inspect') await inspect(life)
  if (act === 'erase') await erase(life)
}

async function erase(life: Life): Promise<void> {
  const { member } = life
  await world.sequence()
  life.files.push(...(await filesOf(member)))
  life.own.push(...(await storedOf(member.subjectId)))
  const erased = await eraseMember(world.commandLine, member, world.context)
  if (erased.ok) life.isErased = true
  else expect(erased.code).toBe('last_owner')
}

async function inspect({ member, own }: Life): Promise<void> {
  const auditor = await world.member(
    member.accountSlug,
    `Auditor ${String(Math.random()).slice(2)}`,
    'auditor',
  )
  const reason = `${member.personName} asked us to look, ${String(own.length)}`
  own.push(reason)
  must(await openRecord(auditor, { subjectId: member.subjectId, reason }, world.context))
}

async function sign(member: MemberPrincipal, name: string): Promise<void> {
  if (member.role !== 'owner') return
  const [terms] = (await loadPlatform(database)).terms
  const { documentSlug, number, digest } = terms!
  const answer = { documentSlug, number, digest, answer: 'accept' as const }
  must(await answerTerms(member, { ...answer, name, authority: 'Director' }, world.context))
}

/** As a member takes them away, each one. */
async function filesOf(member: MemberPrincipal): Promise<Uint8Array[]> {
  const { receipts } = await listReceipts(member, null, world.context)
  const files = await Promise.all(
    receipts.map(({ id }) => findReceiptFile(member, id, world.context)),
  )
  return files.map((file) => file!.bytes)
}

/** The statements and salts that are one member's. */
async function storedOf(subjectId: string): Promise<(string | Buffer)[]> {
  const { rows } = await owner.query<{ jws: string; salt: Buffer }>(
    `SELECT r.jws, s.salt FROM receipt r JOIN secret s USING (event_id)
      WHERE r.subject_id = $1 OR r.event_id IN (SELECT event_id FROM acceptance_signature WHERE signer_id = $1)`,
    [subjectId],
  )
  return rows.flatMap(({ jws, salt }) => [jws, salt])
}

async function expectForgotten(lives: readonly Life[]): Promise<void> {
  const values = await readableValues(database)
  for (const { member, own, isErased } of lives) {
    if (!isErased) continue
    const { personName: name, personId } = member
    const isGone = lives.every((each) => each.isErased || each.member.personId !== personId)
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@people.example`
    const sought = isGone ? [...own, name, email, personId] : own
    expect(placesOf(values, sought), name).toEqual([])
  }
  const reader = lives[4]!.member
  const { entries } = await listRecord(reader, { kinds: null, before: null }, world.context)
  for (const { member, isErased } of lives)
    if (isErased && member.accountId === reader.accountId)
      expect(JSON.stringify(entries)).not.toContain(`${member.personName} `)
}

/** What was taken away, what is there still, and the ledger as a whole. */
async function expectProofs(lives: readonly Life[]): Promise<void> {
  for (const { files } of lives) for (const bytes of files) expectToVerify(bytes)
  for (const { member, isErased } of lives)
    if (!isErased) for (const bytes of await filesOf(member)) expectToVerify(bytes)
  for await (const { bytes } of listReceiptFiles(
    world.commandLine,
    lives[4]!.member.accountId,
    world.context,
  ))
    expectToVerify(bytes)
  await checkActs(world)
  expect(await checkLedger(world)).toMatchObject({
    ok: true,
    counts: { erased: await database.prisma.erasedStatement.count() },
  })
}

function expectToVerify(bytes: Uint8Array): void {
  const policy = parseTrustPolicy(world.policy, nodeCrypto)
  expect(verifyReceipt(bytes, policy, nodeCrypto)).toMatchObject({ ok: true })
}

/** Opened on record, the evidence verifies; past its period it is gone, and the ledger adds up as before. */
async function expectEvidenceToVerifyAndEnd(): Promise<void> {
  const erasures = await database.prisma.erasure.findMany()
  expect(erasures.length).toBeGreaterThan(0)
  for (const { subjectId } of erasures.slice(0, 3)) {
    const reason = 'A court asked for it, under file 12.'
    const context = { ...world.context, owner: owning }
    const { statements } = must(
      await openEvidence(world.commandLine, { wanted: { subjectId }, reason }, context),
    )
    expect(statements.length).toBeGreaterThan(0)
    for await (const { bytes } of evidenceFiles(world.commandLine, statements, context))
      expectToVerify(bytes)
  }
  // Three years cannot be waited for.
  await owner.query('UPDATE sealed.evidence SET until = now()')
  expect(await expireEvidence(world.context)).toBe(await database.prisma.erasedStatement.count())
  const { subjectId } = erasures[0]!
  const again = { wanted: { subjectId }, reason: 'Asked for again, too late.' }
  expect(await openEvidence(world.commandLine, again, { ...world.context, owner: owning })).toEqual(
    { ok: false, code: 'evidence_unknown' },
  )
  await world.sequence()
  expect(await checkLedger(world)).toMatchObject({
    ok: true,
    counts: { erased: await database.prisma.erasedStatement.count() },
  })
}
