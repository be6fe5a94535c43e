import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DraftEditor } from '#components/operator/draft-editor.tsx'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { pageOperator } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { findTermsDraft, type TermsDraftView } from '#lib/queries/terms-draft.ts'

export const metadata: Metadata = { title: 'A draft on the desk' }

/** The next version of a document while it is written, begun empty or with the text of another version. */
export default async function TermsDraftPage({
  params,
  searchParams,
}: PageProps<'/operator/terms/[document]/draft'>) {
  const { document } = await params
  const { from } = await searchParams
  const start = typeof from === 'string' && /^[1-9]\d{0,8}$/.test(from) ? Number(from) : null
  const self = paths.operatorTermsDraft(document, start === null ? {} : { from: start })
  const principal = await pageOperator(self)
  const found = await findTermsDraft(principal, document, start, await appContext())
  if (found === null) notFound()
  const { documentTitle, draft, revision, startedFrom } = found
  return (
    <Page>
      <PageHeading
        title={`${documentTitle ?? document}: a new version`}
        above={<Breadcrumbs crumbs={[{ label: 'Terms', href: paths.operatorTerms() }]} />}
      >
        <p>Write it here, save it as often as you like, and finish it when it is ready.</p>
      </PageHeading>
      {revision === 0 ? <Starts document={document} found={found} /> : null}
      <DraftEditor
        key={startedFrom}
        initial={draft}
        revision={revision}
        isNew={documentTitle === null}
        urls={{
          draft: apiPaths.operatorTermsDraft(document),
          versions: apiPaths.operatorTermsVersions(document),
          outlines: apiPaths.operatorOutlines(),
        }}
        deskPattern={paths.operatorTermsVersion(document, 'NUMBER')}
        deskUrl={paths.operatorTerms()}
      />
    </Page>
  )
}

/** Plain links: each loads the page with that text, and the browser asks first where something was typed. */
function Starts({ document, found }: { document: string; found: TermsDraftView }) {
  const { numbers, startedFrom } = found
  if (numbers.length === 0) return null
  return (
    <p className="mb-8 flex flex-wrap gap-x-6 gap-y-1">
      {startedFrom === null ? (
        <span>Begin empty, or with a text:</span>
      ) : (
        <span>
          This is the text of version {startedFrom}.{' '}
          <a href={paths.operatorTermsDraft(document)}>Start empty</a>
        </span>
      )}
      {numbers
        .filter((number) => number !== startedFrom)
        .map((number) => (
          <a key={number} href={paths.operatorTermsDraft(document, { from: number })}>
            Start from version {number}
          </a>
        ))}
    </p>
  )
}
