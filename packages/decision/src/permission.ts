import type { Vote } from './decide.ts'

/**
 * What an account or a group permits its people to decide. Not a consent: an organisation is no
 * data subject. There is no value that turns a purpose on for another person.
 */
export type Permission = 'members_decide' | 'off'

/** The account's vote. An account that has said nothing has not permitted anything. */
export function accountVote(permission: Permission | null): Vote {
  switch (permission) {
    case 'members_decide':
      return { level: 'account', opinion: 'GRANT' }
    case 'off':
      return { level: 'account', opinion: 'DENY', code: 'ACCOUNT_OFF' }
    case null:
      return { level: 'account', opinion: 'UNSET', code: 'ACCOUNT_UNSET' }
  }
}

/** The votes of a member's groups. A group only restricts: one that has said nothing is skipped. */
export function groupVotes(permissions: readonly (Permission | null)[]): readonly Vote[] {
  return permissions.flatMap((permission): readonly Vote[] => {
    switch (permission) {
      case 'members_decide':
        return [{ level: 'group', opinion: 'GRANT' }]
      case 'off':
        return [{ level: 'group', opinion: 'DENY', code: 'GROUP_OFF' }]
      case null:
        return []
    }
  })
}
