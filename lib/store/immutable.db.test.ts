import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { closeDatabase, openDatabase, refuseOwner } from '#lib/store/database.ts'
import { activateTerms } from '#lib/commands/activate-terms.ts'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import { confirmSettings } from '#lib/commands/confirm-settings.ts'
import { createApiKey } from '#lib/commands/create-api-key.ts'
import { importSettings } from '#lib/commands/import-settings.ts'
import { discloseRecords } from '#lib/commands/disclose-records.ts'
import { endPurpose } from '#lib/commands/end-purpose.ts'
import { eraseGuest } from '#lib/commands/erase-guest.ts'
import { eraseMember } from '#lib/commands/erase-member.ts'
import { openEvidence } from '#lib/commands/open-evidence.ts'
import { openRecord } from '#lib/commands/open-record.ts'
import { requestErasure } from '#lib/commands/request-erasure.ts'
import { setAccountPolicy } from '#lib/commands/set-account-policy.ts'
import { setObservation } from '#lib/commands/set-observation.ts'
import { setFeaturePolicy } from '#lib/commands/set-feature-policy.ts'
import { revokeApiKey } from '#lib/commands/revoke-api-key.ts'
import { testDatabase } from '../../test-support/database.ts'
import { saveTermsDraft } from '#lib/commands/save-terms-draft.ts'
import { smallMeeting } from '../../test-support/small-meeting.ts'
import { language, must, openWorld } from '../../test-support/world.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
const { owner, admin, auditor, member } = await world.team()
await world.permitAndAsk(admin, 'meeting_summary')
await world.include(member, 'meeting_summary')
await smallMeeting(member.accountSlug, 'meeting_summary', context)
const left = await smallMeeting(member.accountSlug, 'meeting_summary', context)
const guest = { kind: 'participant_link', meetingId: left.meetingId, number: 1 } as const
const whole = { meetingId: left.meetingId, participant: null, method: 'page', language } as const
must(await eraseGuest(guest, whole, { ...context, now: () => new Date() }))
must(await openRecord(auditor, { subjectId: member.subjectId, reason: 'A test.' }, context))
const audited = { since: context.now(), until: new Date(context.now().getTime() + 1) }
must(await discloseRecords(auditor, { period: audited, reason: 'A test.' }, context))
const ruledOut = '# Ruled out\n\n## 1. Training\n\nNo training.\n'
const ruling: Mapping = {
  clauses: [{ clause: '1', purposes: ['train_platform_models'], categories: [] }],
  ceilings: [{ purpose: 'train_platform_models', category: null, rule: 'forbidden', clause: '1' }],
}
await world.publishTerms(ruledOut, ruling, { summary: 'No more training.', approve: true })
const tomorrow = new Date(context.now().getTime() + 86_400_000)
await world.publishTerms(`${ruledOut}\nTomorrow.\n`, ruling, {
  documentSlug: 'scheduled',
  effectiveAt: tomorrow,
})
await activateTerms({ ...context, now: () => tomorrow })
const version = await database.prisma.termsVersion.findFirstOrThrow({
  where: { document: { slug: 'terms-of-service' } },
  orderBy: { number: 'desc' },
})
const written = { title: '', effective: '', markdown: '# Draft' }
const drafted = { documentSlug: 'drafted', draft: written, expected: 0 }
must(await saveTermsDraft(world.commandLine, drafted, context))
const answered = { answer: 'accept' as const, name: 'Orla Owner', authority: 'Director' }
const shown = { documentSlug: 'terms-of-service', number: version.number, digest: version.digest }
must(
  await endPurpose(
    world.commandLine,
    { purpose: 'train_platform_models', reason: 'A test.' },
    context,
  ),
)
must(await answerTerms(owner, { ...shown, ...answered }, context))
const named = { name: 'A test', scopes: ['decide'] as const, accountSlug: null }
const { id } = must(await createApiKey(world.commandLine, named, context))
must(await revokeApiKey(world.commandLine, { id }, context))
const ruled = { expected: null }
must(await setAccountPolicy(admin, { ...ruled, policy: { regime: 'minors' } }, context))
const watched = { until: new Date(context.now().getTime() + 86_400_000), expected: '0' }
must(await setObservation(admin, watched, context))
const client = await world.client(admin, ['accounts'])
const conveyance = { apiKeyId: client.subjectId, method: 'client' } as const
must(await setObservation({ ...admin, conveyance }, { until: null, expected: null }, context))
const features = [{ purpose: 'meeting_summary', permission: 'off' as const }]
const imported = { source: 'A platform', features }
const brought = must(await importSettings(client, imported, context))
must(await confirmSettings(admin, { id: brought.id, language }, context))
await world.link(member)
await world.age(member, false)
await world.group(admin, 'legal', { joining: [member], off: ['meeting_summary'] })
const off = [{ purpose: 'meeting_summary', elsewhere: 'off' as const }]
must(await setFeaturePolicy(admin, { ...ruled, policies: off, language: 'en' }, context))
// Evidence is kept by the database's clock.
const today = { ...context, now: () => new Date() }
const leaver = await world.member(owner.accountSlug, 'Lena Leaver')
must(await requestErasure(leaver, today))
must(await eraseMember(owner, leaver, today))
const owning = openDatabase(at.ownerUrl, 1)
const opening = { wanted: { subjectId: leaver.subjectId }, reason: 'A test.' }
must(await openEvidence(world.commandLine, opening, { ...today, owner: owning }))
await closeDatabase(owning)
await world.sequence()

afterAll(() => closeDatabase(database))

/** Whatever is not named here the runtime role can neither change nor delete. */
const changeable: Record<string, readonly ('UPDATE' | 'DELETE')[]> = {
  session: ['UPDATE', 'DELETE'],
  mapping_draft: ['UPDATE', 'DELETE'],
  review_draft: ['UPDATE', 'DELETE'],
  reminder: ['UPDATE'],
  export_schedule: ['UPDATE'],
  export_run: ['UPDATE'],
  terms_draft: ['UPDATE', 'DELETE'],
  idempotent_answer: ['UPDATE', 'DELETE'],
  settings_import: ['UPDATE'],
  settings_report: ['UPDATE'],
  sign_in_link: ['DELETE'],
  ledger_pending: ['DELETE'],
  evaluation: ['DELETE'],
  pulse: ['UPDATE'],
}

const { rows: tables } = await database.pool.query<{ name: string }>(
  `SELECT tablename AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
)

test('there are tables to try', () => {
  const names = tables.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['choice', 'entry', 'event', 'terms_version']))
  expect(names).toEqual(expect.arrayContaining(Object.keys(changeable)))
})

test.each(tables)(
  '$name: the runtime role changes and deletes only what is its own',
  async ({ name }) => {
    const { rows } = await database.pool.query<{ column: string; has: boolean }>(
      `SELECT column_name AS column, EXISTS (SELECT FROM "${name}") AS has
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [name],
    )
    const [first] = rows
    const statements = {
      UPDATE: `UPDATE "${name}" SET "${first!.column}" = "${first!.column}" WHERE false`,
      DELETE: `DELETE FROM "${name}" WHERE false`,
    }
    for (const [verb, sql] of Object.entries(statements)) {
      const isIts = changeable[name]?.includes(verb as 'UPDATE') ?? false
      if (isIts) await database.pool.query(sql)
      else
        await expect(database.pool.query(sql), `${verb} ${name}`).rejects.toThrow(
          'permission denied',
        )
    }
    await expect(database.pool.query(`TRUNCATE "${name}"`)).rejects.toThrow('permission denied')
  },
)

test('every table of acts holds something in this test, and still holds it', async () => {
  const acts = tables.filter(
    ({ name }) =>
      ![
        'identity',
        'session',
        'sign_in_link',
        'staff',
        'tile',
        'cosignature',
        'signing_key',
        'key_event',
        'key_certificate',
        'setting',
        'ledger_pending',
        'reminder',
        'idempotent_answer',
        'access_request',
        'observed_run',
        'settings_import',
        'settings_report',
        'evaluation',
        'pulse',
        'export_schedule',
        'export_run',
      ].includes(name),
  )
  for (const { name } of acts) {
    const { rowCount } = await database.pool.query(`SELECT FROM "${name}" LIMIT 1`)
    expect(rowCount, name).toBe(1)
  }
})

test('the runtime role can neither alter tables nor switch their guards off', async () => {
  for (const sql of [
    'ALTER TABLE "choice" ADD COLUMN more text',
    'ALTER TABLE "event" DISABLE TRIGGER ALL',
    'DROP TABLE "choice"',
    'DROP VIEW event_position',
    'CREATE TABLE mine ()',
    'SET ROLE assent_owner',
  ]) {
    await expect(database.pool.query(sql), sql).rejects.toThrow(/must be owner|permission denied/)
  }
  // PostgreSQL answers this with a warning, and grants nothing.
  await database.pool.query('GRANT UPDATE ON "choice" TO assent_app')
  await expect(database.pool.query('UPDATE "choice" SET seq = 0')).rejects.toThrow('denied')
})

test('a program that signs in as the owner of the tables is refused', async () => {
  await refuseOwner(database)
  const owning = openDatabase(at.ownerUrl, 1)
  await expect(refuseOwner(owning)).rejects.toThrow('Use the runtime role there')
  await closeDatabase(owning)
})

test('a digest that is not that of its bytes is refused by the table', async () => {
  const client = new pg.Client(at.ownerUrl)
  await client.connect()
  for (const table of ['terms_version', 'notice', 'catalogue_publication'])
    await expect(client.query(`UPDATE "${table}" SET bytes = bytes || '\\x00'`)).rejects.toThrow(
      'digest',
    )
  await client.end()
})
