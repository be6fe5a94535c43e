import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ageOf, WitnessList } from './witness-list.tsx'

const now = new Date('2026-03-02T09:00:00Z')

test.each([
  ['2026-03-02T09:00:00Z', '0 seconds ago'],
  ['2026-03-02T08:59:01Z', '59 seconds ago'],
  ['2026-03-02T08:59:00Z', '1 minute ago'],
  ['2026-03-02T08:00:01Z', '59 minutes ago'],
  ['2026-03-01T09:00:01Z', '23 hours ago'],
  ['2026-02-23T09:00:00Z', '7 days ago'],
  ['2026-03-02T09:00:30Z', '0 seconds ago'],
])('what was cosigned at %s is %s', (at, age) => {
  expect(ageOf(new Date(at), now)).toBe(age)
})

test('each witness is a sentence, and so is having none', () => {
  const at = new Date('2026-03-02T08:30:00Z')
  const witnesses = [
    { name: 'w1.example', size: 600, at },
    { name: 'w2.example', size: null, at: null },
  ]
  const shown = renderToStaticMarkup(<WitnessList witnesses={witnesses} now={now} />)
  const text = shown.replaceAll(/<li>/g, '\n').replaceAll(/<[^>]+>/g, '')
  expect(text).toContain('\nw1.example: cosigned the first 600 entries, 30 minutes ago (')
  expect(text).toContain('\nw2.example: has not cosigned yet')
  expect(renderToStaticMarkup(<WitnessList witnesses={[]} now={now} />)).toContain(
    'No witness is asked',
  )
})
