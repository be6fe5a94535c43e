import { TypedInMemoryProvider, OpenFeature } from '@openfeature/server-sdk'
import { InMemStorageProvider, Unleash } from 'unleash-client'

/** What feature flags answer with. */
export type Flags = {
  /** A flag that asks for one of ten accounts and knows nobody. */
  readonly knowsNobody: (context: FlagContext) => boolean
  /** The same, and a hundred people are left out of it by name. */
  readonly knowsPeople: (context: FlagContext) => boolean
  readonly openFeature: (context: FlagContext) => Promise<boolean>
  readonly close: () => Promise<void>
}

export type FlagContext = {
  readonly userId: string
  readonly accountId: string
  readonly properties: { accountId: string }
}

export async function openFlags(
  accounts: readonly string[],
  leftOut: readonly string[],
): Promise<Flags> {
  const isIn = { contextName: 'accountId', operator: 'IN', inverted: false, values: accounts }
  const isOut = { contextName: 'userId', operator: 'NOT_IN', inverted: false, values: leftOut }
  const unleash = await openUnleash([flag('account', [isIn]), flag('people', [isIn, isOut])])
  const included = new Set(accounts)
  const provider = new TypedInMemoryProvider({
    account: {
      variants: { on: true, off: false },
      defaultVariant: 'off',
      disabled: false,
      contextEvaluator: ({ accountId }) =>
        typeof accountId === 'string' && included.has(accountId) ? 'on' : 'off',
    },
  })
  await OpenFeature.setProviderAndWait(provider)
  const client = OpenFeature.getClient()
  return {
    knowsNobody: (context) => unleash.isEnabled('account', context),
    knowsPeople: (context) => unleash.isEnabled('people', context),
    openFeature: (context) => client.getBooleanValue('account', false, context),
    async close() {
      unleash.destroy()
      await OpenFeature.close()
    },
  }
}

type Flag = ReturnType<typeof flag>
type Constraint = {
  readonly contextName: string
  readonly operator: string
  readonly inverted: boolean
  readonly values: readonly string[]
}

function flag(name: string, constraints: readonly Constraint[]) {
  return {
    name,
    type: 'release',
    enabled: true,
    project: 'default',
    stale: false,
    impressionData: false,
    variants: [],
    strategies: [{ name: 'default', parameters: {}, segments: [], constraints }],
  }
}

/** From what it is handed, and with no server. */
async function openUnleash(flags: readonly Flag[]): Promise<Unleash> {
  const unleash = new Unleash({
    appName: 'bench',
    url: 'http://localhost:1/',
    refreshInterval: 0,
    disableMetrics: true,
    disableAutoStart: true,
    skipInstanceCountWarning: true,
    storageProvider: new InMemStorageProvider(),
    bootstrap: { data: flags as never },
  })
  unleash.on('error', () => undefined)
  const ready = new Promise((resolve) => unleash.once('ready', resolve))
  await unleash.start()
  await ready
  return unleash
}
