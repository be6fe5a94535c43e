import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { LaunchOptions } from '@playwright/test'

/**
 * How Playwright starts the browser: on Linux x64 the Chromium that comes in an npm package, with nothing to
 * download; elsewhere Playwright's own (`npx playwright install chromium`).
 */
export async function chromiumOptions(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {}
  const { default: chromium } = await import('@sparticuz/chromium')
  const folder = join(tmpdir(), `assent-chromium-153-${userInfo().username}`)
  if (!existsSync(folder)) await unpack(folder, () => chromium.executablePath())
  return {
    executablePath: join(folder, 'chromium'),
    args: chromium.args.filter((argument) => !LAMBDA.test(argument)),
    env: {
      ...process.env,
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
    },
  }
}

/** For functions that live a second. In a test they would hide what a person's browser refuses. */
const LAMBDA =
  /single-process|disable-web-security|insecure-content|site-isolation|disable-features|disable-print-preview/

/** The package unpacks into the system's folder for temporary files: unpacked elsewhere and renamed when whole. */
async function unpack(folder: string, executablePath: () => Promise<string>): Promise<void> {
  const own = `${folder}.${process.pid}`
  const usual = process.env['TMPDIR']
  mkdirSync(own, { mode: 0o700 })
  process.env['TMPDIR'] = own
  try {
    await executablePath()
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  }
  if (existsSync(folder)) rmSync(own, { recursive: true })
  else renameSync(own, folder)
}
