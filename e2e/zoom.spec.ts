import { paths } from '#lib/paths.ts'
import { expectNoFinding } from './expect-no-finding.ts'
import { expect, test } from './fixtures.ts'

// The worker of this run compares an account's permissions with a Zoom that test-support/portal.ts pretends.

test('the operator reads what at Zoom is not as an account permits, and a customer does not', async ({
  as,
  complaints,
}) => {
  complaints.expect(404)
  const staff = await as('wietske')
  await staff.goto(paths.operator())
  const report = staff.getByRole('region', { name: 'Settings at Zoom' })
  await expect(report).toContainText('Papaver')
  await expect(report.getByRole('listitem')).toContainText([
    'Meeting summary, to start by itself: it is on, and has to be off.',
  ])
  await expect(report).toContainText('Compared')
  await expectNoFinding(staff)
  const admin = await as('saoirse')
  await admin.goto(paths.operator())
  await expect(admin.getByRole('main')).not.toContainText('Settings at Zoom')
})
