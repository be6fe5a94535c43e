import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ClauseWhereabouts } from '#components/terms/clause-whereabouts.tsx'
import { appContext } from '#lib/context.ts'
import { findClauseTrail } from '#lib/queries/clause-trail.ts'
import { versionNumber } from '../../version-number.ts'

type Props = PageProps<'/terms/[document]/clauses/[clause]'>

const trailOf = cache(async (document: string, clause: string, version: number | null) =>
  findClauseTrail(document, clause, version, await appContext()),
)

async function trailFor({ params, searchParams }: Props) {
  const [{ document, clause }, query] = await Promise.all([params, searchParams])
  const written = [query['version']].flat()[0]
  const version = written === undefined ? null : versionNumber(written)
  if (written !== undefined && version === null) return null
  return trailOf(document, decodeURIComponent(clause), version)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const trail = await trailFor(props)
  if (trail === null) return {}
  const { clause, title } = trail
  const name = [clause.number, clause.title].filter((part) => part !== null).join(' ')
  return { title: `Where ${name === '' ? 'a clause' : name} is now: ${title}` }
}

/** Where a clause of some version is in the terms in force. */
export default async function ClausePage(props: Props) {
  return <ClauseWhereabouts trail={(await trailFor(props)) ?? notFound()} />
}
