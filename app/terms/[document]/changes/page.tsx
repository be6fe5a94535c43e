import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ChangesPage } from '#components/terms/comparison/changes-page.tsx'
import { FirstVersion } from '#components/terms/comparison/first-version.tsx'
import { appContext } from '#lib/context.ts'
import { findTermsChanges } from '#lib/queries/terms-changes.ts'
import { findDocument } from '#lib/queries/terms.ts'
import { versionNumber } from '../version-number.ts'

type Props = PageProps<'/terms/[document]/changes'>

const changesOf = cache(async (slug: string, from: number | null, to: number | null) =>
  findTermsChanges(slug, { from, to }, await appContext()),
)

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { document } = await params
  const asked = numbersIn(await searchParams)
  const changes = asked === null ? null : await changesOf(document, asked.from, asked.to)
  if (changes === null) return { title: 'What changed' }
  const { title, from, to } = changes
  return { title: `What changed in ${title}, version ${from.number} to ${to.number}` }
}

/** What changed between two versions; where none are named, up to the one in force. */
export default async function TermsChangesPage({ params, searchParams }: Props) {
  const { document } = await params
  const asked = numbersIn(await searchParams) ?? notFound()
  const changes = await changesOf(document, asked.from, asked.to)
  if (changes !== null) return <ChangesPage changes={changes} />
  // A number that is no version is no page; a document of one version has nothing to compare.
  const terms = await findDocument(document, await appContext())
  if (terms === null || asked.from !== null || isUnknown(terms.versions, asked.to)) notFound()
  return <FirstVersion slug={terms.slug} title={terms.title} />
}

type Query = Awaited<Props['searchParams']>

/** Null where one of the two is no number. */
function numbersIn(query: Query): { from: number | null; to: number | null } | null {
  const [from, to] = [numberIn(query['from']), numberIn(query['to'])]
  return from === undefined || to === undefined ? null : { from, to }
}

function numberIn(written: Query[string]): number | null | undefined {
  const first = [written].flat()[0]
  return first === undefined ? null : (versionNumber(first) ?? undefined)
}

function isUnknown(versions: readonly { readonly number: number }[], to: number | null): boolean {
  return to !== null && versions.every(({ number }) => number !== to)
}
