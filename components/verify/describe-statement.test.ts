import type { JsonObject, Statement } from '@assent/receipt'
import { expect, test } from 'vitest'
import { acceptanceDocument } from '#lib/domain/receipt/acceptance-document.ts'
import { permissionDocument } from '#lib/domain/receipt/permission-document.ts'
import { publicationRecord } from '#lib/domain/receipt/record-documents.ts'
import { smallCatalogue } from '#lib/domain/catalogue/testdata/small-catalogue.ts'
import { describeStatement } from './describe-statement.ts'

const at = new Date('2026-03-02T09:00:00Z')
const eventId = '01890a5d-ac96-774b-bcce-b302099a8057'
const publicUrl = 'https://portal.test'
const party = { id: 'x', name: 'Harbour & Field', address: '', email: '', url: '' }
const terms = {
  documentSlug: 'service',
  number: 2,
  digest: 'ab'.repeat(32),
  title: 'Service terms',
}
const [purpose] = smallCatalogue.purposes

function describe(kind: Statement['kind'], credentialSubject: JsonObject) {
  return describeStatement({ kind, credential: { credentialSubject } } as unknown as Statement)
}

test.each([
  ['dpv:ConsentGiven', 'yes.'],
  ['dpv:ConsentRefused', 'no.'],
  ['dpv:ConsentWithdrawn', 'a yes was taken back.'],
])('a person’s choice of %s reads as "%s"', (type, state) => {
  const record = {
    'dpv:hasProcess': [
      {
        'dct:title': 'Product improvement',
        'dpv:hasPersonalData': [{ 'dct:title': 'Chat' }, { 'dct:title': 'Audio' }],
      },
    ],
    'dpv:hasConsentStatus': [{ '@type': [type, 'dpv:ExplicitlyExpressedConsent'] }],
  }
  expect(describe('ConsentReceipt', { 'dpv:hasRecordOfActivity': [record] })).toEqual({
    title: 'One person’s answer',
    lines: [{ about: 'Product improvement', state, rest: 'It is about: chat, audio.' }],
  })
})

test('an answer that was asked in another language says so, and keeps its words', () => {
  const record = {
    'dct:language': 'de',
    'dpv:hasProcess': [
      { 'dct:title': 'Zusammenfassung', 'dpv:hasPersonalData': [{ 'dct:title': 'Ton' }] },
    ],
    'dpv:hasConsentStatus': [{ '@type': ['dpv:ConsentGiven'] }],
  }
  const rest = (language: string) =>
    describe('ConsentReceipt', {
      'dpv:hasRecordOfActivity': [{ ...record, 'dct:language': language }],
    }).lines[0]?.rest
  expect(rest('de')).toBe('It is about: Ton. It was asked in German.')
  expect(rest('en')).toBe('It is about: ton.')
  expect(rest('no tag!')).toBe('It is about: Ton. It was asked in no tag!.')
})

test.each([
  ['accept', 'accepted'],
  ['decline', 'declined'],
  ['later', 'put its answer off'],
] as const)('an account that chose to %s has %s, by a name', (answer, words) => {
  const signed = { name: 'Ada Signer', authority: 'Managing director' }
  const document = acceptanceDocument({
    ...{ eventId, at, publicUrl, actorId: eventId, account: party, operator: party },
    ...{ terms, answer, until: null, ...signed },
  })
  expect(describe('AcceptanceDocument', document).lines).toEqual([
    {
      about: 'Service terms',
      state: `Harbour & Field ${words}.`,
      rest: 'Signed by Ada Signer, Managing director.',
    },
  ])
})

test('an answer that was put off says until when, and that nobody signed it by saying nothing', () => {
  const document = acceptanceDocument({
    ...{ eventId, at, publicUrl, actorId: eventId, account: party, operator: party },
    ...{ terms, answer: 'later', until: new Date('2026-12-08T00:00:00Z'), name: '', authority: '' },
  })
  expect(document['until']).toBe('2026-12-08T00:00:00Z')
  expect(describe('AcceptanceDocument', document).lines[0]?.rest).toBe('Until 2026-12-08.')
})

test('a permission is told apart from what is off, and neither reads as a consent', () => {
  const settings = [
    { purpose: purpose!, category: null, kind: 'members_decide' as const },
    { purpose: purpose!, category: 'screen_sharing', kind: 'off' as const },
  ]
  const act = { eventId, at, actorId: eventId, account: party, settings, asking: [] }
  expect(describe('PermissionDocument', permissionDocument(act)).lines).toEqual([
    { about: purpose!.title, state: 'members decide for themselves.', rest: '' },
    { about: `${purpose!.title}, screen sharing`, state: 'off for everyone.', rest: '' },
  ])
})

const frozen = { mapping: {}, review: {} }

test('a publication says from when it is effective, an archival one that it is none', () => {
  const act = { eventId, at, actorId: null, publicUrl, terms, effectiveAt: at, ...frozen }
  const [published] = describe(
    'PublicationRecord',
    publicationRecord({ ...act, archival: false }),
  ).lines
  expect(published).toMatchObject({ state: 'published.', rest: 'Effective from 2026-03-02.' })
  const [archived] = describe(
    'PublicationRecord',
    publicationRecord({ ...act, archival: true }),
  ).lines
  expect(archived).toMatchObject({ state: 'added to the archive.', rest: '' })
})

test('another issuer’s statement, however bare, is described without an error', () => {
  for (const kind of [
    'ConsentReceipt',
    'AcceptanceDocument',
    'PermissionDocument',
    'PublicationRecord',
    'InspectionRecord',
  ] as const)
    for (const document of [{}, { 'dpv:hasRecordOfActivity': [null, 1, {}], 'dpv:hasRule': 'x' }])
      expect(describe(kind, document as JsonObject).title).not.toBe('')
})
