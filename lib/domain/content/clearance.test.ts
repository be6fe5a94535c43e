import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallCatalogue } from '../../../test-support/small-catalogue.ts'
import { contentUsage, decideItem } from './clearance.ts'
import { evaluationsOf } from './manifest-item.ts'

const outcome = fc.record({
  purpose: fc.constantFrom('product_improvement', 'train_platform_models', 'unheard_of'),
  isPermitted: fc.boolean(),
})

test('what was not asked, or refused once, is a no; another no never makes a yes', () => {
  expect(contentUsage([], smallCatalogue)).toBe('train-ai=n, ai-use=n')
  const improve = { purpose: 'product_improvement', isPermitted: true }
  expect(contentUsage([improve], smallCatalogue)).toBe('train-ai=n, ai-use=y')
  const train = { purpose: 'train_platform_models', isPermitted: true }
  expect(contentUsage([improve, train], null)).toBe('train-ai=y, ai-use=n')
  fc.assert(
    fc.property(fc.array(outcome), outcome, (outcomes, one) => {
      const before = contentUsage(outcomes, smallCatalogue)
      const after = contentUsage([...outcomes, { ...one, isPermitted: false }], smallCatalogue)
      for (const use of ['train-ai', 'ai-use'])
        if (before.includes(`${use}=n`)) expect(after).toContain(`${use}=n`)
    }),
  )
})

test('an item is cleared where each of its categories is, and never without one', () => {
  expect(decideItem([])).toMatchObject({ isPermitted: false })
  const yes = { isPermitted: true, reason: null }
  const no = { isPermitted: false, reason: 'MEMBER_WITHDREW' }
  expect(decideItem([yes, yes])).toEqual(yes)
  expect(decideItem([yes, no, yes])).toEqual(no)
})

test('everybody in an item is asked about, in each of its categories', () => {
  const mo = { account: 'org-7', member: 'mo' }
  const item = {
    ...{ item: 'rec-9', account: 'org-7', categories: ['audio', 'chat'], meeting: null },
    ...{ label: null, forMinors: false, contributors: [mo, { guest: 'g-1' }] },
  }
  const asked = evaluationsOf(item, 'product_improvement')
  expect(asked).toHaveLength(2)
  expect(asked[1]).toMatchObject({
    subject: { type: 'user', id: 'mo', properties: { account: 'org-7' } },
    resource: { properties: { category: 'chat', contributors: [{ guest: 'g-1' }] } },
  })
  const nobody = evaluationsOf({ ...item, contributors: [] }, 'product_improvement')
  expect(nobody[0]?.subject).toEqual({ type: 'user', id: '' })
})
