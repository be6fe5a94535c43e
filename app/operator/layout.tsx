import { PublicPlaces } from '#components/shell/public-places.tsx'
import { SiteFrame } from '#components/shell/site-frame.tsx'
import { currentPerson } from '#lib/auth/principal.ts'
import { env } from '#lib/env.ts'
import { paths } from '#lib/paths.ts'

/** The frame of the operator's pages. Each page asks itself who is there. */
export default async function OperatorLayout({ children }: LayoutProps<'/operator'>) {
  const person = await currentPerson()
  const places = [
    { label: 'Overview', href: paths.operator() },
    { label: 'Terms', href: paths.operatorTerms() },
    { label: 'Uses', href: paths.operatorUses() },
    { label: 'Accounts', href: paths.operatorAccounts() },
    { label: 'API keys', href: paths.operatorApiKeys() },
  ]
  return (
    <SiteFrame
      brand={env().operatorName}
      personName={person?.name ?? null}
      nav={<PublicPlaces places={places} />}
    >
      {children}
    </SiteFrame>
  )
}
