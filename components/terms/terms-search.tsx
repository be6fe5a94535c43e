'use client'

import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { buttonLook } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { findOccurrences } from './find-occurrences.ts'

type Found = { ranges: Range[]; current: number }
const nothing: Found = { ranges: [], current: 0 }

/**
 * Finds words in the element of id `targetId`: Enter goes to the next place, Shift and Enter to the one
 * before, Escape clears. The text itself is never touched: places are marked as CSS highlights.
 */
export function TermsSearch({ targetId }: { targetId: string }) {
  const id = useId()
  const hydrated = useHydrated()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState(nothing)
  useEffect(() => clearMarks, [])

  function search(words: string) {
    setQuery(words)
    const ranges = words.trim().length < 2 ? [] : rangesOf(targetId, words)
    show({ ranges, current: firstBelow(ranges) }, false)
  }

  function show(next: Found, moves = true) {
    setFound(next)
    mark(next)
    const range = next.ranges[next.current]
    if (moves && range) bringToSight(range)
  }

  function go(step: 1 | -1) {
    const { ranges, current } = found
    if (ranges.length === 0) return
    const range = ranges[current]
    // The first press shows the place that is counted already; only then does it go on.
    const isSeen = range !== undefined && isInSight(range)
    show({ ranges, current: isSeen ? (current + step + ranges.length) % ranges.length : current })
  }

  function onKeyDown(press: KeyboardEvent) {
    if (press.key === 'Enter') go(press.shiftKey ? -1 : 1)
    else if (press.key === 'Escape') search('')
    else return
    press.preventDefault()
  }

  const has = found.ranges.length > 0
  return (
    <search className="sticky top-0 z-10 mt-6 flex flex-wrap items-center gap-x-3 border-b border-rule bg-paper py-2 print:hidden">
      <label htmlFor={id} className="text-sm font-semibold max-sm:sr-only">
        Find in this text
      </label>
      <input
        id={id}
        type="search"
        autoComplete="off"
        spellCheck={false}
        placeholder="A word or phrase"
        disabled={!hydrated}
        value={query}
        onChange={(change) => search(change.target.value)}
        onKeyDown={onKeyDown}
        className="min-h-11 min-w-0 rounded-sm border-[1.5px] border-rule-strong bg-raised px-3 text-ink placeholder:text-soft max-sm:w-full sm:w-72"
      />
      <span role="status" className="text-sm text-soft tabular-nums">
        {countSentence(query, found)}
      </span>
      <span className={classNames('ms-auto flex gap-x-3', !has && 'max-sm:hidden')}>
        <StepButton words="Previous" disabled={!has} onPress={() => go(-1)} />
        <StepButton words="Next" disabled={!has} onPress={() => go(1)} />
      </span>
    </search>
  )
}

function StepButton({
  words,
  disabled,
  onPress,
}: {
  words: string
  disabled: boolean
  onPress: () => void
}) {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onPress}
      className={`${buttonLook('quiet')} disabled:opacity-55`}
    >
      {words}
    </button>
  )
}

function countSentence(query: string, { ranges, current }: Found): string {
  if (query.trim().length < 2) return ''
  return ranges.length === 0 ? 'Not found' : `${current + 1} of ${ranges.length}`
}

const blocks = 'p, li, h1, h2, h3, h4, h5, h6, td, th, pre, small'

function rangesOf(targetId: string, words: string): Range[] {
  const target = document.getElementById(targetId)
  if (!target) return []
  const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT)
  const nodes: Node[] = []
  while (walker.nextNode()) nodes.push(walker.currentNode)
  const segments = nodes.map((node) => ({
    text: node.nodeValue ?? '',
    block: node.parentElement?.closest(blocks) ?? null,
  }))
  return findOccurrences(segments, words).flatMap(({ start, end }) => {
    const [from, to] = [nodes[start.segment], nodes[end.segment]]
    if (!from || !to) return []
    const range = document.createRange()
    range.setStart(from, start.offset)
    range.setEnd(to, end.offset)
    return [range]
  })
}

/** Browsers without CSS highlights select the current place instead. */
function mark({ ranges, current }: Found): void {
  const range = ranges[current]
  if (!('highlights' in CSS)) {
    getSelection()?.removeAllRanges()
    if (range) getSelection()?.addRange(range)
    return
  }
  CSS.highlights.set('terms-found', new Highlight(...ranges))
  CSS.highlights.set('terms-current', new Highlight(...(range ? [range] : [])))
}

function clearMarks(): void {
  mark(nothing)
}

/** The first place at or below the top of the window, so that typing never throws the reader back. */
function firstBelow(ranges: readonly Range[]): number {
  const at = ranges.findIndex((range) => range.getBoundingClientRect().top >= coveredPixels)
  return Math.max(0, at)
}

/** The search itself stands over the first lines of the window. */
const coveredPixels = 112

function isInSight(range: Range): boolean {
  const { top, bottom } = range.getBoundingClientRect()
  return top >= coveredPixels && bottom <= window.innerHeight
}

function bringToSight(range: Range): void {
  if (isInSight(range)) return
  const { top } = range.getBoundingClientRect()
  window.scrollBy({ top: top - window.innerHeight / 3 })
}
