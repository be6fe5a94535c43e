import Link from 'next/link'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { TermsDigest } from './terms-digest.tsx'

export type VersionState = 'in_force' | 'scheduled' | 'superseded' | 'archival'

export type ListedVersion = {
  id: string
  label: string
  href: string
  state: VersionState
  /** ISO 8601 in UTC; null where the text names none. */
  effectiveAt: string | null
  publishedAt: string
  /** Hex SHA-256 of the exact bytes. */
  digest: string
}

/** All versions of a document, in the order given, each with its dates, its digest and what it governs. */
export function VersionList({
  title,
  versions,
}: {
  title: string
  versions: readonly ListedVersion[]
}) {
  return (
    <DataTable
      caption={`Versions of ${title}`}
      captionHidden
      columns={columns}
      rows={versions}
      rowKey={(version) => version.id}
      empty={<p className="text-soft">No version is published yet. The first will stand here.</p>}
    />
  )
}

const columns: readonly Column<ListedVersion>[] = [
  {
    key: 'version',
    header: 'Version',
    cell: (version) => <Link href={version.href}>{version.label}</Link>,
  },
  { key: 'state', header: 'What it governs', cell: ({ state }) => stateSentences[state] },
  {
    key: 'effective',
    header: 'In force from',
    cell: ({ effectiveAt, state }) => {
      if (effectiveAt === null || state === 'archival') return 'Never through this portal'
      return <Timestamp at={effectiveAt} detail="day" />
    },
  },
  {
    key: 'published',
    header: 'Published',
    cell: ({ publishedAt }) => <Timestamp at={publishedAt} detail="day" />,
  },
  { key: 'digest', header: 'Digest', cell: ({ digest }) => <TermsDigest digest={digest} /> },
]

const stateSentences: Record<VersionState, string> = {
  in_force: 'In force now.',
  scheduled: 'Not in force yet.',
  superseded: 'A later version replaced it.',
  archival: 'Kept to be read. It governs nothing.',
}
