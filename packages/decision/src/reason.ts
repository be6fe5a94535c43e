/** Where a vote comes from, in the order in which reasons are reported. */
export type Level = (typeof LEVELS)[number]

/**
 * The order changes the explanation only, never the answer. Voters of a meeting (its regime, its
 * switch, the other accounts, the people present) join as further levels.
 */
export const LEVELS = ['question', 'operator', 'terms', 'account', 'group', 'member'] as const

/** Why an answer is not a yes. A closed list: what a platform or a page does with a code is decided once. */
export type ReasonCode = (typeof REASON_CODES)[number]

export const REASON_CODES = [
  'NO_VOTERS',
  'UNKNOWN_ACCOUNT',
  'UNKNOWN_MEMBER',
  'UNKNOWN_PURPOSE',
  'UNKNOWN_CATEGORY',
  'PURPOSE_ENDED',
  'TERMS_PROHIBIT',
  'TERMS_NO_CHOICE',
  'ACCOUNT_OFF',
  'ACCOUNT_UNSET',
  'GROUP_OFF',
  'MEMBER_REFUSED',
  'MEMBER_WITHDREW',
  'MEMBER_REVOKED',
  'MEMBER_UNDECIDED',
  'MEMBER_NOT_ANSWERED',
  'CONSENT_EXPIRED',
  'CONSENT_STALE',
] as const

export type Reason = {
  readonly code: ReasonCode
  readonly level: Level
}

/** Each reason once, by level and then by the order of the codes: the same set always reads the same. */
export function inReportingOrder(reasons: Iterable<Reason>): readonly Reason[] {
  const byKey = new Map<string, Reason>()
  for (const { code, level } of reasons) byKey.set(`${level} ${code}`, { code, level })
  return [...byKey.values()].sort(
    (a, b) =>
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
      REASON_CODES.indexOf(a.code) - REASON_CODES.indexOf(b.code),
  )
}
