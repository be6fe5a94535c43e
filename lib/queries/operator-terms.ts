import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { emptyMapping, storedMapping, type Mapping } from '#lib/domain/terms/mapping.ts'
import { loadAccounts } from '#lib/store/accounts.ts'
import { findDraft } from '#lib/store/drafts.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import {
  findVersion,
  loadBytes,
  loadClauses,
  loadVersions,
  type StoredVersion,
} from '#lib/store/terms.ts'
import type { QueryContext } from './context.ts'
import type { ClauseText } from './terms.ts'

/** Every imported version, published or not: for the operator; null for anyone else. */
export async function listImportedVersions(
  principal: Principal,
  context: QueryContext,
): Promise<readonly StoredVersion[] | null> {
  return mayOperate(principal) ? loadVersions(context.database) : null
}

/** One version on the operator's desk, with its mapping: the draft, or what was frozen at publication. */
export type OperatorVersionView = {
  readonly version: StoredVersion
  readonly clauses: readonly ClauseText[]
  readonly mapping: Mapping
  /** The revision of the draft: what saving and publishing expect unchanged. */
  readonly revision: number
  readonly catalogue: Pick<Catalogue, 'purposes' | 'categories'> | null
}

export async function findOperatorVersion(
  principal: Principal,
  documentSlug: string,
  number: number,
  context: QueryContext,
): Promise<OperatorVersionView | null> {
  if (!mayOperate(principal)) return null
  const { database } = context
  const version = await findVersion(database, documentSlug, number)
  if (version === null) return null
  const [bytes, clauses, draft, platform] = await Promise.all([
    loadBytes(database, version.id),
    loadClauses(database, version.id),
    findDraft(database, 'mapping', version.id),
    loadPlatform(database),
  ])
  return {
    version,
    clauses: clauses.map(({ id, number: printed, title, level, start, end }) => ({
      id,
      number: printed,
      title,
      level,
      text: new TextDecoder().decode(bytes.subarray(start, end)),
    })),
    mapping: draft === null ? emptyMapping : storedMapping(draft.content),
    revision: draft?.revision ?? 0,
    catalogue: catalogueIn(platform),
  }
}

export type AccountView = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly isSandbox: boolean
}

/** Every account, by slug: for the operator; null for anyone else. */
export async function listAccounts(
  principal: Principal,
  context: QueryContext,
): Promise<readonly AccountView[] | null> {
  return mayOperate(principal) ? loadAccounts(context.database) : null
}
