import type { Metadata } from 'next'
import Link from 'next/link'
import { Acting } from '#components/api/acting.tsx'
import { ClausesInPlace } from '#components/clauses/clauses-in-place.tsx'
import { NoticeInPlace } from '#components/notices/notice-in-place.tsx'
import { Deciding } from '#components/permissions/deciding.tsx'
import { FeaturePermissions } from '#components/permissions/feature-permissions.tsx'
import { NothingToPermit } from '#components/permissions/nothing-to-permit.tsx'
import { TurnAllOff } from '#components/permissions/turn-all-off.tsx'
import { WhoDecides } from '#components/permissions/who-decides.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Columns, Page } from '#components/ui/page.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findPermissions, type PurposePermissions } from '#lib/queries/permissions.ts'
import { setClauses } from '../../set-clauses.tsx'

const title = 'What we permit: AI features'

export const metadata: Metadata = { title }

export default async function FeaturePermissionsPage({
  params,
}: {
  params: Promise<{ account: string }>
}) {
  const { account } = await params
  const principal = await pageMember(account, paths.featurePermissions(account))
  const view = await findPermissions(principal, 'features', language, await appContext())
  const { accountName, role } = principal
  const answersHref = paths.features(account)
  if (view === null) {
    return <WhoDecides {...{ title, accountName, answersHref }} answers="AI features" />
  }
  const mayDecide = role !== 'auditor'
  return (
    <Page>
      <Acting account={account}>
        <Columns aside={<Deciding {...{ members: view.members, mayDecide, answersHref }} />}>
          <PageHeading title={title} facts={<Neighbours account={account} />}>
            <p>
              For each AI feature, {accountName} lets its members decide for themselves, or turns it
              off for everyone.
            </p>
          </PageHeading>
          {view.purposes.length === 0 ? (
            <NothingToPermit />
          ) : (
            <Features purposes={view.purposes} mayDecide={mayDecide} />
          )}
        </Columns>
      </Acting>
    </Page>
  )
}

function Neighbours({ account }: { account: string }) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-2">
      <li>
        <Link href={paths.treatment(account)}>Who has not said yes</Link>
      </li>
      <li>
        <Link href={paths.elsewhere(account)}>Our people in other organisations’ meetings</Link>
      </li>
      <li>
        <Link href={paths.watching(account)}>Only watching decisions</Link>
      </li>
      <li>
        <Link href={paths.settingsImport(account)}>Settings brought along</Link>
      </li>
    </ul>
  )
}

function Features({
  purposes,
  mayDecide,
}: {
  purposes: readonly PurposePermissions[]
  mayDecide: boolean
}) {
  return (
    <>
      {mayDecide ? <TurnAllOff purposes={purposes.map(({ purpose }) => purpose)} /> : null}
      <Section id="each" title="Each feature">
        <FeaturePermissions features={purposes.flatMap(featureOf)} mayDecide={mayDecide} />
      </Section>
    </>
  )
}

function featureOf({ notice, clauses, settings, ...purpose }: PurposePermissions) {
  const [setting] = settings
  if (setting === undefined) return []
  const { title, summary, expected, asking, askingModes } = purpose
  const texts = (
    <>
      <NoticeInPlace notice={notice} />
      <ClausesInPlace clauses={setClauses(clauses)} />
    </>
  )
  return { purpose: purpose.purpose, title, summary, expected, asking, askingModes, setting, texts }
}
