import { expect, test } from 'vitest'
import { placeInView } from './place-in-view.ts'

const places = ['/operator', '/operator/terms', '/operator/accounts', '/verify']

test.each([
  ['/operator', '/operator'],
  ['/operator/terms', '/operator/terms'],
  ['/operator/terms/service/versions/2', '/operator/terms'],
  ['/operator/ledger', '/operator'],
  ['/operator-of-another', undefined],
  ['/', undefined],
])('%s belongs to %s', (here, place) => {
  expect(placeInView(here, places)).toBe(place)
})
