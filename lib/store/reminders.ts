import type { Reminder } from '#lib/domain/consent/reminder.ts'
import type { Database } from './database.ts'

type OfMember = { readonly accountId: string; readonly subjectId: string }

/** What a member set about reminders; who set nothing has the setting that everyone begins with. */
export async function loadReminder(
  database: Database,
  { accountId, subjectId }: OfMember,
): Promise<Reminder> {
  const { rows } = await database.pool.query<Reminder>({
    name: 'reminder',
    text: `SELECT is_off AS "isOff", rests_until AS "restsUntil" FROM reminder
            WHERE subject_id = $1 AND account_id = $2`,
    values: [subjectId, accountId],
  })
  return rows[0] ?? { isOff: false, restsUntil: null }
}

/** Changes one thing of it and leaves the other as it is. */
export async function saveReminder(
  database: Database,
  { accountId, subjectId }: OfMember,
  change: { readonly isOff: boolean } | { readonly restsUntil: Date },
): Promise<void> {
  await database.prisma.reminder.upsert({
    where: { subjectId },
    create: { subjectId, accountId, isOff: false, ...change },
    update: change,
  })
}
