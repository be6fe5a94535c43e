import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseStatement, STATEMENT_KINDS, type Statement, type JsonValue } from '@assent/receipt'
import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '#lib/paths.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadDemonstration } from '../../prisma/seed/load-demonstration.ts'
import { readStory } from '../../prisma/seed/story.ts'
import { testDatabase } from '../../test-support/database.ts'
import { memoryContext } from '../../test-support/memory-context.ts'
import { sharedPath } from '../../test-support/shared.ts'
import { endPurpose } from './end-purpose.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const story = readStory()
const context = memoryContext(database, story.acts[0]!.at)
await loadDemonstration(story, context, () => undefined)
// Nothing has been ended in the story: what it tells is on offer.
const ended = { purpose: 'train_third_party_models', reason: 'A test ends it.' }
await endPurpose({ kind: 'command_line' }, ended, context)
const statements = (await database.prisma.receipt.findMany()).map(({ jws }) => parseStatement(jws))

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
      ofKind.flatMap((each) => [...strings(each.credential)].flatMap(iriOf(each))),
    )
    for (const iri of emitted) expect(known, iri).toContain(iri)
    for (const iri of emitted) expect(usedTerms(), 'the list of terms that are used').toContain(iri)
  })

  test('every member, type and id is an absolute IRI once the prefixes are expanded', () => {
    for (const statement of ofKind) {
      const { prefixes, vocab } = contextOf(statement)
      const expand = (term: string) => {
        const [prefix = '', ...rest] = term.split(':')
        if (rest.length === 0) return `${vocab}${term}`
        return prefix in prefixes ? `${prefixes[prefix]!}${rest.join(':')}` : term
      }
      for (const { terms, ids } of nodes(statement.credential.credentialSubject)) {
        for (const iri of [...terms, ...ids].map(expand)) {
          expect(URL.canParse(iri), iri).toBe(true)
          expect(iri).toMatch(/^(https?:\/\/|urn:uuid:)/)
        }
        // An id is never one of our own words by mistake.
        for (const id of ids) expect(id).toContain(':')
      }
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
      'dpv:hasDataSubject': { '@id': expect.stringMatching(/^urn:uuid:/) as string },
      'dpv:hasNotice': { '@type': 'dpv:ConsentNotice', 'schema:sha256': some(String) },
      'dpv:hasProcess': [
        {
          'dpv:hasPurpose': { '@type': 'dpv:Purpose', 'skos:broader': some(Object) },
          'dpv:hasPersonalData': some(Array),
          'dpv:hasDataController': { '@id': some(String) },
          'dpv:hasStorageCondition': [{ 'dpv:hasDuration': some(String) }, {}],
          'dpv:hasJurisdiction': { '@id': some(String) },
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
        expect.objectContaining({ 'dpv:hasName': some(String) }),
      ]) as unknown[],
    })
  }
})

test('C26: the control that a receipt names is a page of its own account, where the answer was given', () => {
  for (const { kind, credential } of statements) {
    if (kind !== 'ConsentReceipt') continue
    const receipt = credential.credentialSubject
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

/** The full IRI of a string that is a term of the vocabularies, prefixed or not. */
function iriOf(statement: Statement) {
  const { prefixes } = contextOf(statement)
  return (text: string): string[] => {
    for (const name of vocabularies) {
      const namespace = prefixes[name]!
      const isPrefixed = new RegExp(`^${name}:[A-Za-z0-9-]+$`).test(text)
      if (isPrefixed) return [namespace + text.slice(name.length + 1)]
      if (text.startsWith(namespace)) return [text]
    }
    return []
  }
}

function contextOf({ credential }: Statement) {
  const { '@vocab': vocab = '', ...prefixes } = credential['@context'][1] as Record<string, string>
  return { prefixes, vocab }
}

/** Of every node: the names of its members and types, and the ids. */
function* nodes(value: JsonValue): Generator<{ terms: string[]; ids: string[] }> {
  if (Array.isArray(value)) for (const each of value) yield* nodes(each as JsonValue)
  else if (typeof value === 'object' && value !== null) {
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
