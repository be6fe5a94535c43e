import type { ImportedFeature } from '#lib/domain/account/settings-import.ts'
import type { Database } from './database.ts'

export type StoredImport = {
  readonly id: string
  readonly at: Date
  /** The key that brought it. */
  readonly apiKeyId: string
  readonly source: string
  readonly features: readonly ImportedFeature[]
}

/** Waits from now on, in place of one that waited. */
export async function keepSettingsImport(
  { prisma }: Database,
  row: StoredImport & { readonly accountId: string },
): Promise<void> {
  const { features, ...given } = row
  await prisma.$transaction([
    prisma.settingsImport.updateMany({
      where: { accountId: row.accountId, decidedAt: null },
      data: { decidedAt: row.at, isConfirmed: false },
    }),
    prisma.settingsImport.create({ data: { ...given, content: [...features] } }),
  ])
}

export async function findWaitingImport(
  { prisma }: Database,
  accountId: string,
): Promise<StoredImport | null> {
  const row = await prisma.settingsImport.findFirst({ where: { accountId, decidedAt: null } })
  if (row === null) return null
  const { id, at, apiKeyId, source, content } = row
  return { id, at, apiKeyId, source, features: content as unknown as readonly ImportedFeature[] }
}

/** Answers whether it still waited: of two who decide at once one does. */
export async function decideSettingsImport(
  { prisma }: Database,
  decided: {
    readonly id: string
    readonly accountId: string
    readonly at: Date
    readonly isConfirmed: boolean
  },
): Promise<boolean> {
  const { id, accountId, at: decidedAt, isConfirmed } = decided
  const { count } = await prisma.settingsImport.updateMany({
    where: { id, accountId, decidedAt: null },
    data: { decidedAt, isConfirmed },
  })
  return count === 1
}
