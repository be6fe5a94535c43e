import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Sentence } from './sentence.tsx'
import { StateMark, type StateMarkKind } from './state-mark.tsx'
import { StateMarkLegend } from './state-mark-legend.tsx'

const kinds: StateMarkKind[] = ['given', 'not-given', 'asked', 'locked', 'forbidden', 'stale']

test('the six marks are six shapes, whatever their colour', () => {
  const shapes = kinds.map((kind) => inside(renderToStaticMarkup(<StateMark state={kind} />)))
  expect(new Set(shapes).size).toBe(6)
})

test('a yes and a no are drawn with the same ring and the same stroke', () => {
  const [yes, no] = (['given', 'not-given'] as const).map((state) =>
    renderToStaticMarkup(<StateMark state={state} />),
  )
  const ring = '<circle cx="12" cy="12" r="9.25"></circle>'
  expect(yes).toContain(ring)
  expect(no).toContain(ring)
  expect(attribute(yes, 'stroke-width')).toBe(attribute(no, 'stroke-width'))
})

test('beside a sentence a mark is hidden from assistive technology', () => {
  const html = renderToStaticMarkup(
    <Sentence mark="not-given" about="Meeting summary" state="you have said no.">
      It will not run.
    </Sentence>,
  )
  expect(html).toContain('aria-hidden="true"')
  expect(html).not.toContain('role="img"')
  expect(html).toContain('Meeting summary: <strong>you have said no.</strong> It will not run.')
})

test('alone a mark is an image with a name', () => {
  const html = renderToStaticMarkup(<StateMark state="locked" label="Locked" />)
  expect(html).toContain('role="img" aria-label="Locked"')
  expect(html).not.toContain('aria-hidden')
})

test('the legend explains each mark once, in its own words or in the page’s', () => {
  const html = renderToStaticMarkup(<StateMarkLegend meanings={{ locked: 'Off by Harbour' }} />)
  expect(html.match(/<dt/g)).toHaveLength(6)
  expect(html).toContain('Off by Harbour')
  expect(html).toContain('What the yes rested on has changed.')
})

function inside(svg: string): string {
  return svg.replace(/^<svg[^>]*>/, '')
}

function attribute(svg: string | undefined, name: string): string | undefined {
  return new RegExp(`${name}="([^"]*)"`).exec(svg ?? '')?.[1]
}
