import type { Database } from './database.ts'
import type { StoredAccount } from './accounts.ts'

/**
 * The accounts that a platform means: by its own id for them, by the short name, or by the id here. Of several
 * that bear a name, in this order.
 */
export async function findAccountsByName(
  database: Database,
  names: readonly string[],
): Promise<ReadonlyMap<string, StoredAccount>> {
  const { rows } = await database.pool.query<StoredAccount & { called: string }>({
    name: 'accounts by name',
    text: `SELECT DISTINCT ON (n.called) n.called, a.id, a.slug, a.name
             FROM unnest($1::text[]) AS n (called)
             JOIN account a ON a.external_id = n.called OR a.slug = n.called OR a.id::text = n.called
            ORDER BY n.called, a.external_id IS NOT DISTINCT FROM n.called DESC, a.slug = n.called DESC`,
    values: [names],
  })
  return new Map(rows.map(({ called, ...account }) => [called, account]))
}

export type MemberName = { readonly accountId: string; readonly member: string }

/** The subjects of members by what the platform calls them, or by the id here. Keys are `memberKey`. */
export async function findMembersByName(
  database: Database,
  names: readonly MemberName[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await database.pool.query<MemberName & { subjectId: string }>({
    name: 'members by name',
    text: `SELECT DISTINCT ON (n.account_id, n.called)
                  n.account_id AS "accountId", n.called AS member, m.subject_id AS "subjectId"
             FROM unnest($1::uuid[], $2::text[]) AS n (account_id, called)
             JOIN member m ON m.account_id = n.account_id
                          AND (m.external_id = n.called OR m.subject_id::text = n.called)
            ORDER BY n.account_id, n.called, m.external_id IS NOT DISTINCT FROM n.called DESC`,
    values: [names.map(({ accountId }) => accountId), names.map(({ member }) => member)],
  })
  return new Map(rows.map((row) => [memberKey(row), row.subjectId]))
}

export function memberKey({ accountId, member }: MemberName): string {
  return `${accountId} ${member}`
}
