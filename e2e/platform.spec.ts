import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { apiPaths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

// A meeting platform of its own, with the portal and the decision point of this run behind it.

test('a host cannot run what somebody has not agreed to, and what runs leaves them out or stops', async ({
  as,
  page,
  complaints,
}) => {
  complaints.expect(403)
  const staff = await as('wietske')
  const platform = await startPlatform(await newKey(staff))
  try {
    await page.goto(platform.url)
    const host = page.getByRole('region', { name: 'The host’s screen' })
    const screenOf = (name: string) => page.getByRole('article', { name: `${name}’s screen` })
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    for (const name of ['Ann', 'Bob']) {
      await press(`Join as ${name}`)
      await screenOf(name).getByRole('button', { name: 'Include me' }).click()
    }
    await expect(host).toContainText('Meeting summary may run. Everyone here is included.')
    for (const feature of ['summary', 'questions']) {
      await press(`Start meeting ${feature}`)
      await expect(screenOf('Bob')).toContainText(`Meeting ${feature}: takes you in.`)
    }

    await press('Join as Cem')
    await expect(host).toContainText('Meeting summary: not running.')
    await expect(screenOf('Cem')).toContainText('Meeting questions: leaves you out.')
    await expect(screenOf('Bob')).toContainText('Meeting questions: takes you in.')
    await press('Start meeting summary')
    await expect(host.getByRole('status')).toContainText(
      'This may run only where people can be left out',
    )
    await expect(host).not.toContainText('Cem')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

    await screenOf('Cem').getByRole('button', { name: 'Include me' }).click()
    await expect(host).toContainText('Meeting summary may run. Everyone here is included.')
    await press('Start meeting summary')
    await expect(screenOf('Cem')).toContainText('Meeting summary: takes you in.')
    await screenOf('Cem').getByRole('button', { name: 'Leave me out' }).click()
    await expect(screenOf('Cem')).toContainText('Meeting summary: off.')
    // The page would complain that its server is gone.
    await page.goto('about:blank')
  } finally {
    await platform.stop()
  }
})

test('a guest is told and asked by their link, and the host sees how it stands and asks everyone', async ({
  as,
  page,
}) => {
  const staff = await as('wietske')
  const platform = await startPlatform(await newKey(staff))
  try {
    await page.goto(platform.url)
    const gus = page.getByRole('article', { name: 'Gus’s screen' })
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await press('Join as Ann')
    await page
      .getByRole('article', { name: 'Ann’s screen' })
      .getByRole('button', { name: 'Include me' })
      .click()
    const hosting = page.getByRole('region', { name: 'The host’s screen' })
    await expect(hosting).toContainText('Meeting questions may run. Everyone here is included.')
    await press('Start meeting questions')
    await press('Join as Gus')
    await expect(gus.getByRole('button', { name: 'Include me' })).toHaveCount(0)
    await expect(gus).toContainText('Meeting questions: leaves you out.')

    const notice = await opened(page, gus.getByRole('link'))
    const questions = notice.getByRole('region', { name: 'Meeting questions' })
    await expect(questions).toContainText('it runs, and you are left out.')
    await press('Ask everyone about meeting questions')
    await expect(questions).toContainText('The host asked everyone on')

    const host = await opened(page, page.getByRole('link', { name: 'How the meeting stands' }))
    await expect(host.getByRole('heading', { level: 1 })).toHaveText('How your meeting stands')
    await expect(host.getByRole('region', { name: 'Meeting questions' })).toContainText(
      'Everyone was asked on',
    )
    await host.getByRole('button', { name: 'Ask everyone: Meeting summary' }).click()
    await expect(notice.getByRole('region', { name: 'Meeting summary' })).toContainText(
      'The host asked everyone on',
    )

    await questions.getByRole('button', { name: 'Include me: Meeting questions' }).click()
    await expect(gus).toContainText('Meeting questions: takes you in.')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.goto('about:blank')
  } finally {
    await platform.stop()
  }
})

/** The page that a link opens beside this one. */
async function opened(page: Page, link: Locator): Promise<Page> {
  const opening = page.context().waitForEvent('page')
  await link.click()
  return opening
}

async function newKey(staff: Page): Promise<string> {
  const scopes = ['accounts', 'answers', 'meetings', 'decide']
  const data = { name: 'The example platform', account: '', scopes }
  const made = await staff.request.post(apiPaths.operatorApiKeys(), { data })
  expect(made.status()).toBe(201)
  return ((await made.json()) as { key: string }).key
}

async function startPlatform(key: string) {
  const port = Number(process.env['E2E_PORT'])
  const child = spawn(process.execPath, ['examples/platform/server.mjs'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ASSENT_KEY: key,
      ASSENT_URL: `http://localhost:${String(port)}`,
      // Beside the portal's, as lib/env.ts has it.
      DECISION_POINT_URL: `http://localhost:${String(port + 1322)}`,
      PORT: '0',
    },
  })
  const exited = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const [found] = /http:\/\/localhost:\d+/.exec(text) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error('The platform did not start.')))
  })
  return {
    url,
    stop: async () => {
      child.kill()
      await exited
    },
  }
}
