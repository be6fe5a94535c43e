import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

type Theme = 'light' | 'dark'

const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
)

const grounds = ['paper', 'raised', 'sunken']
const texts = ['ink', 'soft', 'accent', 'given', 'refused', 'asked', 'locked', 'forbidden', 'stale', 'danger'] // prettier-ignore
const pairs = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ['accent-ink', 'accent'] as const,
  ['paper', 'ink'] as const,
  ['ink', 'mark'] as const,
  ['accent', 'mark'] as const,
]
const marks = ['rule-strong', 'focus'].flatMap((mark) => grounds.map((on) => [mark, on] as const))

test('every colour token has a light and a dark value', () => {
  const named = [...texts, ...grounds, 'rule', 'rule-strong', 'accent-ink', 'mark', 'focus']
  expect([...tokens.keys()].sort()).toEqual(named.sort())
})

describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  test.each(pairs)('%s is readable on %s (WCAG 1.4.3: 4.5 to 1)', (text, ground) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(marks)('%s is seen on %s (WCAG 1.4.11: 3 to 1)', (mark, ground) => {
    expect(contrast(colour(mark, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
  })

  test('a yes and a no have one colour', () => {
    expect(colour('given', theme)).toBe(colour('refused', theme))
  })
})

function colour(name: string, theme: Theme): string {
  const token = tokens.get(name)
  if (!token) throw new Error(`app/tokens.css has no --${name}`)
  return token[theme]
}

/** Contrast ratio of two #rrggbb colours (WCAG 2.2, "contrast ratio"). */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
