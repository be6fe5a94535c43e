import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReadingPage } from '#components/terms/reading-page.tsx'
import { paths } from '#lib/paths.ts'
import { termsTextOf } from './terms-text-of.ts'

export async function generateMetadata({
  params,
}: PageProps<'/terms/[document]'>): Promise<Metadata> {
  const { document } = await params
  const terms = await termsTextOf(document, null)
  if (terms === null) return {}
  return { title: terms.title, alternates: { canonical: paths.termsDocument(document) } }
}

/** The version in force; where none is, the latest. */
export default async function TermsInForcePage({ params }: PageProps<'/terms/[document]'>) {
  const { document } = await params
  return <ReadingPage terms={(await termsTextOf(document, null)) ?? notFound()} />
}
