import { globSync } from 'node:fs'
import { paths } from '#lib/paths.ts'

/** Who looks at a page: nobody signed in, a role in the account, a member of another account, the operator's staff. */
export const readers = {
  stranger: null,
  member: 'anselm',
  auditor: 'ingrid',
  admin: 'dariush',
  owner: 'renske',
  outsider: 'kaito',
  staff: 'wietske',
} as const

export type Reader = keyof typeof readers

/**
 * What a reader meets: a page for anyone; the page with what it lets them do; the page to read alone;
 * sign-in, and the page after it; or no such page.
 */
export type Meets = 'open' | 'acts' | 'reads' | 'sign-in' | 'none'

export type Place = {
  /** As the folders of app/ spell it. */
  readonly page: string
  readonly path: (ids: Ids) => string
  readonly meets: Readonly<Record<Reader, Meets>>
}

/** What cannot be known before the demonstration is loaded: of the member, not of anyone else. */
export type Ids = { readonly receipt: string; readonly member: string }

/** The account that every reader but the outsider and the staff belongs to. */
export const account = 'brinkhorst'
const terms = 'terms-of-service'

const nobodyElse = { stranger: 'sign-in', outsider: 'none', staff: 'none' } as const

const forAnyone: Place['meets'] = {
  stranger: 'open',
  member: 'open',
  auditor: 'open',
  admin: 'open',
  owner: 'open',
  outsider: 'open',
  staff: 'open',
}
const ownAnswers: Place['meets'] = {
  ...nobodyElse,
  member: 'acts',
  auditor: 'acts',
  admin: 'acts',
  owner: 'acts',
}
const decidedByAdmins: Place['meets'] = { ...ownAnswers, member: 'reads', auditor: 'reads' }
const readByAll: Place['meets'] = { ...decidedByAdmins, admin: 'reads', owner: 'reads' }
const ofOneMember: Place['meets'] = { ...readByAll, auditor: 'none', admin: 'none', owner: 'none' }
const forAuditors: Place['meets'] = { ...ofOneMember, member: 'none', auditor: 'acts' }
const forStaff: Place['meets'] = { ...ofOneMember, member: 'none', staff: 'acts' }

/** Every page of the portal. A test fails for a page that stands in app/ and not here. */
export const places: readonly Place[] = [
  { page: '/', path: () => paths.home(), meets: forAnyone },
  { page: '/sign-in', path: () => paths.signIn(), meets: forAnyone },
  { page: '/terms', path: () => paths.terms(), meets: forAnyone },
  { page: '/terms/[document]', path: () => paths.termsDocument(terms), meets: forAnyone },
  { page: '/terms/[document]/versions', path: () => paths.termsVersions(terms), meets: forAnyone },
  {
    page: '/terms/[document]/versions/[version]',
    path: () => paths.termsVersion(terms, 2),
    meets: forAnyone,
  },
  { page: '/terms/[document]/changes', path: () => paths.termsChanges(terms), meets: forAnyone },
  {
    page: '/terms/[document]/clauses/[clause]',
    path: () => paths.termsClause(terms, '10-5-settings', { version: 3 }),
    meets: forAnyone,
  },
  // Of a link that was never given out: what those do that were is in meeting.spec.ts.
  { page: '/m/[token]', path: () => paths.meetingNotice('none'), meets: forAnyone },
  { page: '/m/[token]/host', path: () => paths.meetingHost('none'), meets: forAnyone },
  { page: '/accounts/[account]', path: () => paths.account(account), meets: ownAnswers },
  { page: '/accounts/[account]/terms', path: () => paths.accountTerms(account), meets: readByAll },
  {
    page: '/accounts/[account]/terms/[document]/acceptance',
    path: () => paths.acceptance(account, terms),
    meets: decidedByAdmins,
  },
  {
    page: '/accounts/[account]/terms/[document]/changes',
    path: () => paths.accountChanges(account, terms),
    meets: readByAll,
  },
  { page: '/accounts/[account]/features', path: () => paths.features(account), meets: ownAnswers },
  {
    page: '/accounts/[account]/features/elsewhere',
    path: () => paths.elsewhere(account),
    meets: decidedByAdmins,
  },
  {
    page: '/accounts/[account]/features/watching',
    path: () => paths.watching(account),
    meets: decidedByAdmins,
  },
  {
    page: '/accounts/[account]/features/imports',
    path: () => paths.settingsImport(account),
    meets: readByAll,
  },
  {
    page: '/accounts/[account]/features/treatment',
    path: () => paths.treatment(account),
    meets: decidedByAdmins,
  },
  {
    page: '/accounts/[account]/features/permissions',
    path: () => paths.featurePermissions(account),
    meets: decidedByAdmins,
  },
  { page: '/accounts/[account]/sharing', path: () => paths.sharing(account), meets: ownAnswers },
  {
    page: '/accounts/[account]/sharing/permissions',
    path: () => paths.sharingPermissions(account),
    meets: decidedByAdmins,
  },
  { page: '/accounts/[account]/record', path: () => paths.record(account), meets: readByAll },
  {
    page: '/accounts/[account]/record/take-away',
    path: () => paths.takeAway(account),
    meets: { ...ownAnswers, member: 'reads' },
  },
  { page: '/accounts/[account]/receipts', path: () => paths.receipts(account), meets: readByAll },
  {
    page: '/accounts/[account]/receipts/[receipt]',
    path: ({ receipt }) => paths.receipt(account, receipt),
    meets: ofOneMember,
  },
  {
    page: '/accounts/[account]/members',
    path: () => paths.members(account),
    meets: decidedByAdmins,
  },
  {
    page: '/accounts/[account]/members/[member]/erasure',
    path: ({ member }) => paths.memberErasure(account, member),
    meets: { ...ofOneMember, member: 'none', admin: 'acts', owner: 'acts' },
  },
  { page: '/accounts/[account]/erasure', path: () => paths.erasure(account), meets: ownAnswers },
  {
    page: '/accounts/[account]/members/[member]/record',
    path: ({ member }) => paths.memberRecord(account, member),
    meets: forAuditors,
  },
  { page: '/operator', path: () => paths.operator(), meets: { ...forStaff, staff: 'reads' } },
  { page: '/operator/terms', path: () => paths.operatorTerms(), meets: forStaff },
  {
    page: '/operator/terms/[document]/versions/[version]',
    path: () => paths.operatorTermsVersion(terms, 4),
    meets: { ...forStaff, staff: 'reads' },
  },
  { page: '/operator/uses', path: () => paths.operatorUses(), meets: forStaff },
  {
    page: '/operator/terms/[document]/draft',
    path: () => paths.operatorTermsDraft(terms, { from: 4 }),
    meets: forStaff,
  },
  { page: '/operator/accounts', path: () => paths.operatorAccounts(), meets: forStaff },
  { page: '/operator/api-keys', path: () => paths.operatorApiKeys(), meets: forStaff },
]

/** The pages that stand in app/. */
export function pagesOfApp(): string[] {
  return globSync('app/**/page.tsx')
    .map((file) => `/${file.slice('app/'.length, -'page.tsx'.length)}`.replace(/(?<=.)\/$/, ''))
    .sort()
}
