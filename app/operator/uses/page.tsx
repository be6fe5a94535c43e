import type { Metadata } from 'next'
import { EndUseForm } from '#components/operator/end-use-form.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageOperator } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { listUses, type OperatorUse } from '#lib/queries/operator-uses.ts'

export const metadata: Metadata = { title: 'Uses' }

/** What people are asked about, and the way to withdraw a use for all of them. */
export default async function OperatorUsesPage() {
  const principal = await pageOperator(paths.operatorUses())
  const uses = (await listUses(principal, await appContext())) ?? []
  const open = uses.filter(({ ended }) => ended === null)
  return (
    <Page>
      <PageHeading title="Uses">
        <p>What people are asked about. A use that you end is over for everyone, at once.</p>
      </PageHeading>
      <DataTable
        caption="Uses"
        captionHidden
        rows={uses}
        rowKey={({ purpose }) => purpose}
        empty={
          <EmptyState title="There is no catalogue yet.">
            <p>Publish one on the command line: assent catalogue publish FILE.</p>
          </EmptyState>
        }
        columns={[
          { key: 'title', header: 'Use', cell: ({ title }) => title },
          { key: 'kind', header: 'Asked under', cell: ({ kind }) => questions[kind] },
          { key: 'state', header: 'State', cell: (use) => <State use={use} /> },
        ]}
      />
      {open.length === 0 ? null : (
        <Section
          id="end"
          title="End a use"
          lede="Every yes to it lapses, with an entry in the ledger. What takes its place is a new use under a new name, and starts undecided for everyone."
        >
          <EndUseForm url={apiPaths.operatorEndings()} uses={open} />
        </Section>
      )}
    </Page>
  )
}

const questions = { feature: 'AI features', sharing: 'Content sharing' } as const

function State({ use: { ended } }: { use: OperatorUse }) {
  if (ended === null) return 'People are asked about it.'
  return (
    <>
      <strong>
        Ended on <Timestamp at={ended.at} detail="day" />.
      </strong>{' '}
      {ended.reason}
    </>
  )
}
