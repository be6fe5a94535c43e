'use client'

import { useEffect, useState } from 'react'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { paths } from '#lib/paths.ts'

/** Says so when the address names a clause that this text does not have, and leads to where it went. */
export function MissingClause({ document: slug }: { document: string }) {
  const [missing, setMissing] = useState<string | null>(null)
  useEffect(() => {
    const look = () => setMissing(missingClause())
    look()
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])
  // Always there, so that what appears in it is read out.
  return (
    <div role="status" className="no-print">
      {missing === null ? null : (
        <div className="mb-10">
          <NoticeBox
            kind="warn"
            title="the clause that you followed a link to is not in this version."
          >
            <p>
              <a href={paths.termsClause(slug, missing)}>See where it is now</a>
            </p>
          </NoticeBox>
        </div>
      )}
    </div>
  )
}

function missingClause(): string | null {
  const id = decoded(window.location.hash.slice(1))
  // `:~:` begins a browser's own directive to highlight some text.
  return id === '' || id.startsWith(':~:') || document.getElementById(id) !== null ? null : id
}

/** What a hand has written may be no encoding of anything. */
function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    return ''
  }
}
