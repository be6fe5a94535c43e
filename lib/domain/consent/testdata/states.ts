import {
  CEILINGS,
  CONSENT_STATUSES,
  decideUnknown,
  resolveWithinAccount,
  type Decision,
  type Permission,
  type PurposeKind,
} from '@assent/decision'
import type { ControlState, Names, PermissionState } from '../sentences.ts'

export const SUMMARY: Names = {
  kind: 'feature',
  purpose: 'Meeting summary',
  category: null,
  operator: 'Northwind Meet',
}

export const SHARING: Names = {
  kind: 'sharing',
  purpose: 'Product improvement',
  category: 'Chat',
  operator: 'Northwind Meet',
}

export const allNames: readonly Names[] = [
  SUMMARY,
  SHARING,
  { ...SHARING, purpose: 'Training other companies’ AI models', category: 'Screen sharing' },
]

const PERMISSIONS: readonly (Permission | null)[] = ['members_decide', 'off', null]
const GROUNDS = ['consent', 'other_ground'] as const

/** Every status under every ground, ceiling and permission of account and group, and what is unknown. */
export function allStates(kind: PurposeKind): readonly ControlState[] {
  return CONSENT_STATUSES.flatMap((status) =>
    GROUNDS.flatMap((ground) => [
      ...CEILINGS.flatMap((ceiling) =>
        PERMISSIONS.flatMap((account) =>
          PERMISSIONS.map((group) => ({
            status,
            ground,
            decision: resolveWithinAccount({
              kind,
              ceilings: ['open', ceiling],
              account,
              groups: [group],
              ground,
              member: status,
            }),
          })),
        ),
      ),
      ...UNKNOWN.map((decision) => ({ status, ground, decision })),
    ]),
  )
}

export const allPermissionStates: readonly PermissionState[] = CEILINGS.flatMap((ceiling) =>
  PERMISSIONS.flatMap((permission) => GROUNDS.map((ground) => ({ ceiling, permission, ground }))),
)

const UNKNOWN: readonly Decision[] = [
  decideUnknown('UNKNOWN_ACCOUNT'),
  decideUnknown('UNKNOWN_MEMBER'),
  decideUnknown('UNKNOWN_PURPOSE'),
  decideUnknown('UNKNOWN_CATEGORY'),
]
