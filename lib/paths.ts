/** Every address of the portal, spelled here and nowhere else. Arguments are slugs, numbers and ids, not encoded. */
export const paths = {
  home: () => '/',
  /** `to` is where to go afterwards; `error` a code that next-auth hands over. */
  signIn: (query: { readonly to?: string; readonly error?: string } = {}) =>
    withQuery('/sign-in', query),
  verify: () => '/verify',
  /** With a receipt's number behind the hash, which no browser sends: only the page itself reads it. */
  verifyReceipt: (receipt: string) => `/verify#receipt=${encodeURIComponent(receipt)}`,

  terms: () => '/terms',
  termsDocument: (document: string) => path('terms', document),
  termsVersions: (document: string) => path('terms', document, 'versions'),
  termsVersion: (document: string, version: number | string) =>
    path('terms', document, 'versions', version),
  /** The exact bytes of a version. */
  termsText: (document: string, version: number | string) =>
    path('terms', document, 'versions', version, 'text'),

  /** What changed between two versions; by default, from the one before to the one in force. */
  termsChanges: (document: string, query: { readonly from?: number; readonly to?: number } = {}) =>
    withQuery(path('terms', document, 'changes'), {
      from: query.from?.toString(),
      to: query.to?.toString(),
    }),
  /** Where a clause is now: of a version, or of the newest that has it. */
  termsClause: (document: string, clause: string, query: { readonly version?: number } = {}) =>
    withQuery(path('terms', document, 'clauses', clause), { version: query.version?.toString() }),
  /** An Atom feed of the document's versions. */
  termsFeed: (document: string) => path('terms', document, 'feed'),

  /** The exact bytes of a notice. */
  notice: (notice: string) => path('notices', notice),
  /** What the words of statements mean, as JSON-LD. */
  context: (context: string) => path('contexts', context),

  account: (account: string) => path('accounts', account),
  accountTerms: (account: string) => path('accounts', account, 'terms'),
  /** `version` where it is another than the one in force. */
  acceptance: (account: string, document: string, query: { readonly version?: string } = {}) =>
    withQuery(path('accounts', account, 'terms', document, 'acceptance'), query),
  /** What changed since the account agreed, or the member. */
  accountChanges: (account: string, document: string) =>
    path('accounts', account, 'terms', document, 'changes'),
  features: (account: string) => path('accounts', account, 'features'),
  featurePermissions: (account: string) => path('accounts', account, 'features', 'permissions'),
  /** What it permits its people in other organisations' meetings. */
  elsewhere: (account: string) => path('accounts', account, 'features', 'elsewhere'),
  /** How features treat whoever has not said yes. */
  treatment: (account: string) => path('accounts', account, 'features', 'treatment'),
  /** Settings that the platform brought along, waiting to be confirmed. */
  settingsImport: (account: string) => path('accounts', account, 'features', 'imports'),
  /** Decisions that are only watched, and what they would have stopped. */
  watching: (account: string) => path('accounts', account, 'features', 'watching'),
  sharing: (account: string) => path('accounts', account, 'sharing'),
  sharingPermissions: (account: string) => path('accounts', account, 'sharing', 'permissions'),
  record: (account: string, query: Query = {}) =>
    withQuery(path('accounts', account, 'record'), query),
  receipts: (account: string, query: Query = {}) =>
    withQuery(path('accounts', account, 'receipts'), query),
  receipt: (account: string, receipt: string) => path('accounts', account, 'receipts', receipt),
  /** Everything of the account to take away, and everything of the reader's own. */
  takeAway: (account: string, query: Query = {}) =>
    withQuery(path('accounts', account, 'record', 'take-away'), query),
  members: (account: string) => path('accounts', account, 'members'),
  memberErasure: (account: string, member: string) =>
    path('accounts', account, 'members', member, 'erasure'),
  /** The caller's own erasure. */
  erasure: (account: string) => path('accounts', account, 'erasure'),
  memberRecord: (account: string, member: string, query: Query = {}) =>
    withQuery(path('accounts', account, 'members', member, 'record'), query),

  operator: () => '/operator',
  operatorTerms: () => '/operator/terms',
  operatorTermsVersion: (document: string, version: number | string) =>
    path('operator', 'terms', document, 'versions', version),
  operatorUses: () => '/operator/uses',
  /** The next version of a document while it is written; `from` is the version whose text it starts with. */
  operatorTermsDraft: (document: string, query: { readonly from?: number } = {}) =>
    withQuery(path('operator', 'terms', document, 'draft'), { from: query.from?.toString() }),
  /** What somebody in a meeting is told and asked, for whoever has the link; without `language` in their browser's. */
  meetingNotice: (token: string, query: { readonly language?: string } = {}) =>
    withQuery(path('m', token), query),
  /** How a meeting stands, for its host. */
  meetingHost: (token: string) => path('m', token, 'host'),

  operatorAccounts: () => '/operator/accounts',
  operatorApiKeys: () => '/operator/api-keys',
} as const

/** The management API. A new act is a new noun to POST to. */
export const apiPaths = {
  session: () => '/api/v1/session',
  demonstrationSessions: () => '/api/v1/demonstration/sessions',
  acceptances: (account: string) => api('accounts', account, 'acceptances'),
  choices: (account: string) => api('accounts', account, 'choices'),
  withdrawals: (account: string) => api('accounts', account, 'withdrawals'),
  permissions: (account: string) => api('accounts', account, 'permissions'),
  permissionPreviews: (account: string) => api('accounts', account, 'permission-previews'),
  /** How the caller is reminded. */
  reminder: (account: string) => api('accounts', account, 'reminder'),
  reminderRests: (account: string) => api('accounts', account, 'reminder-rests'),
  requests: (account: string) => api('accounts', account, 'requests'),
  receipt: (account: string, receipt: string) => api('accounts', account, 'receipts', receipt),
  receiptFile: (account: string, receipt: string) =>
    api('accounts', account, 'receipts', receipt, 'file'),
  receiptBundle: (account: string, receipt: string) =>
    api('accounts', account, 'receipts', receipt, 'bundle'),
  /** Is it still so? For anyone who holds the receipt. */
  receiptStanding: (receipt: string) => api('receipts', receipt, 'standing'),
  receiptPaper: (account: string, receipt: string) =>
    api('accounts', account, 'receipts', receipt, 'paper'),
  meetings: () => api('meetings'),
  meeting: (meeting: string) => api('meetings', meeting),
  /** What somebody in a meeting is told and asked; the rest is below it. */
  meetingLink: (token: string, query: { readonly language?: string } = {}) =>
    withQuery(api('meeting-links', token), query),
  meetingLinkDisplays: (token: string, query: { readonly language?: string } = {}) =>
    withQuery(api('meeting-links', token, 'displays'), query),
  meetingLinkErasures: (token: string) => api('meeting-links', token, 'erasures'),
  meetingLinkAnswers: (token: string, query: { readonly language?: string } = {}) =>
    withQuery(api('meeting-links', token, 'answers'), query),
  meetingLinkReceipt: (token: string, receipt: string) =>
    api('meeting-links', token, 'receipts', receipt, 'file'),
  meetingLinkHost: (token: string) => api('meeting-links', token, 'host'),
  meetingLinkRequests: (token: string) => api('meeting-links', token, 'requests'),
  meetingChanges: (meeting: string) => api('meetings', meeting, 'changes'),
  record: (account: string) => api('accounts', account, 'record'),
  /** `?account=…&subject=…&at=…` */
  state: () => api('state'),
  /** How large an export is; then the file itself, and its signed manifest. */
  export: (account: string, query: Query = {}) =>
    withQuery(api('accounts', account, 'export'), query),
  exportFile: (account: string, query: Query = {}) =>
    withQuery(api('accounts', account, 'export', 'file'), query),
  exportManifest: (account: string, query: Query = {}) =>
    withQuery(api('accounts', account, 'export', 'manifest'), query),
  /** Everything of the caller's own, in one zip. */
  everything: (account: string) => api('accounts', account, 'everything'),
  disclosures: (account: string) => api('accounts', account, 'disclosures'),
  inspections: (account: string) => api('accounts', account, 'inspections'),
  members: (account: string) => api('accounts', account, 'members'),
  erasures: (account: string) => api('accounts', account, 'erasures'),
  erasureRequests: (account: string) => api('accounts', account, 'erasure-requests'),
  accessRequests: () => api('access-requests'),
  accessRequest: (task: string) => api('access-requests', task),
  clearances: () => api('clearances'),
  clearanceChecks: () => api('clearances', 'checks'),
  accounts: () => api('accounts'),
  /** In these an account may be named by the platform's own id. */
  registeredAccount: (account: string) => api('accounts', account),
  departures: (account: string) => api('accounts', account, 'departures'),
  questions: (account: string) => api('accounts', account, 'questions'),
  policy: (account: string) => api('accounts', account, 'policy'),
  featurePolicies: (account: string) => api('accounts', account, 'feature-policies'),
  group: (account: string, group: string) => api('accounts', account, 'groups', group),
  settingsImports: (account: string) => api('accounts', account, 'settings-imports'),
  settingsConfirmation: (account: string, id: string) =>
    api('accounts', account, 'settings-imports', id, 'confirmation'),
  settingsDismissal: (account: string, id: string) =>
    api('accounts', account, 'settings-imports', id, 'dismissal'),
  observedRuns: (account: string) => api('accounts', account, 'observed-runs'),
  observation: (account: string) => api('accounts', account, 'observation'),
  operatorTermsVersions: (document: string) => api('operator', 'terms', document, 'versions'),
  operatorTermsDraft: (document: string) => api('operator', 'terms', document, 'draft'),
  operatorOutlines: () => api('operator', 'outlines'),
  operatorMapping: (document: string, version: number | string) =>
    api('operator', 'terms', document, 'versions', version, 'mapping'),
  operatorPublication: (document: string, version: number | string) =>
    api('operator', 'terms', document, 'versions', version, 'publication'),
  operatorReview: (document: string, version: number | string) =>
    api('operator', 'terms', document, 'versions', version, 'review'),
  operatorApprovals: (document: string, version: number | string) =>
    api('operator', 'terms', document, 'versions', version, 'approvals'),
  operatorEndings: () => api('operator', 'endings'),
  operatorApiKeys: () => api('operator', 'api-keys'),
  operatorApiKeyRevocations: () => api('operator', 'api-key-revocations'),
  operatorImpact: (document: string, version: number | string) =>
    api('operator', 'terms', document, 'versions', version, 'impact'),
  operatorAccounts: () => api('operator', 'accounts'),
  operatorMembers: (account: string) => api('operator', 'accounts', account, 'members'),
} as const

export const ledgerPaths = {
  checkpoint: () => '/ledger/checkpoint',
  verifierKey: () => '/ledger/vkey',
  /** Every public key that ever signed here (RFC 7517). */
  keySet: () => '/.well-known/jwks.json',
} as const

/**
 * Where to go after signing in: a path of this portal, or the first page. Never another site, also not
 * as `//host` or `/\host`, which browsers read as one.
 */
export function pathWithin(to: string | null | undefined): string {
  return to != null && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to) ? to : paths.home()
}

type Query = Readonly<Record<string, string | undefined>>

function api(...segments: readonly (string | number)[]): string {
  return `/api/v1${path(...segments)}`
}

function path(...segments: readonly (string | number)[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')
}

function withQuery(address: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] != null)
  return given.length === 0 ? address : `${address}?${new URLSearchParams(given).toString()}`
}
