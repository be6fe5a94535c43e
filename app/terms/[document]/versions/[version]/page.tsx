import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReadingPage } from '#components/terms/reading-page.tsx'
import { termsTextOf } from '../../terms-text-of.ts'

type Props = PageProps<'/terms/[document]/versions/[version]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { document, version } = await params
  const terms = await termsTextOf(document, version)
  return terms === null ? {} : { title: `${terms.title}, version ${terms.version.number}` }
}

/** One version, whatever it governs. */
export default async function TermsVersionPage({ params }: Props) {
  const { document, version } = await params
  return <ReadingPage terms={(await termsTextOf(document, version)) ?? notFound()} />
}
