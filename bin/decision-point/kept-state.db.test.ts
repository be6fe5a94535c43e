import { mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#lib/clock.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { openDecisionPoint, until } from '../../test-support/decision-point.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { openWorld, type Team } from '../../test-support/world.ts'
import { KeptState } from './kept-state.ts'
import { programsDigest } from './programs-digest.ts'

const database = openDatabase((await testDatabase()).url)
const other = openDatabase((await testDatabase()).url)
const world = await openWorld(database, { now: systemClock })
let team: Team
let path: string
afterAll(async () => {
  await closeDatabase(database)
  await closeDatabase(other)
})

/** A decision point ran, kept its state with a yes in it, and has ended. */
beforeEach(async () => {
  path = join(mkdtempSync(join(tmpdir(), 'assent-kept-')), 'state')
  team = await world.team()
  await world.permit(team.admin, 'meeting_summary')
  await world.include(team.member, 'meeting_summary')
  const kept = new Watched(path, 'these programs')
  const point = await openDecisionPoint(world, {}, database, kept)
  await until(async () => (await kept.find()) !== null)
  await point.close()
})

test('a start goes on from what was kept: what was said since is known, with all that rests on it', async () => {
  await world.leaveOut(team.member, 'meeting_summary')
  await world.include(team.owner, 'meeting_summary')
  expect(await startAgain()).toEqual({ member: false, owner: true, isUsed: true })
})

test('terms that were published since make a yes of before needed again', async () => {
  const said = 'for the people in it'
  expect(smallTerms).toContain(said)
  const wider = smallTerms.replace(said, 'for the platform, and kept for ever')
  await world.publishTerms(wider, smallMapping, { effect: 'widens' })
  expect(await startAgain()).toEqual({ member: false, owner: false, isUsed: true })
  expect(await startAgain('other programs')).toMatchObject({ member: false, owner: false })
})

test('what other programs made, or is not whole, is not used: everything is read', async () => {
  expect(await startAgain('other programs')).toEqual({ member: true, owner: false, isUsed: false })
  const bytes = readFileSync(path)
  bytes[bytes.indexOf('"left":false') + 2]! ^= 1
  writeFileSync(path, bytes)
  expect(await startAgain()).toEqual({ member: true, owner: false, isUsed: true })
})

test('a file that was cut off, or whose label is, is not used', async () => {
  truncateSync(path, statSync(path).size - 1)
  expect(await startAgain()).toMatchObject({ member: true, owner: false })
  truncateSync(`${path}.json`, 10)
  expect(await startAgain()).toEqual({ member: true, owner: false, isUsed: false })
})

test('in another database nothing of it is known', async () => {
  const elsewhere = await openWorld(other, { now: systemClock })
  await elsewhere.team()
  const kept = new Watched(path, 'these programs')
  const point = await openDecisionPoint(elsewhere, {}, other, kept)
  expect(kept.isUsed).toBe(true)
  expect(point.live.snapshot.accountOf(team.account.id)).toBeNull()
  await point.close()
})

test('nobody but its owner can read it', () => {
  for (const file of [path, `${path}.json`]) expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('the digest of the programs is of files that are there', () => {
  expect(programsDigest()).toMatch(/^[0-9a-f]{64}$/)
  expect(programsDigest()).toBe(programsDigest())
})

async function startAgain(programs = 'these programs') {
  const kept = new Watched(path, programs)
  // What is read anew would be kept in the place of what is being tried.
  kept.saveWhenDue = () => Promise.resolve()
  const point = await openDecisionPoint(world, {}, database, kept)
  const { key } = await point.newKey()
  const isPermitted = async (id: string) => {
    const answer = await point.evaluate(key, {
      subject: { type: 'user', id },
      action: { name: 'meeting_summary' },
      resource: { type: 'account', id: team.account.id },
    })
    return answer.decision
  }
  const member = await isPermitted(team.member.subjectId)
  const owner = await isPermitted(team.owner.subjectId)
  await point.close()
  return { member, owner, isUsed: kept.isUsed }
}

class Watched extends KeptState {
  isUsed = false

  override lines(sha256: string): AsyncGenerator<Buffer> {
    this.isUsed = true
    return super.lines(sha256)
  }
}
