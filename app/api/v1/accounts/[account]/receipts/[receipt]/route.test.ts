import { parseReceiptFile, parseTrustPolicy, verifyReceipt } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../../../test-support/database.ts'
import { keepKeys } from '../../../../../../../test-support/keep-keys.ts'
import { nodesOf, readPdf } from '../../../../../../../test-support/read-pdf.ts'
import { getAs, problemOf } from '../../../../../../../test-support/route-world.ts'
import { openWorld, type World } from '../../../../../../../test-support/world.ts'
import { GET as getBundle } from './bundle/route.ts'
import { GET as getFile } from './file/route.ts'
import { GET as getPaper } from './paper/route.ts'
import { GET as getProgress } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let member: MemberPrincipal, colleague: MemberPrincipal, admin: MemberPrincipal
let outsider: MemberPrincipal
let receipt: string
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  await keepKeys(world)
  await world.account('quarry')
  await world.account('harbour')
  outsider = await world.member('quarry', 'Olu Outside', 'owner')
  admin = await world.member('harbour', 'Ada Admin', 'admin')
  member = await world.member('harbour', 'Mo Member')
  colleague = await world.member('harbour', 'Cy Colleague')
  await world.permit(admin, 'meeting_summary')
  receipt = (await world.include(member, 'meeting_summary'))!
})

afterAll(() => closeDatabase(database))

test('a page can wait for the proof, and the file that is taken then verifies', async () => {
  const waiting = await get(member, getProgress)
  expect(await waiting.json()).toEqual({ state: 'awaiting_proof', index: null, size: 0 })
  expect(waiting.headers.get('cache-control')).toBe('no-store')
  const { size } = await world.sequence()
  const progress = (await (await get(member, getProgress)).json()) as { index: number }
  expect(progress).toEqual({ state: 'complete', index: size - 1, size })
  const file = await get(member, getFile)
  expect(file.headers.get('content-type')).toBe('application/json')
  expect(file.headers.get('content-disposition')).toBe(
    `attachment; filename="2026-03-02-consent-${receipt}.receipt.json"`,
  )
  expect(file.headers.get('cache-control')).toContain('no-store')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const policy = parseTrustPolicy(world.policy, nodeCrypto)
  expect(verifyReceipt(bytes, policy, nodeCrypto)).toMatchObject({ ok: true })
})

test('the bundle is a zip of the same receipt, part by part', async () => {
  await world.sequence()
  const response = await get(member, getBundle)
  expect(response.headers.get('content-type')).toBe('application/zip')
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="2026-03-02-consent-${receipt}.receipt.zip"`,
  )
  expect(response.headers.get('cache-control')).toContain('no-store')
  const parts = unzipSync(new Uint8Array(await response.arrayBuffer()))
  const file = parseReceiptFile(new Uint8Array(await (await get(member, getFile)).arrayBuffer()))
  if (!file.ok) throw new Error(file.code)
  const { issuer, jwt, proof, salt, texts } = file.value
  expect(strFromU8(parts['receipt.vc.jwt']!)).toBe(jwt)
  expect(strFromU8(parts['certificate']!)).toBe(issuer)
  expect(strFromU8(parts['proof.tlog-proof']!)).toBe(proof)
  expect(strFromU8(parts['trust.policy']!)).toBe(world.policy)
  expect(parts['salt']).toEqual(salt)
  expect(Object.keys(parts).slice(-2)).toEqual(['context/receipt-v2.jsonld', 'receipt.pdf'])
  const shown = Object.keys(parts).filter((path) => /^(terms|notice)\//.test(path))
  expect(shown.map((path) => strFromU8(parts[path]!))).toEqual(texts.map(({ text }) => text))
})

test('the paper is the receipt’s own page as a PDF, with the name that the portal knows', async () => {
  const response = await get(member, getPaper)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="2026-03-02-consent-${receipt}.receipt.pdf"`,
  )
  expect(response.headers.get('cache-control')).toContain('no-store')
  const pdf = await readPdf(new Uint8Array(await response.arrayBuffer()))
  expect(pdf.title).toContain('Your answer about AI features')
  const text = pdf.pages.map((page) => page.text).join('\n')
  for (const words of ['Mo Member', member.subjectId, receipt, 'you said yes.'])
    expect(text).toContain(words)
  const [figure] = nodesOf(pdf, 'Figure')
  expect(figure?.alt).toContain(`https://portal.test/verify#receipt=${receipt}`)
})

describe.each([
  ['the state', getProgress],
  ['the paper', getPaper],
  ['the file', getFile],
  ['the bundle', getBundle],
])('%s', (_what, handler) => {
  test('a stranger signs in first', async () => {
    expect(await problemOf(await get(null, handler))).toBe('401 not_signed_in')
  })

  test('another member, an admin, and a member of another account find nothing', async () => {
    for (const other of [colleague, admin, outsider])
      expect(await problemOf(await get(other, handler))).toBe('404 not_found')
    const moved = await getAs(world, outsider, handler, { account: 'quarry', receipt })
    expect(await problemOf(moved)).toBe('404 not_found')
  })

  test('what is no receipt is not found', async () => {
    for (const id of ['x', '%00', '00000000-0000-4000-8000-000000000000']) {
      const response = await getAs(world, member, handler, { account: 'harbour', receipt: id })
      expect(await problemOf(response)).toBe('404 not_found')
    }
  })
})

function get(caller: MemberPrincipal | null, handler: typeof getFile): Promise<Response> {
  return getAs(world, caller, handler, { account: 'harbour', receipt })
}
