import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sessionCookie } from '#lib/auth/session-cookie.ts'
import type { MemberPrincipal, OperatorPrincipal } from '#lib/domain/account/principal.ts'
import type { RouteHandler } from '#lib/http/handle.ts'
import { findTermsDraft } from '#lib/queries/terms-draft.ts'
import { findVersionReview } from '#lib/queries/version-review.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { appendSession } from '#lib/store/sessions.ts'
import { tokenDigest } from '#lib/store/token-digest.ts'
import { testDatabase } from '../../../../test-support/database.ts'
import { countActs, problemOf } from '../../../../test-support/route-world.ts'
import { smallTerms } from '../../../../test-support/small-catalogue.ts'
import { openWorld, type Team, type World } from '../../../../test-support/world.ts'
import { POST as createAccount } from './accounts/route.ts'
import { POST as createApiKey } from './api-keys/route.ts'
import { POST as revokeApiKey } from './api-key-revocations/route.ts'
import { POST as endUse } from './endings/route.ts'
import { POST as addMember } from './accounts/[account]/members/route.ts'
import { POST as outline } from './outlines/route.ts'
import {
  DELETE as dropDraft,
  GET as getDraft,
  PUT as putDraft,
} from './terms/[document]/draft/route.ts'
import { POST as importTerms } from './terms/[document]/versions/route.ts'
import { PUT as putMapping } from './terms/[document]/versions/[version]/mapping/route.ts'
import { GET as getImpact } from './terms/[document]/versions/[version]/impact/route.ts'
import { POST as approve } from './terms/[document]/versions/[version]/approvals/route.ts'
import {
  GET as getPublication,
  POST as publish,
} from './terms/[document]/versions/[version]/publication/route.ts'
import {
  GET as getReview,
  PUT as putReview,
} from './terms/[document]/versions/[version]/review/route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let staff: OperatorPrincipal
let team: Team
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  staff = await world.operator()
  team = await world.team()
})
afterAll(() => closeDatabase(database))

const mapping = { clauses: [{ clause: 'preamble', purposes: ['meeting_summary'] }] }
const written = { title: 'Written', effective: '', markdown: '# Written here' }
const upload = { markdown: smallTerms, effective: '2026-02-01' }

test('a version is imported, mapped and published, each naming what came of it', async () => {
  const version = { document: 'house-terms', version: '1' }
  const imported = await send(importTerms, { body: upload, params: version })
  expect(imported.status).toBe(201)
  expect(imported.headers.get('location')).toBe('/operator/terms/house-terms/versions/1')
  const bytes = new TextEncoder().encode(smallTerms)
  expect(await imported.json()).toMatchObject({ number: 1, digest: world.context.digestOf(bytes) })

  const clause = await firstClause('house-terms')
  const mapped = await send(putMapping, {
    params: version,
    body: { clauses: [{ clause, purposes: ['meeting_summary'] }] },
    ifMatch: '"0"',
  })
  expect(mapped.status).toBe(200)
  expect(mapped.headers.get('etag')).toBe('"1"')

  const ifMatch = await draftTag(version)
  const published = await send(publish, { params: version, body: {}, ifMatch })
  expect(published.status).toBe(201)
  expect(published.headers.get('location')).toBe('/terms/house-terms/versions/1')
})

test('a mapping is saved over the revision that was read, and over no other', async () => {
  const params = await imported('revised')
  const body = { clauses: [] }
  const problemFor = async (ifMatch?: string) =>
    problemOf(await send(putMapping, { params, body, ...(ifMatch ? { ifMatch } : {}) }))
  expect(await problemFor()).toBe('428 if_match_required')
  expect(await problemFor('"1"')).toBe('412 stale_page')
  expect(await problemFor('"none"')).toBe('412 stale_page')
  for (const malformed of ['0', '*', 'W/"0"', '"0", "1"'])
    expect(await problemFor(malformed)).toBe('400 if_match_malformed')
  expect((await send(putMapping, { params, body, ifMatch: '"0"' })).status).toBe(200)
  expect(await problemFor('"0"')).toBe('412 stale_page')
})

test('publishing names the draft that was on the screen, and happens once', async () => {
  const params = await imported('once')
  await send(putMapping, { params, body: { clauses: [] }, ifMatch: '"0"' })
  const problemFor = async (ifMatch?: string) =>
    problemOf(await send(publish, { params, body: {}, ...(ifMatch ? { ifMatch } : {}) }))
  expect(await problemFor()).toBe('428 if_match_required')
  expect(await problemFor('"0"')).toBe('412 stale_page')
  const ifMatch = await draftTag(params)
  expect((await send(publish, { params, body: {}, ifMatch })).status).toBe(201)
  const before = await countActs(world)
  expect(await problemFor(ifMatch)).toBe('409 terms_published')
  const late = { params, body: { clauses: [] }, ifMatch: '"1"' }
  expect(await problemOf(await send(putMapping, late))).toBe('409 terms_published')
  expect(await countActs(world)).toBe(before)
})

test('what changed is confirmed before it is published, and can be approved', async () => {
  const first = await imported('confirmed')
  await send(publish, { params: first, body: {}, ifMatch: await draftTag(first) })
  const markdown = smallTerms.replace('a message', 'and sends a message')
  await send(importTerms, { params: first, body: { ...upload, markdown } })
  const params = { document: 'confirmed', version: '2' }
  const publication = async () =>
    send(publish, { params, body: {}, ifMatch: await draftTag(params) })
  const refused = await publication()
  expect(await refused.clone().json()).toMatchObject({ errors: [{ message: '2.2.' }] })
  expect(await problemOf(refused)).toBe('409 verdicts_unconfirmed')
  const { proposals } = (await findVersionReview(staff, 'confirmed', 2, world.context))!
  const body = { against: 1, effects: proposals, summaries: [{ language: 'en', text: 'More.' }] }
  const save = (ifMatch: string, sent: object = body) =>
    send(putReview, { params, body: sent, ifMatch })
  for (const wrong of [{ against: '1' }, { summaries: [{ language: 'en', text: ' ' }] }])
    expect(await problemOf(await save('"0"', { ...body, ...wrong }))).toBe('422 input_invalid')
  const overruled = proposals.map((each) => ({ ...each, effect: 'narrows' }))
  const unexplained = { ...body, effects: overruled }
  expect(await problemOf(await save('"0"', unexplained))).toBe('422 note_missing')
  expect(await (await save('"0"')).json()).toEqual({ revision: 1, unconfirmed: 0 })
  expect(await problemOf(await save('"0"'))).toBe('412 stale_page')
  const blind = { params, body: {}, ifMatch: '"0"' }
  expect(await problemOf(await send(approve, blind))).toBe('412 stale_page')
  const approval = await send(approve, { ...blind, ifMatch: await draftTag(params) })
  expect(approval.status).toBe(201)
  expect((await publication()).status).toBe(201)
  expect(await problemOf(await save('"1"'))).toBe('409 terms_published')
})

test('whom a version asks again is counted before it is published, and not under five', async () => {
  const params = await imported('counted')
  const clause = await firstClause('counted')
  const body = { clauses: [{ clause, purposes: ['chat_compose'] }] }
  await send(putMapping, { params, body, ifMatch: '"0"' })
  const impact = { people: null, accounts: null }
  const none = { askedAgain: null, accounts: null, stopped: null, goesOn: null }
  expect(await (await send(getImpact, { params })).json()).toEqual({
    ...impact,
    purposes: [{ title: 'Chat compose', kind: 'feature', ...none }],
  })
  await send(publish, { params, body: {}, ifMatch: await draftTag(params) })
  for (const gone of [params, { ...params, version: '9' }])
    expect((await send(getImpact, { params: gone })).status).toBe(404)
})

test('a version is written as a draft: over the revision that was read, and over no other', async () => {
  const params = { document: 'written' }
  const save = (ifMatch: string, body: object = written) =>
    send(putDraft, { params, body, ifMatch })
  const read = async () => (await send(getDraft, { params })).json() as Promise<{ draft: object }>
  expect(await read()).toMatchObject({ revision: 0, documentTitle: null, draft: { markdown: '' } })
  expect(await (await save('"0"')).json()).toEqual({ revision: 1 })
  expect(await problemOf(await save('"0"', { ...written, markdown: 'Over it.' }))).toBe(
    '412 stale_page',
  )
  expect(await problemOf(await send(putDraft, { params, body: written }))).toBe(
    '428 if_match_required',
  )
  expect((await read()).draft).toEqual(written)
  for (const wrong of ['a\u0000b', 'half \ud800'])
    expect(await problemOf(await save('"1"', { ...written, markdown: wrong }))).toBe(
      '422 input_invalid',
    )
  expect((await save('"1"', { ...written, effective: '2026-05-01' })).status).toBe(200)
  const drop = (ifMatch: string) => send(dropDraft, { params, ifMatch })
  expect(await problemOf(await drop('"1"'))).toBe('412 stale_page')
  expect((await drop('"2"')).status).toBe(204)
  expect(await read()).toMatchObject({ revision: 0 })
})

test('a draft begins with the text of a version, and an outline says what clauses a text has', async () => {
  await imported('begun')
  const found = await findTermsDraft(staff, 'begun', 1, world.context)
  expect(found).toMatchObject({ startedFrom: 1, numbers: [1], draft: { markdown: smallTerms } })
  const outlined = await send(outline, { body: { markdown: smallTerms } })
  const { clauses } = (await outlined.json()) as { clauses: { number: string | null }[] }
  expect(clauses.map(({ number }) => number)).toContain('2.1')
  const empty = await send(outline, { body: { markdown: ' ' } })
  expect(await problemOf(empty)).toBe('422 terms_empty')
})

test('a mapping that names what is not there says what', async () => {
  const params = await imported('mapped-wrong')
  const body = { clauses: [{ clause: 'no-such', purposes: ['telepathy'] }] }
  const response = await send(putMapping, { params, body, ifMatch: '"0"' })
  const problem = (await response.json()) as { code: string; errors: { message: string }[] }
  expect([response.status, problem.code]).toEqual([422, 'mapping_invalid'])
  expect(JSON.stringify(problem.errors)).toMatch(/no-such.*telepathy|telepathy.*no-such/)
})

test('a version that is not there is not found', async () => {
  for (const version of ['7', '0', '-1', '1.5', 'x', '99999999999']) {
    const params = { document: 'terms-of-service', version }
    const answer = await send(publish, { params, body: {}, ifMatch: '"0"' })
    expect(answer.status).toBe(404)
  }
})

test('a file keeps its bytes; what is no terms document is refused and nothing is kept', async () => {
  const params = { document: 'as-file' }
  const fileOf = (bytes: Uint8Array<ArrayBuffer>) => {
    const form = new FormData()
    form.set('file', new File([bytes], 'terms.md', { type: 'text/markdown' }))
    form.set('effective', '2026-02-01T09:30:00+01:00')
    return form
  }
  const text = (words: string) => new TextEncoder().encode(words)
  for (const [bytes, problem] of [
    [Uint8Array.of(0x43, 0x61, 0x66, 0xe9), '422 terms_not_utf8'],
    [new Uint8Array(), '422 terms_empty'],
    [text('# A\0B'), '422 terms_nul'],
    [new Uint8Array(2_000_001).fill(97), '413 terms_too_large'],
    [new Uint8Array(7_000_000).fill(97), '413 body_too_large'],
  ] as const)
    expect(await problemOf(await send(importTerms, { params, form: fileOf(bytes) }))).toBe(problem)
  expect(await firstClause('as-file')).toBeUndefined()

  const bytes = text('\uFEFF# Terms\r\n\r\n## 1. Scope\r\n\r\nThese terms apply.\r\n')
  const kept = await send(importTerms, { params, form: fileOf(bytes) })
  expect(await kept.json()).toMatchObject({ digest: world.context.digestOf(bytes) })
  const { rows } = await database.pool.query<{ effective_at: Date }>(
    `SELECT effective_at FROM terms_version WHERE digest = $1`,
    [world.context.digestOf(bytes)],
  )
  expect(rows[0]?.effective_at.toISOString()).toBe('2026-02-01T08:30:00.000Z')
})

test('text that JSON can hold and a document cannot is named by its field', async () => {
  const params = { document: 'as-json' }
  for (const markdown of ['# A\0B', '# \ud800']) {
    const response = await send(importTerms, { params, body: { ...upload, markdown } })
    const { code, errors } = (await response.json()) as { code: string; errors: unknown }
    expect([response.status, code]).toEqual([422, 'input_invalid'])
    expect(errors).toEqual([{ field: 'markdown', message: expect.any(String) as string }])
  }
  for (const effective of ['2026-02-30', 'tomorrow', '', 5])
    expect(
      await problemOf(await send(importTerms, { params, body: { ...upload, effective } })),
    ).toBe('422 input_invalid')
  const nameless = { params: { document: 'As JSON' }, body: upload }
  expect(await problemOf(await send(importTerms, nameless))).toBe('422 slug_invalid')
  expect(await firstClause('as-json')).toBeUndefined()
})

test('the same text with the same date is one version', async () => {
  const params = await imported('twice')
  expect(await problemOf(await send(importTerms, { params, body: upload }))).toBe('409 terms_exist')
})

test('an account is opened, and a short name is given once', async () => {
  const body = { slug: 'harbour', name: 'Harbour Works' }
  const opened = await send(createAccount, { body })
  expect(opened.status).toBe(201)
  expect(opened.headers.get('location')).toBe('/accounts/harbour')
  expect(await world.findAccount('harbour')).toMatchObject(body)
  const before = await countActs(world)
  expect(await problemOf(await send(createAccount, { body }))).toBe('409 slug_taken')
  for (const [wrong, problem] of [
    [{ ...body, slug: 'Not A Slug' }, '422 slug_invalid'],
    [{ ...body, slug: 'x2', name: ' ' }, '422 input_invalid'],
    [{ ...body, slug: 'x2', name: 'two\nlines' }, '422 input_invalid'],
    [{ slug: 'x2' }, '422 input_invalid'],
  ] as const)
    expect(await problemOf(await send(createAccount, { body: wrong }))).toBe(problem)
  expect(await countActs(world)).toBe(before)
})

test('a use is ended once, with a reason that everyone can read', async () => {
  const body = { purpose: 'chat_compose', reason: 'We have stopped offering it.' }
  for (const [wrong, problem] of [
    [{ ...body, purpose: 'telepathy' }, '409 unknown_purpose'],
    [{ ...body, reason: 'So.' }, '422 input_invalid'],
    [{ purpose: 'chat_compose' }, '422 input_invalid'],
  ] as const)
    expect((await problemOf(await send(endUse, { body: wrong }))).slice(4)).toBe(problem.slice(4))
  expect((await send(endUse, { body })).status).toBe(201)
  const before = await countActs(world)
  expect(await problemOf(await send(endUse, { body }))).toBe('409 purpose_ended')
  expect(await countActs(world)).toBe(before)
})

test('a key is made, shown in its answer alone, and revoked once', async () => {
  const body = { name: 'Meeting servers', scopes: ['meetings', 'decide'] }
  for (const wrong of [{ scopes: [] }, { scopes: ['rule'] }, { name: '' }, { key: 'mine' }])
    expect(await problemOf(await send(createApiKey, { body: { ...body, ...wrong } }))).toBe(
      '422 input_invalid',
    )
  const elsewhere = { body: { ...body, account: 'no-such' } }
  expect(await problemOf(await send(createApiKey, elsewhere))).toBe('404 account_unknown')
  const made = await send(createApiKey, { body })
  expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store'])
  const { id, key } = (await made.json()) as { id: string; key: string }
  expect(key).toMatch(/^assent_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/)
  const revoked = await send(revokeApiKey, { body: { id } })
  expect([revoked.status, await revoked.json()]).toMatchObject([201, { apiKey: id }])
  expect(await problemOf(await send(revokeApiKey, { body: { id } }))).toBe('409 api_key_revoked')
  const unknown = { body: { id: team.member.personId } }
  expect(await problemOf(await send(revokeApiKey, unknown))).toBe('404 api_key_unknown')
  const nameless = { body: { id: 'the first one' } }
  expect(await problemOf(await send(revokeApiKey, nameless))).toBe('422 input_invalid')
})

test('a person is added to an account, once and by their address', async () => {
  const params = { account: team.account.slug }
  const body = { name: 'Nia New', email: 'Nia@People.Example', role: 'admin' }
  const added = await send(addMember, { params, body })
  expect(added.status).toBe(201)
  expect(await added.json()).toMatchObject({ email: 'nia@people.example', role: 'admin' })
  expect(await problemOf(await send(addMember, { params, body }))).toBe('409 member_exists')
  const elsewhere = { params: { account: 'no-such' }, body }
  expect(await problemOf(await send(addMember, elsewhere))).toBe('404 account_unknown')
  for (const wrong of [{ role: 'king' }, { email: 'nia' }, { name: '' }])
    expect(await problemOf(await send(addMember, { params, body: { ...body, ...wrong } }))).toBe(
      '422 input_invalid',
    )
})

test('a stranger is asked to sign in, and no member is the operator, in whatever role', async () => {
  const params = { document: 'theirs', version: '1', account: team.account.slug }
  const before = await countActs(world)
  const calls: [RouteHandler, unknown][] = [
    [importTerms, upload],
    [putMapping, mapping],
    [publish, {}],
    [getPublication, undefined],
    [getReview, undefined],
    [getImpact, undefined],
    [getDraft, undefined],
    [putDraft, written],
    [dropDraft, undefined],
    [outline, { markdown: '# A' }],
    [putReview, { against: null, effects: [], summaries: [] }],
    [approve, {}],
    [createAccount, { slug: 'theirs', name: 'Theirs' }],
    [endUse, { purpose: 'meeting_summary', reason: 'It is not ours to end.' }],
    [addMember, { name: 'N', email: 'n@people.example', role: 'owner' }],
    [createApiKey, { name: 'N', scopes: ['decide'] }],
    [revokeApiKey, { id: team.member.personId }],
  ]
  for (const [handler, body] of calls) {
    const problemFor = async (caller: Caller) =>
      problemOf(await send(handler, { params, body, caller, ifMatch: '"0"' }))
    expect(await problemFor(null)).toBe('401 not_signed_in')
    for (const role of ['owner', 'admin', 'auditor', 'member'] as const)
      expect(await problemFor(team[role])).toBe('403 forbidden')
    if (methodOf(handler) === 'GET') continue
    const foreign = await send(handler, { params, body, site: 'cross-site', ifMatch: '"0"' })
    expect(await problemOf(foreign)).toBe('403 cross_origin')
  }
  expect(await countActs(world)).toBe(before)
  expect(await firstClause('theirs')).toBeUndefined()
})

test('what a route does not read is turned away by its type', async () => {
  const params = { document: 'typed', version: '1' }
  const text = { params, raw: 'x', contentType: 'text/markdown' }
  expect(await problemOf(await send(importTerms, text))).toBe('415 form_or_json_expected')
  expect(await problemOf(await send(createAccount, text))).toBe('415 json_expected')
  const form = { params, raw: 'no form', contentType: 'multipart/form-data; boundary=x' }
  expect(await problemOf(await send(importTerms, form))).toBe('400 form_malformed')
})

type Caller = MemberPrincipal | OperatorPrincipal | null

type Sent = {
  readonly params?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly form?: FormData
  readonly raw?: string
  readonly contentType?: string
  readonly ifMatch?: string
  readonly site?: string
  /** The operator's staff unless said. */
  readonly caller?: Caller
}

async function send(handler: RouteHandler, sent: Sent): Promise<Response> {
  const { params = {}, body, form, raw, caller = staff } = sent
  const headers = new Headers({ 'sec-fetch-site': sent.site ?? 'same-origin' })
  if (form === undefined) headers.set('content-type', sent.contentType ?? 'application/json')
  if (sent.ifMatch !== undefined) headers.set('if-match', sent.ifMatch)
  if (caller !== null) headers.set('cookie', await cookieOf(caller))
  const content = form ?? raw ?? JSON.stringify(body)
  const init = { method: methodOf(handler), headers, ...(content ? { body: content } : {}) }
  const request = new Request('https://portal.test/api/v1/operator', init)
  return handler(request, { params: Promise.resolve({ ...params }) })
}

function methodOf(handler: RouteHandler): string {
  if ([getPublication, getReview, getImpact, getDraft].includes(handler)) return 'GET'
  if (handler === dropDraft) return 'DELETE'
  return [putMapping, putReview, putDraft].includes(handler) ? 'PUT' : 'POST'
}

/** What GET says the draft's tag is. */
async function draftTag(params: Readonly<Record<string, string>>): Promise<string> {
  const response = await send(getPublication, { params })
  return response.headers.get('etag') ?? ''
}

async function cookieOf({ personId }: { readonly personId: string }): Promise<string> {
  const token = randomBytes(16).toString('hex')
  const expiresAt = new Date(world.context.now().getTime() + 60_000)
  await appendSession(database, { tokenDigest: tokenDigest(token), personId, expiresAt })
  return `${sessionCookie().name}=${token}`
}

async function imported(document: string): Promise<{ document: string; version: string }> {
  const response = await send(importTerms, { params: { document }, body: upload })
  expect(response.status).toBe(201)
  return { document, version: '1' }
}

/** The anchor of the first clause of a document; undefined where there is no such document. */
async function firstClause(document: string): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ anchor: string }>(
    `SELECT c.anchor FROM clause c JOIN terms_version v ON v.id = c.terms_version_id
       JOIN terms_document d ON d.id = v.document_id
      WHERE d.slug = $1 ORDER BY c.ordinal`,
    [document],
  )
  return rows[0]?.anchor
}
