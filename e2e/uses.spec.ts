import { paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

const use = 'Training other companies’ AI models'

// What ends here never comes back: no other test asks about this use.
test('a use that the operator ends is over for everyone, and they are told why', async ({ as }) => {
  const reason = 'No other company trains models with what is said here.'
  const staff = await as('emeka')
  await staff.goto(paths.operatorUses())
  const end = staff.getByRole('button', { name: 'End this use for everyone' })
  await staff.getByRole('combobox', { name: 'Use' }).selectOption(use)
  await staff.getByRole('textbox', { name: 'Why does it end?' }).fill(reason)
  await end.click()
  const main = staff.getByRole('main')
  await expect(main).toContainText('Say that you know what this does.')
  await expect(staff.getByRole('textbox', { name: 'Why does it end?' })).toHaveValue(reason)
  await staff.getByRole('checkbox', { name: /^Every yes to it ends now/ }).check()
  await end.click()
  await expect(main).toContainText('The use has ended.')
  const row = staff.getByRole('row').filter({ hasText: use })
  await expect(row).toContainText(reason)
  await expect(staff.getByRole('option', { name: use })).toHaveCount(0)

  const member = await as('kaito')
  await member.goto(paths.account('papaver'))
  const told = member.getByRole('region', { name: 'What is in force' })
  await expect(told).toContainText(`${use}: Northwind Meet B.V. ended this`)
  await expect(told).toContainText(reason)
  await member.goto(paths.sharing('papaver'))
  const section = member.getByRole('region', { name: use })
  await expect(section).toContainText('ended for everyone.')
  await expect(section.getByRole('button', { name: /^Share/ })).toHaveCount(0)
  await member.goto(paths.record('papaver'))
  await expect(member.getByRole('main')).toContainText(
    `Northwind Meet B.V. ended a use for everyone: ${use}.`,
  )
})
