'use client'

import { useSyncExternalStore } from 'react'
import { parseTheme, type Theme, themeCookie } from '#components/ui/theme.ts'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import type { FrameWords } from '#lib/words/frame-words.ts'

const options = [
  { theme: undefined, label: 'asDevice' },
  { theme: 'light', label: 'light' },
  { theme: 'dark', label: 'dark' },
] as const satisfies readonly { theme: Theme | undefined; label: keyof FrameWords }[]

/** Light, dark, or as the device says. Kept in a cookie, so that the server paints it the next time. */
export function ThemeSwitch({ words }: { words: FrameWords }) {
  const hydrated = useHydrated()
  const theme = useSyncExternalStore(
    watchTheme,
    () => parseTheme(document.documentElement.dataset['theme']),
    () => undefined,
  )
  return (
    <fieldset disabled={!hydrated} className="flex flex-wrap items-center gap-x-4">
      <legend className="float-start me-4 text-soft">{words.colours}</legend>
      {options.map((option) => (
        <label key={option.label} className="inline-flex min-h-9 items-center gap-x-1.5">
          <input
            type="radio"
            name="theme"
            className="size-4.5 bg-paper before:scale-75"
            checked={hydrated && theme === option.theme}
            onChange={() => chooseTheme(option.theme)}
          />
          {words[option.label]}
        </label>
      ))}
    </fieldset>
  )
}

const yearSeconds = 365 * 24 * 60 * 60

function chooseTheme(theme: Theme | undefined): void {
  if (theme) document.documentElement.dataset['theme'] = theme
  else delete document.documentElement.dataset['theme']
  const age = theme ? yearSeconds : 0
  document.cookie = `${themeCookie}=${theme ?? ''}; path=/; max-age=${age}; samesite=lax`
}

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
