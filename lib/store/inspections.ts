import type { Database } from './database.ts'

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
    select: { reason: true, event: { select: { at: true } } },
    orderBy: { event: { at: 'desc' } },
  })
  return found === null ? null : { subjectId, at: found.event.at, reason: found.reason }
}
