import { parseStatement } from '@assent/receipt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import type { ParticipantLink } from '#lib/domain/meeting/meeting-caller.ts'
import { findMeetingHostView } from '#lib/queries/meeting-host.ts'
import { findMeetingNotice } from '#lib/queries/meeting-notice.ts'
import { findReceiptStanding } from '#lib/queries/receipt-standing.ts'
import { meetingChangesInput, meetingInput } from '#lib/schemas/meetings.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import type { Language } from '#lib/words/language.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallCatalogue } from '../../test-support/small-catalogue.ts'
import { must, openWorld, type Team } from '../../test-support/world.ts'
import { answerInMeeting } from './answer-in-meeting.ts'
import { createMeeting } from './create-meeting.ts'
import { recordMeetingChanges } from './record-meeting-changes.ts'
import { recordMeetingDisplay } from './record-meeting-display.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
const SUMMARY = 'meeting_summary'
const COMPOSE = 'chat_compose'
const [english] = smallCatalogue.notices
if (english === undefined) throw new Error('the small catalogue has no notice')
const german = {
  ...english,
  language: 'de',
  title: 'Zusammenfassung',
  question: 'Darf die Zusammenfassung Ihre Worte verwenden?',
}
const inTwoLanguages: Catalogue = {
  ...smallCatalogue,
  categories: smallCatalogue.categories.map((category) => ({
    ...category,
    translations: { de: { title: `${category.title} auf Deutsch` } },
  })),
  purposes: smallCatalogue.purposes.map((purpose) =>
    purpose.key === SUMMARY
      ? { ...purpose, translations: { de: { title: 'Zusammenfassung', summary: 'Fasst.' } } }
      : purpose,
  ),
  notices: [...smallCatalogue.notices, german],
}
const platform: ApiClient = {
  kind: 'api_client',
  subjectId: context.newId(),
  accountId: null,
  scopes: ['meetings', 'answers'],
}
let team: Team
let meetings = 0

beforeAll(async () => {
  await world.publishCatalogue(inTwoLanguages)
  team = await world.team()
  await world.permit(team.admin, SUMMARY)
  await world.permit(team.admin, COMPOSE)
})
afterAll(() => closeDatabase(database))

describe('C29: a notice in the language of whoever reads it', () => {
  test('says everything in it, and what the operator has in no other language in the first, marked', async () => {
    const guest = await meeting()
    const view = await read(guest, 'de')
    expect(view.language).toBe('de')
    const [compose, summary] = ['Chat compose', 'Zusammenfassung'].map((title) =>
      view.features.find((feature) => feature.title === title),
    )
    expect(summary).toMatchObject({
      titleLanguage: 'de',
      summary: 'Fasst.',
      sentence: { state: 'eingeschaltet, läuft aber nicht.' },
      labels: { include: 'Mich einbeziehen', leaveOut: 'Mich auslassen' },
      notice: { language: 'de', question: german.question },
    })
    expect(summary?.turned).toMatch(/^Eingeschaltet von .* \(leitet diese Besprechung\)$/)
    expect(compose).toMatchObject({ titleLanguage: 'en', notice: { language: 'en' } })
    // No language is a version of another: each has a digest of its own, and only one of the two was read.
    expect(view.digest).not.toBe((await read(guest, 'en')).digest)
    expect((await read(guest, 'de')).digest).toBe(view.digest)
  })

  test('what was displayed is recorded in its language, whatever the request asked for', async () => {
    const guest = await meeting()
    const { digest } = await read(guest, 'de')
    must(await show(guest, digest, 'fr'))
    const [row] = await database.prisma.meetingDisplay.findMany({
      where: { meetingId: guest.meetingId },
    })
    expect(row).toMatchObject({ digest, language: 'de' })
    const notices = await database.prisma.notice.findMany({
      where: { id: { in: row?.noticeIds ?? [] } },
    })
    expect(notices.map(({ language }) => language).sort()).toEqual(['de', 'en'])
    const shown = await database.prisma.meetingNotice.findFirstOrThrow({ where: { digest } })
    expect(new TextDecoder().decode(shown.bytes)).toContain('"language":"de"')
    expect(must(await show(guest, digest, 'en'))).toEqual({ isNew: false })
  })

  test('the receipt says the language, and names things in it', async () => {
    const guest = await meeting()
    const { digest } = await read(guest, 'de')
    const receiptId = must(await answer(guest, digest, 'en')).receiptId!
    const { jws } = await database.prisma.receipt.findUniqueOrThrow({
      where: { eventId: receiptId },
    })
    const { credentialSubject: receipt } = parseStatement(jws).credential
    expect(receipt['dpv:hasRecordOfActivity']).toMatchObject([
      {
        'dct:language': 'de',
        'dpv:hasNotice': { 'dct:language': 'de' },
        'dpv:hasProcess': [
          {
            'dct:title': 'Zusammenfassung',
            'dpv:hasPersonalData': [
              { 'dct:title': 'Audio auf Deutsch' },
              { 'dct:title': 'Chat auf Deutsch' },
            ],
          },
        ],
      },
    ])
    expect(await lineOf(receiptId)).toBe('in_force')
  })

  test('of a feature that is told in the first language the receipt says so', async () => {
    const guest = await meeting()
    const { digest } = await read(guest, 'de')
    const receiptId = must(await answer(guest, digest, 'de', COMPOSE)).receiptId!
    const { jws } = await database.prisma.receipt.findUniqueOrThrow({
      where: { eventId: receiptId },
    })
    const { credentialSubject: receipt } = parseStatement(jws).credential
    expect(receipt['dpv:hasRecordOfActivity']).toMatchObject([
      { 'dct:language': 'de', 'dpv:hasNotice': { 'dct:language': 'en' } },
    ])
  })

  test('a yes that was read in one language stands when the notice is seen in another', async () => {
    const guest = await meeting()
    const { digest } = await read(guest, 'de')
    must(await show(guest, digest, 'de'))
    const receiptId = must(await answer(guest, digest, 'de')).receiptId!
    for (const language of ['en', 'fr', 'de'] as const) {
      const view = await read(guest, language)
      must(await show(guest, view.digest, language))
      const feature = view.features.find((each) => each.feature === SUMMARY)
      expect(feature).toMatchObject({ state: 'includes_you', answer: { status: 'given' } })
    }
    expect(await lineOf(receiptId)).toBe('in_force')
    // What is read again in another language is the same yes: nothing is recorded twice.
    expect(must(await answer(guest, (await read(guest, 'en')).digest, 'en')).receiptId).toBeNull()
  })

  test('a change of the words in one language asks those again who read them in it, and nobody else', async () => {
    const [gus, ada] = [await meeting(), await meeting()]
    for (const [guest, language] of [
      [gus, 'de'],
      [ada, 'en'],
    ] as const)
      must(await answer(guest, (await read(guest, language)).digest, language))
    const asksMore = { ...german, covers: [...german.covers, 'Auch Ihr Bild.'] }
    world.clock.advance(60_000)
    await world.publishCatalogue({
      ...inTwoLanguages,
      notices: [...smallCatalogue.notices, asksMore],
    })
    const statusOf = async (guest: ParticipantLink) =>
      (await read(guest, 'de')).features.find(({ feature }) => feature === SUMMARY)?.answer?.status
    expect(await statusOf(gus)).toBe('stale')
    expect(await statusOf(ada)).toBe('given')
  })
})

test('while decisions are only watched the notice and the host are told until when, and answers are taken', async () => {
  const guest = await meeting()
  const { digest, ...before } = await read(guest, 'en')
  expect(before.observedUntil).toBeNull()
  const until = new Date(context.now().getTime() + 86_400_000)
  await world.watch(team.admin, until)
  const view = await read(guest, 'en')
  expect(view).toMatchObject({ observedUntil: until.toISOString(), digest })
  expect(view.features.find(({ feature }) => feature === SUMMARY)).toMatchObject({
    mayInclude: true,
    sentence: { state: 'it is turned on, and should not run.' },
  })
  expect(must(await answer(guest, digest, 'en')).receiptId).not.toBeNull()
  const host = { kind: 'host_link', meetingId: guest.meetingId } as const
  const hosted = () => findMeetingHostView(host, guest.meetingId, 'en', context)
  expect(await hosted()).toMatchObject({ observedUntil: until.toISOString() })
  await world.watch(team.admin, null)
  expect(await hosted()).toMatchObject({ observedUntil: null })
  expect((await read(guest, 'en')).observedUntil).toBeNull()
})

/** The team's admin hosts; the link is that of a guest. */
async function meeting(): Promise<ParticipantLink> {
  const about = { account: team.account.slug, meeting: `m${String((meetings += 1))}` }
  const input = meetingInput.parse({ ...about, leavesOut: ['audio', 'chat'] })
  const { id: meetingId } = must(await createMeeting(platform, input, context))
  const { changes } = meetingChangesInput.parse({
    changes: [
      { kind: 'joined', key: '1', participant: 'gus' },
      { kind: 'joined', key: '2', participant: 'host', member: team.admin.subjectId },
      { kind: 'host_changed', key: '3', participant: 'host' },
      { kind: 'feature_started', key: '4', feature: SUMMARY, participant: 'host' },
      { kind: 'feature_started', key: '5', feature: COMPOSE, participant: 'host' },
    ],
  })
  must(await recordMeetingChanges(platform, { meetingId, changes }, context))
  return { kind: 'participant_link', meetingId, number: 1 }
}

async function read(guest: ParticipantLink, language: Language) {
  const about = { meetingId: guest.meetingId, participant: null }
  return must(await findMeetingNotice(guest, about, language, context))
}

function show(guest: ParticipantLink, digest: string, language: Language) {
  const { meetingId } = guest
  const shown = { meetingId, participant: null, digest, method: 'page', language } as const
  return recordMeetingDisplay(guest, shown, context)
}

function answer(guest: ParticipantLink, displayed: string, language: Language, feature = SUMMARY) {
  const { meetingId } = guest
  const said = { meetingId, participant: null, displayed, language, method: 'page' } as const
  const answers = [{ feature, intent: 'include' as const }]
  return answerInMeeting(guest, { ...said, answers, interfaceVersion: 'test-1' }, context)
}

async function lineOf(receiptId: string) {
  return (await findReceiptStanding(receiptId, context))?.lines[0]?.state
}
