import type { Database } from './database.ts'

export type StoredKey = {
  readonly id: string
  readonly use: 'ledger' | 'receipt'
  readonly publicKey: Uint8Array
  readonly certificate: string | null
}

/** What every replica must agree on: the ledger's origin and the keys in use. */
export type SigningRecord = { readonly origin: string; readonly keys: readonly StoredKey[] }

export async function loadSigningRecord(database: Database): Promise<SigningRecord | null> {
  // The origin first: once it is there, so are the keys that were written with it.
  const origin = await database.prisma.setting.findUnique({ where: { key: 'ledger_origin' } })
  const keys = await database.prisma.signingKey.findMany({ orderBy: { createdAt: 'asc' } })
  return origin === null ? null : { origin: origin.value, keys }
}

/**
 * Writes the record of a new ledger. Of several programs that start at once one wins, and the
 * others read what it wrote: false.
 */
export async function appendSigningRecord(
  database: Database,
  record: SigningRecord,
  createdAt: Date,
): Promise<boolean> {
  return database.prisma.$transaction(async (tx) => {
    const { count } = await tx.setting.createMany({
      data: [{ key: 'ledger_origin', value: record.origin }],
      skipDuplicates: true,
    })
    if (count === 0) return false
    await tx.signingKey.createMany({
      data: record.keys.map((key) => ({
        ...key,
        publicKey: new Uint8Array(key.publicKey),
        createdAt,
      })),
    })
    return true
  })
}
