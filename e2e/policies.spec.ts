import AxeBuilder from '@axe-core/playwright'
import { paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

const account = 'papaver'

test('an admin decides about their people in others’ meetings, seeing first what it would do', async ({
  as,
}) => {
  const admin = await as('saoirse')
  await admin.goto(paths.elsewhere(account))
  const feature = admin.getByRole('region', { name: 'Chat compose' })
  await expect(feature).toContainText('nothing decided yet.')
  const permit = feature.getByRole('button', { name: /^Members decide for themselves/ })
  const off = feature.getByRole('button', { name: /^Off for everyone/ })
  // C22: neither comes easier to the hand or the eye.
  const [a, b] = [await permit.boundingBox(), await off.boundingBox()]
  expect([a?.width, a?.height]).toEqual([b?.width, b?.height])
  await permit.click()
  await expect(feature.getByRole('heading', { name: 'What this would do' })).toBeFocused()
  await expect(feature).toContainText('Nobody is included by this')
  await feature.getByRole('button', { name: 'Leave it as it is' }).click()
  await expect(permit).toBeFocused()
  await permit.click()
  await feature.getByRole('button', { name: /^Let members decide/ }).click()
  await expect(feature.getByRole('status').filter({ hasText: 'Recorded.' })).toBeFocused()
  await expect(feature).toContainText('your members decide for themselves.')
  await off.click()
  await feature.getByRole('button', { name: /^Turn chat compose off there/ }).click()
  await expect(feature).toContainText('off for everyone.')
  const { violations } = await new AxeBuilder({ page: admin }).analyze()
  expect(violations).toEqual([])
})

test('a way that needs another ground says so and is refused without one; another is set', async ({
  as,
  complaints,
}) => {
  complaints.expect(409)
  const admin = await as('saoirse')
  await admin.goto(paths.treatment(account))
  const feature = admin.getByRole('region', { name: 'Chat compose' })
  for (const radio of await feature.getByRole('radio').all()) await expect(radio).not.toBeChecked()
  await feature.getByRole('button', { name: /^Set this/ }).click()
  await expect(feature).toContainText('Pick one of these.')
  await feature.getByRole('radio', { name: 'Tell and object' }).check()
  await expect(feature).toContainText('It needs another ground than consent, and none is recorded')
  await feature.getByRole('button', { name: /^Set this/ }).click()
  await expect(feature).toContainText('This needs another ground than consent')
  await feature.getByRole('radio', { name: 'Everyone agrees' }).check()
  await feature.getByRole('button', { name: /^Set this/ }).click()
  await expect(feature).toContainText('Chat compose, in our own meetings: everyone agrees.')
  const places = admin.getByRole('region', { name: 'Where somebody’s place is not known' })
  await places.getByRole('button', { name: 'Count it as strict' }).click()
  await expect(places).toContainText('counts as somewhere that wants everyone’s consent.')
  const { violations } = await new AxeBuilder({ page: admin }).analyze()
  expect(violations).toEqual([])
})

test('a member reads both pages and decides nothing on them', async ({ as }) => {
  const member = await as('kaito')
  for (const path of [paths.elsewhere(account), paths.treatment(account)]) {
    await member.goto(path)
    await expect(member.getByRole('main')).toContainText('Owners and admins decide this')
    await expect(member.getByRole('main').getByRole('button')).toHaveCount(0)
  }
})
