import { redirect } from 'next/navigation'
import { TwoQuestionsPicture } from '#components/consent-pictures/two-questions-picture.tsx'
import { Landing } from '#components/home/landing.tsx'
import { PlacesToGo } from '#components/home/places-to-go.tsx'
import { currentPerson, memberships, operatorPrincipal } from '#lib/auth/principal.ts'
import { env } from '#lib/env.ts'
import { paths } from '#lib/paths.ts'
import { PublicFrame } from './public-frame.tsx'

/** What this is, for a stranger; for anyone else the way to where they belong. */
export default async function FirstPage() {
  const [person, accounts, staff] = await Promise.all([
    currentPerson(),
    memberships(),
    operatorPrincipal(),
  ])
  const { operatorName } = env()
  const places = [
    ...accounts.map(({ accountSlug, accountName, role }) => ({
      name: accountName,
      href: paths.account(accountSlug),
      role,
    })),
    ...(staff === null
      ? []
      : [{ name: operatorName, href: paths.operator(), role: 'staff' as const }]),
  ]
  const [only, ...others] = places
  if (only !== undefined && others.length === 0) redirect(only.href)
  return (
    <PublicFrame>
      {person === null ? (
        <Landing
          operator={operatorName}
          picture={<TwoQuestionsPicture platform={operatorName} />}
        />
      ) : (
        <PlacesToGo person={person.name} places={places} />
      )}
    </PublicFrame>
  )
}
