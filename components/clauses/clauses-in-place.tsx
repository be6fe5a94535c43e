import Link from 'next/link'
import type { ReactNode } from 'react'
import { Disclosure } from '#components/ui/disclosure.tsx'
import type { ClauseView } from '#lib/queries/control-views.ts'
import { paths } from '#lib/paths.ts'
import type { NoticeWords } from '#lib/words/notice/notice-words.ts'
import { noticeWords } from '#lib/words/notice/words-by-language.ts'

/** A clause with its text as it is set where it stands in the terms. */
export type SetClause = ClauseView & { readonly content: ReactNode }

/** The clauses that a control rests on: they open here, whole, and each leads to its place in the terms. */
export function ClausesInPlace({
  clauses,
  words = noticeWords.en,
}: {
  clauses: readonly SetClause[]
  words?: NoticeWords
}) {
  if (clauses.length === 0) return null
  const isForeign = words !== noticeWords.en
  return (
    <Disclosure summary={summaryOf(clauses, words)}>
      <div className="grid gap-6">
        {clauses.map((clause) => (
          <div key={`${clause.documentSlug} ${clause.anchor}`}>
            <div lang={isForeign ? CLAUSE_LANGUAGE : undefined} className="legal text-base">
              {clause.content}
            </div>
            <p className="no-print mt-1 text-sm">
              <Link href={placeOf(clause)} prefetch={false}>
                {words.readClause(clause.number, clause.title)}
              </Link>
            </p>
          </div>
        ))}
      </div>
    </Disclosure>
  )
}

export function placeOf({ documentSlug, versionNumber, anchor }: ClauseView): string {
  return `${paths.termsVersion(documentSlug, versionNumber)}#${anchor}`
}

/** Terms are published in one language, and no reader is to take them for a translation. */
const CLAUSE_LANGUAGE = 'en'

function summaryOf(clauses: readonly SetClause[], words: NoticeWords): string {
  const sources = new Set(
    clauses.map((each) => words.version(each.documentTitle, each.versionNumber)),
  )
  return words.clauses(clauses.length, [...sources].join('; '))
}
