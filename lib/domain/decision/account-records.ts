import type { Ground } from '@assent/decision'
import {
  noFeaturePolicy,
  type AccountPolicy,
  type FeaturePolicy,
} from '#lib/domain/account/policy.ts'
import { findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import type { AskingAct, PermissionAct } from '#lib/domain/consent/account-consents.ts'
import type { GroupPermissionAct } from '#lib/domain/consent/group-locks.ts'
import { catalogueContent, type Platform } from '#lib/domain/platform/platform.ts'
import { questionName } from './asked-cells.ts'
import type { ChangeDraft } from './change-draft.ts'

/** What is stored of an account, as far as it bears on decisions; acts in the order of the record. */
export type AccountFacts = {
  readonly id: string
  readonly externalId: string | null
  readonly slug: string
  readonly permissions: readonly PermissionAct[]
  readonly askings: readonly Pick<AskingAct, 'purpose' | 'mode'>[]
  readonly policy: AccountPolicy
  /** As it was last said, also where it has passed; null where decisions hold. */
  readonly observedUntil: Date | null
  readonly featurePolicies: readonly FeaturePolicyAct[]
  readonly groupPermissions: readonly GroupPermissionAct[]
}

export type FeaturePolicyAct = FeaturePolicy & {
  readonly purpose: string
  readonly position: number
  readonly at: Date
}

/**
 * An account and its permissions, whole. `recent` are the events since it was told last: an `off` among
 * them ends every yes below it, also where it was turned on again before anybody was told.
 */
export function addAccount(
  draft: ChangeDraft,
  account: AccountFacts,
  platform: Platform,
  recent: ReadonlySet<string>,
): void {
  const { id, externalId, policy, featurePolicies } = account
  draft.slugs.set(id, account.slug)
  const lastOf = new Map(featurePolicies.map((each) => [each.purpose, each]))
  draft.add({
    type: 'account',
    id,
    external: externalId,
    closed: false,
    regime: policy.regime,
    setting: policy.setting,
    authorised: [...lastOf.values()]
      .filter(({ authorisation }) => authorisation !== null)
      .map(({ purpose }) => purpose),
    unknownPlaceIsStrict: policy.unknownPlaceIsStrict,
    observedUntil: account.observedUntil?.getTime() ?? null,
  })
  for (const question of questionsTold(account, platform)) {
    const acts = permissionsAbout(account, question)
    const record = permissionRecord(draft, account, question, acts)
    const isOffRecently = acts.some(({ kind, eventId }) => kind === 'off' && recent.has(eventId))
    if (isOffRecently && record.permission !== 'off') draft.add({ ...record, permission: 'off' })
    draft.add(record)
  }
  addGroups(draft, account)
}

/** Whose yes one of them ended is told with its members, who are read again. */
function addGroups(draft: ChangeDraft, { id, groupPermissions }: AccountFacts): void {
  const last = new Map(
    groupPermissions.map((act) => [JSON.stringify([act.groupId, questionName(act)]), act]),
  )
  for (const { groupId, purpose, category, kind } of last.values())
    draft.add({
      type: 'group_permission',
      account: id,
      group: groupId,
      question: draft.questionNumber({ purpose, category }),
      permission: kind,
    })
}

type Told = { readonly purpose: string; readonly category: string | null }

/** Those about which the account has said anything. */
function questionsTold(account: AccountFacts, platform: Platform): readonly Told[] {
  const features = [...account.askings, ...account.featurePolicies]
    .filter(({ purpose }) => isFeature(platform, purpose))
    .map(({ purpose }) => ({ purpose, category: null }))
  const permitted = account.permissions.filter(({ subjectId }) => subjectId === account.id)
  const told = [...permitted, ...features].map(({ purpose, category }) => ({ purpose, category }))
  return [...new Map(told.map((each) => [questionName(each), each])).values()]
}

/** As it was when it was last in the catalogue. */
function isFeature({ catalogues }: Platform, purpose: string): boolean {
  const found = catalogues.findLast((each) => findPurpose(catalogueContent(each), purpose) !== null)
  return found !== undefined && findPurpose(catalogueContent(found), purpose)?.kind === 'feature'
}

function permissionsAbout(account: AccountFacts, { purpose, category }: Told) {
  return account.permissions.filter(
    (act) => act.subjectId === account.id && act.purpose === purpose && act.category === category,
  )
}

function permissionRecord(
  draft: ChangeDraft,
  { id, askings, featurePolicies }: AccountFacts,
  question: Told,
  acts: readonly PermissionAct[],
) {
  const { purpose, category } = question
  const policies = featurePolicies.filter((each) => category === null && each.purpose === purpose)
  const { mode, elsewhere, elsewhereMode } = policies.at(-1) ?? noFeaturePolicy
  return {
    type: 'permission' as const,
    account: id,
    question: draft.questionNumber(question),
    permission: acts.at(-1)?.kind ?? null,
    ground: groundOf(askings, question),
    mode,
    elsewhere,
    elsewhereMode,
    offAt: acts.findLast(({ kind }) => kind === 'off')?.position ?? null,
    elsewhereOffAt: policies.findLast((each) => each.elsewhere === 'off')?.position ?? null,
  }
}

/** Another ground exists for features only, which are asked without a category. */
function groundOf(askings: AccountFacts['askings'], { purpose, category }: Told): Ground {
  const asking = askings.findLast((each) => each.purpose === purpose)
  return category === null && asking?.mode === 'other_ground' ? 'other_ground' : 'consent'
}
