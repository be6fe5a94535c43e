import type { AccountClient, ApiClient } from '#lib/domain/account/principal.ts'
import {
  loadAccountPage,
  loadMemberPage,
  type ListedAccount,
  type ListedMember,
} from '#lib/store/registry.ts'
import type { QueryContext } from './context.ts'

type PageWish = { readonly after: string | null; readonly count: number }

/** `next` is what to go on after; null where the list ends. */
export type Page<Name extends string, Item> = { readonly [key in Name]: readonly Item[] } & {
  readonly next: string | null
}

type RegisteredAccount = Omit<ListedAccount, 'isSandbox'> & { readonly sandbox: boolean }

/** The one account that a caller speaks of. */
export async function getRegisteredAccount(
  { accountId }: AccountClient,
  { database }: QueryContext,
): Promise<RegisteredAccount> {
  const [row] = await loadAccountPage(database, { after: null, count: 1, only: accountId })
  if (row === undefined) throw new Error('a caller speaks of an account that is not there')
  return shown(row)
}

/** The accounts that a key is for, in the order in which they were registered. */
export async function listRegisteredAccounts(
  { accountId }: ApiClient,
  wish: PageWish,
  { database }: QueryContext,
): Promise<Page<'accounts', RegisteredAccount>> {
  const rows = await loadAccountPage(database, { ...wish, only: accountId })
  const accounts = rows.map(shown)
  return { accounts, next: nextOf(accounts, wish) }
}

/** Who belongs to an account, without their names. */
export async function listRegisteredMembers(
  { accountId }: AccountClient,
  wish: PageWish,
  { database }: QueryContext,
): Promise<Page<'members', ListedMember>> {
  const members = await loadMemberPage(database, accountId, wish)
  return { members, next: nextOf(members, wish) }
}

function shown({ isSandbox: sandbox, ...account }: ListedAccount): RegisteredAccount {
  return { ...account, sandbox }
}

function nextOf(items: readonly { readonly id: string }[], { count }: PageWish): string | null {
  return items.length < count ? null : (items.at(-1)?.id ?? null)
}
