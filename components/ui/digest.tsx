'use client'

import { type ClipboardEvent, useEffect, useRef, useState } from 'react'
import { useHydrated } from './use-hydrated.ts'

/**
 * A long value by its first and last characters. It copies whole, by the button and by selecting it,
 * and prints whole. `label` names it in the button ("Copy the digest").
 */
export function Digest({
  value,
  label = 'digest',
  first = 14,
  last = 6,
}: {
  value: string
  label?: string
  first?: number
  last?: number
}) {
  const whole = value.length <= first + last + 1
  return (
    <span className="inline-flex max-w-full flex-wrap items-baseline gap-x-2">
      <code className="min-w-0 font-mono text-ink" onCopy={(copy) => copyWhole(copy, value)}>
        <span className="wrap-anywhere print:hidden">
          {whole ? value : `${value.slice(0, first)}…${value.slice(-last)}`}
        </span>
        <span aria-hidden="true" className="print-only break-all">
          {value}
        </span>
      </code>
      <CopyButton value={value} label={label} />
    </span>
  )
}

const shownForMs = 2000

function CopyButton({ value, label }: { value: string; label: string }) {
  const hydrated = useHydrated()
  const [said, setSaid] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  async function copy() {
    // Only pages from https or this machine may write to the clipboard; elsewhere selecting still can.
    const written = await writeToClipboard(value)
    setSaid(written ? 'Copied' : 'Select it to copy')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setSaid(''), shownForMs)
  }

  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        onClick={() => void copy()}
        className="min-h-6 min-w-6 rounded-sm whitespace-nowrap text-sm text-accent underline decoration-1 underline-offset-[0.2em] enabled:hover:decoration-2"
      >
        {said === '' ? 'Copy' : said}
        <span className="sr-only"> the {label}</span>
      </button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  )
}

async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function copyWhole(copy: ClipboardEvent, value: string): void {
  copy.clipboardData.setData('text/plain', value)
  copy.preventDefault()
}
