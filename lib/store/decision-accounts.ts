import type { AskingAct, PermissionAct } from '#lib/domain/consent/account-consents.ts'
import type { GroupPermissionAct } from '#lib/domain/consent/group-locks.ts'
import { noAccountPolicy, type AccountPolicy } from '#lib/domain/account/policy.ts'
import type { AccountFacts, FeaturePolicyAct } from '#lib/domain/decision/account-records.ts'
import { inOrder, place, placed, places } from './decision-members.ts'
import type { Queryable } from './ledger.ts'

/** What decisions rest on about these accounts, of as many as are read at once. */
export async function loadAccountFacts(
  database: Queryable,
  accountIds: readonly string[],
): Promise<AccountFacts[]> {
  const accounts = await database.query<
    Pick<AccountFacts, 'id' | 'externalId' | 'slug' | 'observedUntil'>
  >({
    name: 'accounts for decisions',
    text: `SELECT id, external_id AS "externalId", slug,
                  (SELECT until FROM observation o WHERE o.account_id = a.id
                    ORDER BY seq DESC LIMIT 1) AS "observedUntil"
             FROM account a WHERE id = ANY($1) ORDER BY id`,
    values: [accountIds],
  })
  const permissions = await loadPermissions(database, accountIds)
  const askings = await loadAskings(database, accountIds)
  const policies = await loadPolicies(database, accountIds)
  const featurePolicies = await loadFeaturePolicyActs(database, accountIds)
  const groupPermissions = await loadGroupPermissionsOf(database, accountIds)
  const groupPermissionsOf = Map.groupBy(groupPermissions, ({ accountId }) => accountId)
  const policyOf = new Map(policies.map((each) => [each.accountId, each]))
  const featurePoliciesOf = Map.groupBy(featurePolicies, ({ accountId }) => accountId)
  const permissionsOf = Map.groupBy(permissions, ({ accountId }) => accountId)
  const askingsOf = Map.groupBy(askings, ({ accountId }) => accountId)
  return accounts.rows.map((account) => ({
    ...account,
    permissions: permissionsOf.get(account.id) ?? [],
    askings: askingsOf.get(account.id) ?? [],
    policy: policyOf.get(account.id) ?? noAccountPolicy,
    featurePolicies: featurePoliciesOf.get(account.id) ?? [],
    groupPermissions: groupPermissionsOf.get(account.id) ?? [],
  }))
}

/** The accounts after one, in the order of their ids. */
export async function loadAccountsAfter(
  database: Queryable,
  accountId: string,
  count: number,
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    'SELECT id FROM account WHERE id > $1 ORDER BY id LIMIT $2',
    [accountId, count],
  )
  return rows.map(({ id }) => id)
}

type OfAccount = { readonly accountId: string }

async function loadPermissions(
  database: Queryable,
  accountIds: readonly string[],
): Promise<(PermissionAct & OfAccount)[]> {
  const { rows } = await database.query<PermissionAct & OfAccount>({
    name: 'permissions of accounts',
    text: `WITH ${placed}
           SELECT ${place}, d.account_id AS "accountId", d.subject_id AS "subjectId", d.purpose,
                  d.category, d.seq, d.kind
             FROM permission d ${places}
            WHERE d.account_id = ANY($1) ${inOrder}`,
    values: [accountIds],
  })
  return rows
}

async function loadAskings(
  database: Queryable,
  accountIds: readonly string[],
): Promise<(Pick<AskingAct, 'purpose' | 'mode'> & OfAccount)[]> {
  const { rows } = await database.query<Pick<AskingAct, 'purpose' | 'mode'> & OfAccount>({
    name: 'askings of accounts',
    text: `SELECT account_id AS "accountId", purpose, mode FROM asking
            WHERE account_id = ANY($1) ORDER BY account_id, purpose, seq`,
    values: [accountIds],
  })
  return rows
}

async function loadPolicies(
  database: Queryable,
  accountIds: readonly string[],
): Promise<(AccountPolicy & OfAccount)[]> {
  const { rows } = await database.query<AccountPolicy & OfAccount>({
    name: 'policies of accounts',
    text: `SELECT DISTINCT ON (account_id) account_id AS "accountId", regime, setting,
                  unknown_place_is_strict AS "unknownPlaceIsStrict"
             FROM account_policy WHERE account_id = ANY($1) ORDER BY account_id, seq DESC`,
    values: [accountIds],
  })
  return rows
}

async function loadFeaturePolicyActs(
  database: Queryable,
  accountIds: readonly string[],
): Promise<(FeaturePolicyAct & OfAccount)[]> {
  const { rows } = await database.query<FeaturePolicyAct & OfAccount>({
    name: 'feature policies of accounts',
    text: `WITH ${placed}
           SELECT ${place}, d.account_id AS "accountId", d.purpose, d.mode, d.elsewhere,
                  d.elsewhere_mode AS "elsewhereMode", d.authorisation
             FROM feature_policy d ${places}
            WHERE d.account_id = ANY($1) ${inOrder}`,
    values: [accountIds],
  })
  return rows
}

async function loadGroupPermissionsOf(
  database: Queryable,
  accountIds: readonly string[],
): Promise<(GroupPermissionAct & OfAccount)[]> {
  const { rows } = await database.query<GroupPermissionAct & OfAccount>({
    name: 'group permissions of accounts',
    text: `WITH ${placed}
           SELECT ${place}, d.account_id AS "accountId", d.group_id AS "groupId", d.purpose,
                  d.category, d.kind
             FROM group_permission d ${places}
            WHERE d.account_id = ANY($1) ${inOrder}`,
    values: [accountIds],
  })
  return rows
}
