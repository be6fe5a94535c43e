import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { Past } from '#components/record/past.tsx'
import { RecordFilter } from '#components/record/record-filter.tsx'
import { RecordTimeline } from '#components/record/record-timeline.tsx'
import { StateThen } from '#components/record/state-then.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { PrintFooter } from '#components/ui/print-footer.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { listRecord } from '#lib/queries/record.ts'
import { getStateAt } from '#lib/queries/state.ts'
import { recordKinds, recordWish, type RecordPageWish } from '#lib/schemas/record-wish.ts'

export const metadata: Metadata = { title: 'Record' }

/** The timeline of a member's own acts and the account's; an as-of instant turns it back in time. */
export default async function RecordPage({
  params,
  searchParams,
}: PageProps<'/accounts/[account]/record'>) {
  const [{ account }, query] = await Promise.all([params, searchParams])
  const principal = await pageMember(account, paths.record(account, wished(query)))
  const { now } = await appContext()
  const wish = recordWish(query, now())
  return (
    <Page>
      <PageHeading title="Record">
        <p>
          What was done, by whom and when. Nothing here can be changed: each act has its place in a
          tamper-evident ledger. All times are UTC.
        </p>
        <p className="no-print mt-2 text-base">
          <Link href={paths.takeAway(account)}>Take your record away</Link>
        </p>
      </PageHeading>
      <RecordFilter
        action={paths.record(account)}
        kinds={recordKinds}
        kind={wish.kind}
        asOf={wish.asOf}
        asOfProblem={wish.asOfProblem}
      />
      <Suspense
        key={JSON.stringify(wish)}
        fallback={
          <div className="mt-14">
            <Skeleton label="Reading the record" lines={12} />
          </div>
        }
      >
        {wish.at === null ? (
          <WhatHappened principal={principal} wish={wish} />
        ) : (
          <AsOf principal={principal} wish={wish} at={wish.at} />
        )}
      </Suspense>
    </Page>
  )
}

/** What the address asks for, as it came: a stranger finds it again after signing in. */
function wished(query: Readonly<Record<string, string | string[] | undefined>>) {
  const asked = (name: string) => [query[name]].flat()[0]
  return { kind: asked('kind'), asOf: asked('asOf'), before: asked('before') }
}

type Wished = { principal: MemberPrincipal; wish: RecordPageWish }

/** The whole page as it stood: what was in force, and what had happened. */
async function AsOf({ at, ...wished }: Wished & { at: Date }) {
  const { principal, wish } = wished
  const { accountSlug: account, accountName } = principal
  const state = await getStateAt(principal, at, language, await appContext())
  const present = paths.record(account, { kind: wish.kind ?? undefined })
  const { position, head } = state
  return (
    <Past {...{ at, position, head }} presentHref={present}>
      <Section id="state" title="What was in force then">
        <StateThen state={state} who="You" accountName={accountName} />
      </Section>
      <WhatHappened {...wished} upTo={position} />
      <PrintFooter lines={[`The record of ${accountName} as it stood at ${at.toISOString()}`]} />
    </Past>
  )
}

async function WhatHappened({ principal, wish, upTo }: Wished & { upTo?: number }) {
  const { accountSlug: account, accountName } = principal
  const before = Math.min(wish.before ?? everything, upTo ?? everything)
  const page = await listRecord(principal, { kinds: wish.kinds, before }, await appContext())
  const kind = wish.kind ?? undefined
  const asked = { kind, asOf: upTo === undefined ? undefined : wish.at?.toISOString() }
  const title = upTo === undefined ? 'What happened' : 'What had happened by then'
  return (
    <Section id="timeline" title={wish.kind === null ? title : `${title}: ${kindLabel(wish.kind)}`}>
      <RecordTimeline
        entries={page.entries}
        receiptHref={(receiptId) => paths.receipt(account, receiptId)}
        asOfHref={(asOf) => paths.record(account, { kind, asOf })}
      />
      <Pagination
        label="Record"
        newer={wish.before === null ? undefined : paths.record(account, asked)}
        older={
          page.older === null
            ? undefined
            : paths.record(account, { ...asked, before: String(page.older) })
        }
      />
      {upTo === undefined ? <PrintFooter lines={[`The record of ${accountName}`]} /> : null}
    </Section>
  )
}

const everything = Number.MAX_SAFE_INTEGER

function kindLabel(kind: string): string {
  return (recordKinds.find(({ value }) => value === kind)?.label ?? kind).toLowerCase()
}
