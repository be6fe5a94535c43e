import type { AccountPolicy, FeaturePolicy } from '#lib/domain/account/policy.ts'
import type { GroupPlan } from '#lib/domain/account/group-plan.ts'
import type { Party } from '#lib/domain/catalogue/catalogue.ts'
import { partyAs } from './consent-receipt.ts'
import { importSource, type ImportSource } from './import-source.ts'
import { instant, urnOf, type StatementDocument } from './statement.ts'

type SetByAccount = {
  readonly eventId: string
  readonly at: Date
  readonly actorId: string
  readonly account: Party
}

/** Under which rules an account has its people asked. */
export function accountPolicyDocument(
  act: SetByAccount & { readonly policy: AccountPolicy },
): StatementDocument {
  const { regime, setting, unknownPlaceIsStrict } = act.policy
  return {
    ...documentOf('AccountPolicyDocument', act),
    regime,
    ...(setting === null ? {} : { setting }),
    unknownPlaceIsStrict,
  }
}

/** What an account holds its features to, each as it is from then on, whole. */
export function featurePolicyDocument(
  act: SetByAccount & {
    readonly policies: readonly (FeaturePolicy & { readonly purpose: string })[]
    readonly imported?: ImportSource | undefined
  },
): StatementDocument {
  return {
    ...documentOf('FeaturePolicyDocument', act),
    ...importSource(act.imported),
    policies: act.policies.map(({ purpose, mode, elsewhere, elsewhereMode, authorisation }) => ({
      purpose,
      ...(mode === null ? {} : { featureMode: mode }),
      ...(elsewhere === null ? {} : { elsewhere }),
      ...(elsewhereMode === null ? {} : { elsewhereMode }),
      ...(authorisation === null ? {} : { authorisation }),
    })),
  }
}

/** Until when decisions about an account are computed and enforced nowhere; without `until`, they hold. */
export function observationDocument(
  act: SetByAccount & { readonly until: Date | null },
): StatementDocument {
  return {
    ...documentOf('ObservationDocument', act),
    ...(act.until === null ? {} : { until: instant(act.until) }),
  }
}

/** Who came into a group of an account's people, who left it, and what is off for them, as far as it changed. */
export function groupDocument(
  act: SetByAccount &
    Pick<GroupPlan, 'members' | 'settings'> & { readonly groupId: string; readonly name: string },
): StatementDocument {
  return {
    ...documentOf('GroupDocument', act),
    group: { '@id': urnOf(act.groupId), 'dct:title': act.name },
    members: act.members.map(({ subjectId, isIn }) => ({
      '@id': urnOf(subjectId),
      role: isIn ? 'member' : 'none',
    })),
    policies: act.settings.map(({ purpose, category, kind }) => ({
      purpose,
      ...(category === null ? {} : { category }),
      permission: kind,
    })),
  }
}

function documentOf(type: string, act: SetByAccount): StatementDocument {
  return {
    '@id': urnOf(act.eventId),
    '@type': type,
    'dct:created': instant(act.at),
    'dpv:hasEntity': [partyAs('dpv:DataController', act.account)],
    'dpv:isIndicatedBy': { '@id': urnOf(act.actorId) },
  }
}
