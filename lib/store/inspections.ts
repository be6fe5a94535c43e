import type { ExportPeriod } from '#lib/domain/record/export-wish.ts'
import type { Database } from './database.ts'

export type RecentDisclosure = ExportPeriod & { readonly at: Date; readonly reason: string }

/** How this actor last gave a reason for taking away records of that whole period, if that was after `since`. */
export async function findRecentDisclosure(
  database: Database,
  wanted: {
    readonly accountId: string
    readonly actorId: string
    readonly period: ExportPeriod
    readonly after: Date
  },
): Promise<RecentDisclosure | null> {
  const { accountId, actorId, period, after } = wanted
  const found = await database.prisma.disclosure.findFirst({
    where: {
      accountId,
      since: { lte: period.since },
      until: { gte: period.until },
      event: { actorId, at: { gt: after } },
    },
    include: { event: { select: { at: true, reason: { select: { text: true } } } } },
    orderBy: { event: { at: 'desc' } },
  })
  if (found === null) return null
  const { since, until, event } = found
  return { since, until, reason: event.reason?.text ?? '', at: event.at }
}

export type RecentInspection = {
  readonly subjectId: string
  readonly at: Date
  readonly reason: string
}

/** How this actor last opened this subject's record, if that was after `since`. */
export async function findRecentInspection(
  database: Database,
  wanted: {
    readonly accountId: string
    readonly actorId: string
    readonly subjectId: string
    readonly since: Date
  },
): Promise<RecentInspection | null> {
  const { accountId, actorId, subjectId, since } = wanted
  const found = await database.prisma.inspection.findFirst({
    where: { accountId, subjectId, event: { actorId, at: { gt: since } } },
    select: { event: { select: { at: true, reason: { select: { text: true } } } } },
    orderBy: { event: { at: 'desc' } },
  })
  return found === null
    ? null
    : { subjectId, at: found.event.at, reason: found.event.reason?.text ?? '' }
}
