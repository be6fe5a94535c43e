import { expect, test } from 'vitest'
import { parseTheme, themeInCookies } from './theme.ts'

test.each(['light', 'dark'] as const)('%s is a choice', (theme) => {
  expect(parseTheme(theme)).toBe(theme)
  expect(themeInCookies(`a=b; theme=${theme}; c=d`)).toBe(theme)
})

test.each([undefined, '', 'DARK', 'dark"><script>'])('%s is no choice', (value) => {
  expect(parseTheme(value)).toBeUndefined()
})

test('a cookie whose name only ends in theme is another cookie', () => {
  expect(themeInCookies('mytheme=dark')).toBeUndefined()
})
