import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseStatement, receiptContext, STATEMENT_KINDS, type JsonValue } from '@assent/receipt'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import { paths } from '#lib/paths.ts'
import { listReceiptBundles, type ReceiptBundleView } from '#lib/queries/receipt-files.ts'
import { loadMemberships } from '#lib/store/accounts.ts'
import { keyAct } from '#lib/signing/key-act.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadDemonstration } from '../../prisma/seed/load-demonstration.ts'
import { readStory } from '../../prisma/seed/story.ts'
import { testDatabase } from '../../test-support/database.ts'
import { expandStatement } from '../../test-support/expand-statement.ts'
import { keepKeys } from '../../test-support/keep-keys.ts'
import { memoryContext } from '../../test-support/memory-context.ts'
import { sharedPath } from '../../test-support/shared.ts'
import { smallMeeting } from '../../test-support/small-meeting.ts'
import { must } from '../../test-support/world.ts'
import { confirmSettings } from './confirm-settings.ts'
import { createApiKey } from './create-api-key.ts'
import { discloseRecords } from './disclose-records.ts'
import { endPurpose } from './end-purpose.ts'
import { eraseMember } from './erase-member.ts'
import { importSettings } from './import-settings.ts'
import { openEvidence } from './open-evidence.ts'
import { requestErasure } from './request-erasure.ts'
import { setAccountPolicy } from './set-account-policy.ts'
import { setFeaturePolicy } from './set-feature-policy.ts'
import { setGroup } from './set-group.ts'
import { setObservation } from './set-observation.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const story = readStory()
const context = memoryContext(database, story.acts[0]!.at)
await keepKeys({ ...context, clock: context })
await loadDemonstration(story, context, () => undefined)
const jwks = await bundledKeys()
// Nothing has been ended in the story: what it tells is on offer.
const ended = { purpose: 'train_third_party_models', reason: 'A test ends it.' }
const commandLine = { kind: 'command_line' } as const
await endPurpose(commandLine, ended, context)
// Nobody in it was erased: it happened years before this machine's now, by which evidence is kept.
const erasing = { ...context, now: () => new Date() }
const people = await database.prisma.member.findMany()
const memberships = await Promise.all(
  people.map(({ personId }) => loadMemberships(database, personId)),
)
const leaving = memberships.flat().find(({ role }) => role === 'member')!
must(await requestErasure(leaving, erasing))
const kept = await database.prisma.receipt.findMany()
must(await eraseMember(commandLine, leaving, erasing))
const owner = openDatabase(at.ownerUrl, 1)
const opened = { wanted: { subjectId: leaving.subjectId }, reason: 'A test opens it.' }
must(await openEvidence(commandLine, opened, { ...erasing, owner }))
await closeDatabase(owner)
// No software of a platform's is in it, no auditor takes anything away, and its keys never change.
const scopes = ['decide'] as const
must(await createApiKey(commandLine, { name: 'A test', accountSlug: null, scopes }, context))
const auditing = memberships.flat().find(({ role }) => role === 'auditor')!
const period = { since: story.acts[0]!.at, until: new Date() }
must(await discloseRecords(auditing, { period, reason: 'A test discloses.' }, context))
// Its accounts leave the rules under which people are asked as they are.
const admin = memberships.flat().find(({ role }) => role === 'owner')!
const policy = { regime: 'none', setting: 'workplace', unknownPlaceIsStrict: true } as const
must(await setAccountPolicy(admin, { policy, expected: null }, context))
const feature = {
  purpose: 'meeting_summary',
  mode: 'everyone-agrees',
  elsewhere: 'off',
  elsewhereMode: 'leave-out',
} as const
const wish = { policies: [feature], expected: null, language: 'en' }
must(await setFeaturePolicy(admin, wish, context))
const watched = { until: new Date(context.now().getTime() + 86_400_000), expected: '0' }
must(await setObservation(admin, watched, context))
const grouped = { externalId: 'legal', name: 'Legal', joining: [], leaving: [], expected: null }
const off = { purpose: 'meeting_summary', category: null, kind: 'off' } as const
must(await setGroup(admin, { ...grouped, settings: [off] }, context))
const software = { ...admin, kind: 'account_client', scopes: ['accounts'] } as const
const named = { name: 'A test', scopes: ['accounts'] as const, accountSlug: admin.accountSlug }
const { id: subjectId } = must(await createApiKey({ kind: 'command_line' }, named, context))
const moved = [
  { purpose: 'chat_compose', permission: 'members_decide', mode: 'leave-out' },
] as const
const brought = { source: 'A platform', features: moved }
const { id } = must(await importSettings({ ...software, subjectId }, brought, context))
must(await confirmSettings(admin, { id, language: 'en' }, context))
// Nobody in it meets anybody.
await smallMeeting(admin.accountSlug, 'meeting_summary', context)
const event = { kind: 'added', seq: 1, until: null } as const
const key = { ...context.keys.receipt, use: 'receipt', createdAt: context.now() } as const
const { rows } = keyAct({ key, event, reason: 'A test adds it.', at: context.now() }, context)
const left = await database.prisma.receipt.findMany()
const stored = [...kept, ...left, ...(rows.receipt ?? [])]
const signed = [...new Set(stored.map(({ jws }) => jws))]
const statements = signed.map(parseStatement)

afterAll(() => closeDatabase(database))

/** Where the whole vocabularies are not at hand, the terms of theirs that statements use. */
const known = termsOf('dpv', 'pd', 'ai', 'eu-gdpr') ?? usedTerms()

test('there is a statement of every kind', () => {
  expect(new Set(statements.map(({ kind }) => kind))).toEqual(new Set(STATEMENT_KINDS))
})

describe.each(STATEMENT_KINDS)('%s', (kind) => {
  const ofKind = statements.filter((statement) => statement.kind === kind)

  test('every term of the DPV vocabularies exists in DPV 2.3, also when it is prefixed', () => {
    const emitted = new Set(
      ofKind.flatMap(({ credential }) => [...strings(credential)].flatMap(iriOf)),
    )
    for (const iri of emitted) expect(known, iri).toContain(iri)
    for (const iri of emitted) expect(usedTerms(), 'the list of terms that are used').toContain(iri)
  })

  test('expands as linked data with no word dropped, and every IRI absolute', async () => {
    for (const { credential } of ofKind) {
      const expanded = await expandStatement(credential)
      for (const { terms, ids } of nodes(expanded))
        for (const iri of [...terms, ...ids]) expect(iri).toMatch(/^(https?:\/\/|urn:uuid:)\S+$/)
      expect(JSON.stringify(expanded)).not.toContain('undefined-term')
    }
  })

  test('names nobody: no name, no address, no reason, but the name that was typed under the terms', () => {
    const words = story.people.flatMap(({ name, email }) => [name, email])
    const reasons = story.acts.flatMap((act) => (act.act === 'open_record' ? [act.reason] : []))
    for (const { credential } of ofKind) {
      const { signedBy, ...subject } = credential.credentialSubject
      expect(signedBy === undefined).toBe(kind !== 'AcceptanceDocument')
      const text = JSON.stringify({ ...credential, credentialSubject: subject })
      for (const word of [...words, ...reasons]) expect(text).not.toContain(word)
    }
  })
})

test('each of every kind verifies with jose as it stands, by the jwks.json of a bundle', async () => {
  const keys = createLocalJWKSet(jwks)
  for (const jws of signed) {
    const expected = { algorithms: ['EdDSA'], typ: 'vc+jwt' }
    const { payload, protectedHeader } = await jwtVerify(jws, keys, expected)
    expect(protectedHeader['cty']).toBe('vc')
    expect(payload).toEqual(parseStatement(jws).credential)
  }
  const [header, , signature] = signed[0]!.split('.')
  const other = signed[1]!.split('.')[1]
  await expect(jwtVerify(`${header!}.${other!}.${signature!}`, keys)).rejects.toThrow('signature')
})

test('a word that the context lacks is refused, not lost', async () => {
  const { credential } = statements[0]!
  const more = { ...credential.credentialSubject, unheardOf: 'a word' }
  await expect(expandStatement({ ...credential, credentialSubject: more })).rejects.toThrow()
})

test('every term of the demonstration’s catalogue exists, also where nobody has answered about it', () => {
  const { categories, purposes, notices } = JSON.parse(
    readFileSync('prisma/catalogue.json', 'utf8'),
  ) as Catalogue
  const terms = purposes.flatMap(({ dpv }) => [dpv.purpose, ...dpv.processing, ...dpv.capabilities])
  const iris = [...terms, ...categories.map(({ dpv }) => dpv)].flatMap(iriOf)
  expect(iris).toHaveLength(terms.length + categories.length)
  for (const iri of iris) {
    expect(known, iri).toContain(iri)
    expect(usedTerms(), iri).toContain(iri)
  }
  // DPV's locations are countries by ISO 3166-1, and the European Union.
  const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  for (const { storage, jurisdiction } of notices)
    for (const iri of [storage.location, jurisdiction]) {
      expect(iri).toMatch(/^https:\/\/w3id\.org\/dpv\/loc#[A-Z]{2}$/)
      expect(regions.of(iri.slice(-2)), iri).toBeDefined()
    }
})

test('a consent receipt has every field that ISO/IEC TS 27560’s profile asks of a record', () => {
  const records = statements
    .filter(({ kind }) => kind === 'ConsentReceipt')
    .flatMap(
      ({ credential }) => credential.credentialSubject['dpv:hasRecordOfActivity'] as object[],
    )
  expect(records.length).toBeGreaterThan(50)
  for (const record of records) {
    expect(record).toMatchObject({
      'dct:identifier': some(String),
      'dpv:hasIdentifier': some(String),
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record',
      'dct:language': 'en',
      'dpv:hasDataSubject': { '@id': expect.stringMatching(/^urn:uuid:/) as string },
      'dpv:hasNotice': { '@type': 'dpv:ConsentNotice', 'schema:sha256': some(String) },
      'dpv:hasProcess': [
        {
          'dpv:hasPurpose': { '@type': 'dpv:Purpose', 'skos:broader': some(Object) },
          'dpv:hasPersonalData': some(Array),
          'dpv:hasDataController': { '@id': some(String) },
          'dpv:hasStorageCondition': [{ 'dpv:hasDuration': some(String) }, {}],
          'dpv:hasJurisdiction': { '@id': some(String) },
          'dpv:hasAuthority': {
            '@type': 'dpv:DataProtectionAuthority',
            'dpv:hasName': some(String),
          },
          'dpv:hasRecipient': some(Array),
          'dpv:hasConsentControl': { '@type': 'dpv:WithdrawConsent' },
          'dpv:hasRight': { '@type': some(Array) },
        },
      ],
      'dpv:hasConsentStatus': [
        {
          'dpv:isIndicatedAtTime': expect.stringMatching(/^\d{4}-.*Z$/) as string,
          'dpv:isIndicatedBy': { '@id': some(String) },
          'dpv:hasDuration': { '@type': some(String) },
        },
      ],
      'dpv:hasEntity': expect.arrayContaining([
        expect.objectContaining({
          'dpv:hasName': some(String),
          'dpv:hasIdentifier': some(String),
          'schema:contactPoint': some(Object),
        }),
      ]) as unknown[],
    })
  }
})

test('a receipt wraps its records, under both identifiers and the profile that is its own', () => {
  for (const { kind, credential } of statements) {
    if (kind !== 'ConsentReceipt') continue
    const id = credential.id.replace('urn:uuid:', '')
    expect(credential.credentialSubject).toMatchObject({
      '@type': 'dpv:ConsentReceipt',
      'dct:identifier': id,
      'dpv:hasIdentifier': id,
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#receipt',
      'dct:created': credential.validFrom,
      'dct:publisher': { '@id': context.publicUrl },
    })
  }
})

test('C12, N5: a withdrawal says what stays lawful, what is asked of whom and by when; a yes what it would', () => {
  const said = { give: 0, withdraw: 0, refuse: 0 }
  for (const { control, status, at, parties } of controls()) {
    const obligations = control['dpv:hasObligation']
    said[status] += 1
    if (status === 'refuse') {
      expect(control).not.toHaveProperty('effectOnPast')
      continue
    }
    expect(control.effectOnPast).toMatchObject({ 'dpv:hasLawfulness': { '@id': 'dpv:Lawful' } })
    expect(control.effectOnPast?.doneBefore).toBe(status === 'withdraw' ? at : undefined)
    expect(obligations?.length).toBeGreaterThan(1)
    for (const { effect, dueBy, ...asked } of obligations ?? []) {
      expect(parties).toContain(asked['dpv:hasResponsibleEntity']['@id'])
      const isDated = status === 'withdraw' && effect !== 'erase_on_request'
      expect(dueBy === undefined).toBe(!isDated)
      if (dueBy !== undefined) expect(Date.parse(dueBy)).toBeGreaterThanOrEqual(Date.parse(at))
    }
  }
  for (const count of Object.values(said)) expect(count).toBeGreaterThan(0)
})

test('C26: the control that a receipt names is a page of its own account, where the answer was given', () => {
  for (const { kind, credential } of statements) {
    if (kind !== 'ConsentReceipt') continue
    const receipt = credential.credentialSubject
    // What was answered in a meeting is taken back by the link that it was answered by.
    if ('meeting' in receipt) continue
    const [, slug = ''] =
      /\/accounts\/([a-z0-9-]+)\/receipts\//.exec(receipt['@id'] as string) ?? []
    expect(receipt['@id']).toBe(
      context.publicUrl + paths.receipt(slug, receipt['dct:identifier'] as string),
    )
    for (const url of JSON.stringify(receipt).match(/(?<="dpv:isExercisedAt":\{"@id":")[^"]+/g) ??
      [])
      expect([paths.features(slug), paths.sharing(slug)]).toContain(
        url.slice(context.publicUrl.length),
      )
  }
})

type Control = {
  readonly effectOnPast?: { readonly doneBefore?: string }
  readonly 'dpv:hasObligation'?: readonly {
    readonly effect: string
    readonly dueBy?: string
    readonly 'dpv:hasResponsibleEntity': { readonly '@id': string }
  }[]
}

const statusWords = {
  'dpv:ConsentGiven': 'give',
  'dpv:ConsentRefused': 'refuse',
  'dpv:ConsentWithdrawn': 'withdraw',
} as const

type AnsweredRecord = {
  readonly 'dpv:hasProcess': readonly [{ readonly 'dpv:hasConsentControl': Control }]
  readonly 'dpv:hasConsentStatus': readonly [
    { readonly '@type': readonly [keyof typeof statusWords, string] },
  ]
  readonly 'dpv:hasEntity': readonly { readonly '@id': string }[]
}

/** How each answer of each receipt can be taken back, or was. */
function controls() {
  return statements.flatMap(({ kind, credential }) => {
    if (kind !== 'ConsentReceipt') return []
    const records = credential.credentialSubject['dpv:hasRecordOfActivity']
    return (records as unknown as readonly AnsweredRecord[]).map((record) => ({
      control: record['dpv:hasProcess'][0]['dpv:hasConsentControl'],
      status: statusWords[record['dpv:hasConsentStatus'][0]['@type'][0]],
      at: credential.validFrom,
      parties: record['dpv:hasEntity'].map((party) => party['@id']),
    }))
  })
}

/** As whoever has nothing but a bundle knows them. */
async function bundledKeys(): Promise<JSONWebKeySet> {
  const account = await database.prisma.account.findFirstOrThrow()
  const bundles = listReceiptBundles({ kind: 'command_line' }, account.id, context)
  const first = await bundles.next()
  const { parts } = first.value as ReceiptBundleView
  const { bytes } = parts.find(({ path }) => path === 'jwks.json')!
  return JSON.parse(new TextDecoder().decode(bytes)) as JSONWebKeySet
}

function some(what: unknown): unknown {
  return expect.any(what)
}

/** Every string, members' names included. */
function* strings(value: JsonValue | object): Generator<string> {
  if (typeof value === 'string') yield value
  if (typeof value !== 'object' || value === null) return
  for (const [key, each] of Object.entries(value) as [string, JsonValue][]) {
    if (key === '@context') continue
    if (!Array.isArray(value)) yield key
    yield* strings(each)
  }
}

const vocabularies = ['dpv', 'pd', 'ai', 'eu-gdpr']
const { '@context': prefixes } = JSON.parse(receiptContext('https://portal.test')) as {
  '@context': Record<string, string>
}

/** The full IRI of a string that is a term of the vocabularies, prefixed or not. */
function iriOf(text: string): string[] {
  for (const name of vocabularies) {
    const namespace = prefixes[name]!
    const isPrefixed = new RegExp(`^${name}:[A-Za-z0-9-]+$`).test(text)
    if (isPrefixed) return [namespace + text.slice(name.length + 1)]
    if (text.startsWith(namespace)) return [text]
  }
  return []
}

/** Of every node of an expanded document: the names of its members and types, and the ids. */
function* nodes(value: JsonValue): Generator<{ terms: string[]; ids: string[] }> {
  if (Array.isArray(value)) for (const each of value) yield* nodes(each as JsonValue)
  else if (typeof value === 'object' && value !== null && !('@value' in value)) {
    const { '@id': id, '@type': type, ...members } = value as Record<string, JsonValue>
    yield {
      terms: [...Object.keys(members), ...[type ?? []].flat()] as string[],
      ids: typeof id === 'string' ? [id] : [],
    }
    for (const each of Object.values(members)) yield* nodes(each)
  }
}

function termsOf(...names: string[]): string[] | null {
  const folder = sharedPath('vectors/dpv-2.3')
  if (folder === null) return null
  return names.flatMap((name) =>
    readFileSync(join(folder, `${name}.csv`), 'utf8')
      .split('\n')
      .flatMap((line) => /^"[^"]*","[^"]*","([^"]+)"/.exec(line)?.[1] ?? []),
  )
}

function usedTerms(): string[] {
  const file = 'lib/domain/receipt/testdata/dpv-terms.json'
  return JSON.parse(readFileSync(file, 'utf8')) as string[]
}
