import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { EmptyDrawerPicture } from './empty-drawer-picture.tsx'
import { ReceiptProofPicture } from './receipt-proof-picture.tsx'
import { TwoQuestionsPicture } from './two-questions-picture.tsx'

test.each([
  ['two questions', <TwoQuestionsPicture key="q" platform="Northwind Meet" />, 2],
  ['receipt proof', <ReceiptProofPicture key="r" />, 1],
])('the %s picture has a title and a description that it points at', (_, picture, images) => {
  const html = renderToStaticMarkup(picture)
  const pointed = [...html.matchAll(/role="img" aria-labelledby="([^"]+) ([^"]+)"/g)]
  expect(pointed).toHaveLength(images)
  for (const [, name, description] of pointed) {
    expect(html).toContain(`<title id="${String(name)}">`)
    expect(html).toContain(`<desc id="${String(description)}">`)
  }
})

test('the same picture twice on a page shares no id', () => {
  const html = renderToStaticMarkup(
    <>
      <TwoQuestionsPicture />
      <TwoQuestionsPicture />
    </>,
  )
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('pictures take their colours from the tokens alone', () => {
  const html = renderToStaticMarkup(
    <>
      <TwoQuestionsPicture />
      <ReceiptProofPicture />
      <EmptyDrawerPicture />
    </>,
  )
  expect(html).not.toMatch(/#[0-9a-f]{3,6}|rgb\(|style=/i)
})

test('the drawer is decoration', () => {
  expect(renderToStaticMarkup(<EmptyDrawerPicture />)).toContain('aria-hidden="true"')
})
