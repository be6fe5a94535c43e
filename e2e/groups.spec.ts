import { apiPaths, paths } from '#lib/paths.ts'
import type { Locator, Page } from '@playwright/test'
import { expectNoFinding } from './expect-no-finding.ts'
import { expect, personOf, test } from './fixtures.ts'
import { Keyboard } from './keyboard.ts'

const account = 'papaver'

test('an admin turns a feature off for a group and lifts it, by keyboard, seeing first what it does', async ({
  as,
}) => {
  const admin = await as('saoirse')
  const group = await openGroup(await as('wietske'), admin)
  await expect(group).toContainText('1 person is in it.')
  await expect(group).toContainText('Nothing is off for this group alone.')
  const keyboard = new Keyboard(admin)
  await keyboard.press(group.locator('summary', { hasText: 'AI features: change what is off' }))
  const chat = group.getByRole('group', { name: /^Chat compose: / })
  const off = chat.getByRole('button', { name: /^Off for this group: chat compose/ })
  const open = chat.getByRole('button', { name: /^As the organisation has it: chat compose/ })
  // C22: neither comes easier to the hand or the eye.
  const [a, b] = [await open.boundingBox(), await off.boundingBox()]
  expect([a?.width, a?.height]).toEqual([b?.width, b?.height])
  await keyboard.press(off)
  await expect(chat.getByRole('heading', { name: 'What this would do' })).toBeFocused()
  await expect(chat).toContainText('Chat compose leaves out everyone in the group from now on')
  await keyboard.press(chat.getByRole('button', { name: 'Leave it as it is' }))
  await expect(off).toBeFocused()
  await keyboard.press(off)
  await keyboard.press(chat.getByRole('button', { name: /^Turn chat compose off for/ }))
  await expect(chat.getByRole('status').filter({ hasText: 'Recorded.' })).toBeFocused()
  await expect(group).toContainText('Chat compose: off for everyone in the group.')
  await expectNoFinding(admin)

  const member = await as('kaito')
  await member.goto(paths.features(account))
  await expect(member.getByRole('main')).toContainText(
    'A group that you belong to has turned this off.',
  )

  await keyboard.press(open)
  await expect(chat).toContainText('Nobody is included by this')
  await keyboard.press(chat.getByRole('button', { name: /^Lift chat compose for/ }))
  await expect(group).toContainText('Nothing is off for this group alone.')
})

test('content sharing is a question of its own: all of a purpose at once, and no feature with it', async ({
  as,
}) => {
  const admin = await as('saoirse')
  const group = await openGroup(await as('wietske'), admin)
  await group.getByText('Content sharing: change what is off').click()
  const product = group.getByRole('group', { name: /^Product improvement: / })
  await product.getByRole('button', { name: /^Off for this group/ }).click()
  await expect(product).toContainText('Nothing of anyone in the group is shared for this')
  await product.getByRole('button', { name: /^Turn product improvement off/ }).click()
  await expect(group).toContainText('Product improvement: off for everyone in the group.')
  await expect(group).not.toContainText('Meeting summary: off for everyone in the group.')
})

/** The page People, with the group on it. */
async function openGroup(staff: Page, admin: Page): Promise<Locator> {
  await bringGroup(staff)
  await admin.goto(paths.members(account))
  return admin.getByRole('region', { name: 'Legal and works council' })
}

/** The platform's software brings a group with somebody in it. */
async function bringGroup(staff: Page): Promise<void> {
  const made = await staff.request.post(apiPaths.operatorApiKeys(), {
    data: { name: 'Groups', account: '', scopes: ['accounts'] },
  })
  expect(made.status(), await made.text()).toBe(201)
  const { key } = (await made.json()) as { key: string }
  const headers = { authorization: `Bearer ${key}` }
  const { name, email } = personOf('kaito')
  const members = [{ externalId: 'u-kaito', name, email }]
  const linked = await staff.request.post(apiPaths.members(account), { headers, data: { members } })
  expect(linked.status(), await linked.text()).toBe(201)
  const data = { name: 'Legal and works council', joining: ['u-kaito'] }
  const set = await staff.request.put(apiPaths.group(account, 'legal'), { headers, data })
  expect(set.status(), await set.text()).toBe(200)
}
