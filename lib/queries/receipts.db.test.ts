import { parseReceiptFile, parseTrustPolicy, verifyReceipt } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import { openRecord } from '#lib/commands/open-record.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { keepKeys } from '../../test-support/keep-keys.ts'
import { must, openWorld, type World } from '../../test-support/world.ts'
import { listRecord } from './record.ts'
import { findReceiptFile, listReceiptFiles } from './receipt-files.ts'
import { findReceipt, findReceiptProgress, listReceipts } from './receipts.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
let owner: MemberPrincipal, admin: MemberPrincipal, auditor: MemberPrincipal
let ann: MemberPrincipal, ben: MemberPrincipal, stranger: MemberPrincipal
/** One receipt of each kind that is looked at: two of Ann's, two of her account. */
let receipts: Record<'features' | 'sharing' | 'permission' | 'acceptance', string>

beforeAll(async () => {
  world = await openWorld(database)
  await keepKeys(world)
  await world.account('dunmore')
  await world.account('elswick')
  owner = await world.member('dunmore', 'Olga Owner', 'owner')
  admin = await world.member('dunmore', 'Ada Admin', 'admin')
  auditor = await world.member('dunmore', 'Ian Auditor', 'auditor')
  ann = await world.member('dunmore', 'Ann Member')
  ben = await world.member('dunmore', 'Ben Member')
  stranger = await world.member('elswick', 'Olga Owner', 'owner')
  await world.permit(admin, 'meeting_summary', 'chat_compose')
  await world.permit(admin, 'product_improvement/chat', 'product_improvement/audio')
  receipts = {
    features: (await world.include(ann, 'meeting_summary'))!,
    sharing: (await world.leaveOut(ann, 'product_improvement/chat'))!,
    permission: await latestOf(admin, 'permission'),
    acceptance: await accept(owner),
  }
  await world.leaveOut(ben, 'meeting_summary')
})

afterAll(() => closeDatabase(database))

describe('while the ledger has not come to it', () => {
  test('a receipt is there at once, and awaits its proof', async () => {
    const receipt = await findReceipt(ann, receipts.features, world.context)
    expect(receipt).toMatchObject({ state: 'awaiting_proof', position: null })
    expect(await findReceiptProgress(ann, receipts.features, world.context)).toEqual({
      state: 'awaiting_proof',
      index: null,
      size: 0,
    })
    const file = await findReceiptFile(ann, receipts.features, world.context)
    expect(parsed(file!.bytes).proof).toBeNull()
    const verification = verify(file!.bytes)
    expect(verification.ok).toBe(false)
    expect(verification.facts.at(-1)).toMatchObject({ state: 'not_yet', code: 'awaiting_proof' })
  })
})

describe('once it is sequenced', () => {
  beforeAll(async () => {
    await world.sequence()
  })

  test('each of the receipts verifies with the trust policy alone', async () => {
    for (const [kind, id] of Object.entries(receipts)) {
      const reader = kind === 'features' || kind === 'sharing' ? ann : owner
      const file = await findReceiptFile(reader, id, world.context)
      expect(verify(file!.bytes)).toMatchObject({ ok: true })
      expect(parsed(file!.bytes).texts.length).toBeGreaterThan(0)
    }
  })

  test('a receipt is as complete as its entry', async () => {
    const progress = await findReceiptProgress(ann, receipts.features, world.context)
    const receipt = await findReceipt(ann, receipts.features, world.context)
    expect(progress).toEqual({ state: 'complete', index: receipt!.position, size: progress!.size })
    expect(progress!.size).toBeGreaterThan(progress!.index!)
  })

  test('the texts in a file are the exact bytes that were shown', async () => {
    const file = await findReceiptFile(ann, receipts.features, world.context)
    const { terms, notices } = await loadPlatform(database)
    const shown = parsed(file!.bytes).texts.map(({ id, text }) => [id, digestOf(text)])
    const receipt = (await findReceipt(ann, receipts.features, world.context))!
    expect(receipt.termsVersions).toEqual([
      { documentSlug: terms[0]!.documentSlug, number: 1, digest: terms[0]!.digest },
    ])
    const notice = notices.find(({ purpose }) => purpose === 'meeting_summary')!
    expect(receipt.notices).toEqual([{ id: notice.id, digest: notice.digest }])
    expect(shown).toEqual([
      [`https://portal.test/terms/${terms[0]!.documentSlug}/versions/1`, terms[0]!.digest],
      [`https://portal.test/notices/${notice.id}`, notice.digest],
    ])
  })

  test('a consent receipt says what was said about what, and on which clauses it rests', async () => {
    const features = await findReceipt(ann, receipts.features, world.context)
    expect(features).toMatchObject({
      kind: 'consent',
      question: 'features',
      purposes: [
        {
          purpose: 'meeting_summary',
          title: 'Meeting summary',
          choice: 'give',
          categories: [{ key: 'audio' }, { key: 'chat' }],
        },
      ],
    })
    const sharing = await findReceipt(ann, receipts.sharing, world.context)
    expect(sharing).toMatchObject({
      kind: 'consent',
      question: 'sharing',
      purposes: [
        { purpose: 'product_improvement', choice: 'refuse', categories: [{ key: 'chat' }] },
      ],
    })
    const { terms } = await loadPlatform(database)
    const mapped = terms[0]!.mapped.map(({ clause }) => clause.anchor)
    const purposes = features?.kind === 'consent' ? features.purposes : []
    expect(purposes[0]!.clauses.length).toBeGreaterThan(0)
    for (const { anchor } of purposes[0]!.clauses) expect(mapped).toContain(anchor)
  })

  test('a permission and an acceptance are documents of the account, and no consents', async () => {
    expect(await findReceipt(admin, receipts.permission, world.context)).toMatchObject({
      kind: 'permission',
      question: 'sharing',
      purposes: [
        { purpose: 'product_improvement', category: 'chat', choice: 'members_decide' },
        { purpose: 'product_improvement', category: 'audio', choice: 'members_decide' },
      ],
      asking: [{ purpose: 'product_improvement', mode: 'not_yet', reference: null }],
    })
    expect(await findReceipt(admin, receipts.acceptance, world.context)).toMatchObject({
      kind: 'acceptance',
      answer: 'accept',
      signedBy: 'Olga Owner',
      authority: 'Director',
    })
  })

  test('a withdrawal says that it is one', async () => {
    const ids = await world.withdrawEverything(ann)
    const views = await Promise.all(ids.map((id) => findReceipt(ann, id, world.context)))
    const choices = views.flatMap((view) => (view?.kind === 'consent' ? view.purposes : []))
    expect(choices.map(({ purpose, choice }) => `${purpose} ${choice}`)).toContain(
      'meeting_summary withdraw',
    )
  })
})

describe('who sees a receipt', () => {
  const readers = () => ({ owner, admin, auditor, ann, ben, stranger })

  test.each([
    ['features', ['ann']],
    ['sharing', ['ann']],
    ['permission', ['owner', 'admin', 'auditor']],
    ['acceptance', ['owner', 'admin', 'auditor']],
  ] as const)('the receipt of %s is seen by %j and nobody else', async (kind, allowed) => {
    for (const [name, reader] of Object.entries(readers())) {
      const isAllowed = (allowed as readonly string[]).includes(name)
      const id = receipts[kind]
      const seen = [
        await findReceipt(reader, id, world.context),
        await findReceiptProgress(reader, id, world.context),
        await findReceiptFile(reader, id, world.context),
      ]
      for (const view of seen) expect(view !== null, `${name} sees it`).toBe(isAllowed)
      const { receipts: listed } = await listReceipts(reader, null, world.context)
      expect(listed.some((each) => each.id === id)).toBe(isAllowed)
    }
  })

  test('an auditor who opened a record has no receipt of that member', async () => {
    const input = { subjectId: ann.subjectId, reason: 'A question of hers' }
    must(await openRecord(auditor, input, world.context))
    expect(await findReceipt(auditor, receipts.features, world.context)).toBeNull()
    const { receipts: own } = await listReceipts(ann, null, world.context)
    expect(own[0]).toMatchObject({ kind: 'inspection' })
  })

  test.each(['', 'x', '0', "' OR 1=1 --", '00000000-0000-0000-0000-000000000000', '\u0000'])(
    '%j is no receipt of anybody',
    async (id) => {
      expect(await findReceipt(ann, id, world.context)).toBeNull()
      expect(await findReceiptFile(ann, id, world.context)).toBeNull()
    },
  )
})

test('whatever receipt the record names its reader finds, and what an account decided about its people is among them', async () => {
  const team = await world.team()
  await world.permit(team.admin, 'meeting_summary')
  await world.watch(team.admin, new Date(world.context.now().getTime() + 86_400_000))
  await world.link(team.member)
  await world.group(team.admin, 'legal', { joining: [team.member], off: ['meeting_summary'] })
  const read = async (who: MemberPrincipal) => {
    const { entries } = await listRecord(who, { kinds: null, before: null }, world.context)
    const named = entries.flatMap(({ receiptId }) => receiptId ?? [])
    const found = await Promise.all(named.map((id) => findReceipt(who, id, world.context)))
    expect(found).not.toContain(null)
    return found.map((receipt) => receipt!.kind).toSorted()
  }
  for (const who of [team.owner, team.admin, team.auditor])
    expect(await read(who)).toEqual(['group', 'observation', 'permission'])
  expect(await read(team.member)).toEqual([])
  const { receipts: drawer } = await listReceipts(team.admin, null, world.context)
  const kinds = drawer.map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['group', 'observation', 'permission']))
})

describe('lists and export', () => {
  test('the list goes from the latest to the first, page by page, each once', async () => {
    for (let i = 0; i < 15; i++) {
      await world.include(ben, 'chat_compose')
      await world.leaveOut(ben, 'chat_compose')
      if (i === 7) await world.sequence()
    }
    const ids: string[] = []
    const pages: number[] = []
    for (let before: number | null = null; ;) {
      const page = await listReceipts(ben, before, world.context)
      ids.push(...page.receipts.map(({ id }) => id))
      pages.push(page.receipts.length)
      if (page.older === null) break
      before = page.older
    }
    const { rows } = await database.pool.query<{ id: string }>(
      `SELECT r.event_id AS id FROM receipt r JOIN event_position p ON p.event_id = r.event_id
        WHERE r.subject_id = $1 ORDER BY p.position DESC`,
      [ben.subjectId],
    )
    expect(ids).toEqual(rows.map(({ id }) => id))
    expect(pages).toEqual([25, ids.length - 25])
  })

  test('the export of an account has every receipt once, under a name of its own, and all verify', async () => {
    await world.sequence()
    const files = new Map<string, Uint8Array>()
    for await (const file of listReceiptFiles(world.commandLine, ann.accountId, world.context)) {
      expect(file.name).toMatch(/^2026-\d\d-\d\d-[a-z]+-[0-9a-f-]{36}\.receipt\.json$/)
      files.set(file.name, file.bytes)
      expect(verify(file.bytes), file.name).toMatchObject({ ok: true })
    }
    const { rows } = await database.pool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM receipt WHERE account_id = $1',
      [ann.accountId],
    )
    expect(files.size).toBe(rows[0]!.n)
    expect([...files.keys()].filter((name) => name.includes('consent')).length).toBeGreaterThan(30)
  })
})

function verify(bytes: Uint8Array) {
  return verifyReceipt(bytes, parseTrustPolicy(world.policy, nodeCrypto), nodeCrypto)
}

function parsed(bytes: Uint8Array) {
  const file = parseReceiptFile(bytes)
  if (!file.ok) throw new Error(file.code)
  return file.value
}

function digestOf(text: string): string {
  return world.context.digestOf(new TextEncoder().encode(text))
}

async function latestOf(reader: MemberPrincipal, kind: string): Promise<string> {
  const { receipts: listed } = await listReceipts(reader, null, world.context)
  return listed.find((each) => each.kind === kind)!.id
}

async function accept(by: MemberPrincipal): Promise<string> {
  const { terms } = await loadPlatform(database)
  const { documentSlug, number, digest } = terms[0]!
  const input = { documentSlug, number, digest, answer: 'accept' as const }
  const signed = { ...input, name: 'Olga Owner', authority: 'Director' }
  return must(await answerTerms(by, signed, world.context)).eventId
}
