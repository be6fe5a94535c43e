'use client'

import { useEffect } from 'react'

/**
 * What stands at the foot of every printed page beside its number: a version, a digest. It is handed to
 * app/print.css through a custom property, because a running footer has no element of its own.
 */
export function PrintFooter({ lines }: { lines: readonly string[] }) {
  const content = cssString(lines)
  useEffect(() => {
    const root = document.documentElement.style
    root.setProperty('--print-footer', content)
    return () => {
      root.removeProperty('--print-footer')
    }
  }, [content])
  return null
}

/** A CSS string (CSS Syntax 3, 4.3.5): quotes and backslashes escaped, lines joined by U+000A. */
export function cssString(lines: readonly string[]): string {
  const escaped = lines.map((line) => line.replaceAll(/["\\]/g, '\\$&').replaceAll(/\s+/g, ' '))
  return `"${escaped.join('\\a ')}"`
}
