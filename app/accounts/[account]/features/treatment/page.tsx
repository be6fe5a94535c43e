import type { Metadata } from 'next'
import Link from 'next/link'
import { Acting } from '#components/api/acting.tsx'
import { NothingToPermit } from '#components/permissions/nothing-to-permit.tsx'
import { PlaceControl } from '#components/policies/place-control.tsx'
import { PolicyAside } from '#components/policies/policy-aside.tsx'
import { TreatmentForm } from '#components/policies/treatment-form.tsx'
import { lowerFirst } from '#components/ui/lower-first.ts'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Columns, Page } from '#components/ui/page.tsx'
import { FinePrint, Sentence } from '#components/ui/sentence.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findPoliciesView, type FeatureInWords, type PoliciesView } from '#lib/queries/policies.ts'

const title = 'Who has not said yes'

export const metadata: Metadata = { title }

export default async function TreatmentPage({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params
  const principal = await pageMember(account, paths.treatment(account))
  const view = await findPoliciesView(principal, language, await appContext())
  const mayDecide = principal.role === 'owner' || principal.role === 'admin'
  const links = [
    { href: paths.featurePermissions(account), label: 'What we permit in our own meetings' },
    { href: paths.elsewhere(account), label: 'Our people in other organisations’ meetings' },
    { href: paths.features(account), label: 'Your own answers' },
  ]
  return (
    <Page>
      <Acting account={account}>
        <Columns aside={<PolicyAside {...{ mayDecide, links }} />}>
          <PageHeading title={title}>
            <p>
              What an AI feature does in meetings of {principal.accountName} where somebody has not
              said yes. A no always counts: no way of these takes in whoever said it.
            </p>
          </PageHeading>
          {view.features.length === 0 ? (
            <NothingToPermit />
          ) : (
            <Section
              id="each"
              title="Each feature"
              lede="Where several organisations meet, the strictest of their ways holds."
            >
              <div className="grid gap-10">
                {view.features.map((feature) => (
                  <Feature key={feature.purpose} {...{ feature, view, mayDecide, account }} />
                ))}
              </div>
            </Section>
          )}
          <Places {...{ view, mayDecide }} />
        </Columns>
      </Acting>
    </Page>
  )
}

function Feature({
  feature,
  view: { modes, revision },
  mayDecide,
  account,
}: {
  feature: FeatureInWords
  view: PoliciesView
  mayDecide: boolean
  account: string
}) {
  const { purpose, title, mode, modeSaid, ground } = feature
  const holding = modes.find(({ label }) => label === modeSaid)
  return (
    <section
      id={purpose}
      aria-labelledby={`${purpose}-title`}
      className="border-t border-rule pt-6"
    >
      <h3 id={`${purpose}-title`} className="mb-4 font-serif text-xl font-[520]">
        {title}
      </h3>
      <div className="grid gap-4">
        <div>
          <Sentence
            mark={mode === null ? 'not-given' : 'locked'}
            about={`${title}, in our own meetings`}
            state={`${lowerFirst(modeSaid)}.`}
          >
            {holding?.sentence}
          </Sentence>
          <FinePrint>
            {mode === null ? 'Nobody has decided this yet: it is so unless you do. ' : null}
            {ground === null ? (
              <>
                It rests on consent.{' '}
                <Link href={`${paths.featurePermissions(account)}#${purpose}`}>
                  Record another ground
                </Link>
              </>
            ) : (
              `It rests on another ground that you recorded: ${ground}.`
            )}
          </FinePrint>
        </div>
        {mayDecide ? <TreatmentForm {...{ feature, modes, revision }} /> : null}
      </div>
    </section>
  )
}

function Places({
  view: { unknownPlaceIsStrict, policyRevision },
  mayDecide,
}: {
  view: PoliciesView
  mayDecide: boolean
}) {
  const about = 'Somebody whose place is not known'
  const state = unknownPlaceIsStrict
    ? 'counts as somewhere that wants everyone’s consent.'
    : 'counts as anywhere else.'
  return (
    <Section
      id="places"
      title="Where somebody’s place is not known"
      lede="In some places the law wants everyone’s consent to record. There a feature always waits until everyone agrees."
    >
      <div className="grid gap-4">
        <Sentence mark={unknownPlaceIsStrict ? 'locked' : 'not-given'} about={about} state={state}>
          {unknownPlaceIsStrict
            ? 'With such a person in a meeting, features wait until everyone agrees.'
            : 'The way set for each feature holds.'}
        </Sentence>
        {mayDecide ? <PlaceControl state={`${about}: ${state}`} revision={policyRevision} /> : null}
      </div>
    </Section>
  )
}
