'use client'

import { useEffect, useRef, useState } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import type { ClauseHead } from './clause-layout.ts'
import { contentsEntries, entryOfEach } from './contents-entries.ts'

/**
 * The table of contents. It marks where the reader is and keeps that in sight; on a narrow screen it
 * folds. Without JavaScript it is a list of links.
 */
export function TermsContents({ clauses }: { clauses: readonly ClauseHead[] }) {
  const list = useRef<HTMLOListElement>(null)
  const fold = useRef<HTMLDetailsElement>(null)
  const current = useReadingPosition(clauses)
  useEffect(() => openWhereWide(fold.current), [])
  useEffect(() => keepInSight(list.current), [current])
  return (
    <nav aria-label="Contents" className="terms-contents mb-6 text-sm lg:mb-0 print:hidden">
      <details ref={fold} className="lg:sticky lg:top-6">
        <summary className="min-h-11 py-2.5 font-semibold lg:min-h-0 lg:py-0">Contents</summary>
        <ol
          ref={list}
          className="relative mt-2 border-s border-rule lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto"
        >
          {contentsEntries(clauses).map(({ id, number, words, level }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                aria-current={id === current ? 'location' : undefined}
                onClick={() => foldWhereNarrow(fold.current)}
                className={classNames(
                  'grid min-h-6 grid-cols-[2.75rem_minmax(0,1fr)] gap-x-1 border-s-2 border-transparent py-1 ps-2 pe-2 no-underline hover:text-ink hover:underline',
                  'aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink',
                  level === 1 ? 'font-semibold text-ink' : 'text-soft',
                )}
              >
                <span className="tabular-nums">{number}</span>
                <span>{words}</span>
              </a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  )
}

/** The entry of the clause that crosses a band in the upper part of the window. */
function useReadingPosition(clauses: readonly ClauseHead[]): string | null {
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const entries = entryOfEach(clauses)
    const crossing = new Set<string>()
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) crossing.add(target.id)
          else crossing.delete(target.id)
        }
        const last = clauses.findLast(({ id }) => crossing.has(id))
        if (last) setCurrent(entries.get(last.id) ?? null)
      },
      { rootMargin: '-12% 0px -80% 0px' },
    )
    for (const { id } of clauses) {
      const section = document.getElementById(id)
      if (section) observer.observe(section)
    }
    return () => observer.disconnect()
  }, [clauses])
  return current
}

const wide = '(min-width: 64rem)'

function openWhereWide(fold: HTMLDetailsElement | null): (() => void) | undefined {
  if (!fold) return undefined
  const width = window.matchMedia(wide)
  const follow = () => {
    fold.open = width.matches
  }
  follow()
  width.addEventListener('change', follow)
  return () => width.removeEventListener('change', follow)
}

function foldWhereNarrow(fold: HTMLDetailsElement | null): void {
  if (fold && !window.matchMedia(wide).matches) fold.open = false
}

/** Scrolls the list, never the page. */
function keepInSight(list: HTMLOListElement | null): void {
  const entry = list?.querySelector<HTMLElement>('[aria-current]')
  if (!list || !entry) return
  const top = entry.offsetTop
  const isAbove = top < list.scrollTop
  const isBelow = top + entry.offsetHeight > list.scrollTop + list.clientHeight
  if (isAbove || isBelow) list.scrollTop = top - list.clientHeight / 3
}
