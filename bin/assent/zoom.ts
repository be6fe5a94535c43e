import type { Command } from 'commander'
import { checkZoomSettings } from '#lib/commands/check-zoom-settings.ts'
import { appContext } from '#lib/context.ts'
import { fetchZoomSettings } from '#lib/delivery/fetch-zoom-settings.ts'
import { env } from '#lib/env.ts'
import { language } from '#lib/language.ts'
import { commandLine, must } from './act.ts'

export function addZoomCommands(program: Command): void {
  program
    .command('zoom')
    .description('an account’s AI settings at Zoom')
    .command('drift')
    .description('compare them with what the account permits; nothing is changed at Zoom')
    .option(
      '--json',
      'the report with the bodies that would bring Zoom in line, as one JSON object',
    )
    .action(drift)
}

/** @throws where anything differs, or could not be compared: a job that runs it notices */
async function drift({ json }: { readonly json?: true }): Promise<void> {
  const { zoomApi } = env()
  if (zoomApi === null) throw new Error('Zoom is not configured: .env.example names its settings.')
  const read = () => fetchZoomSettings(zoomApi)
  const wish = { account: zoomApi.account, read, language }
  const report = must(await checkZoomSettings(commandLine, wish, await appContext()))
  if (json === true) console.log(JSON.stringify(report))
  else
    for (const { tree, path, found, wanted } of report.drifts)
      console.log(`${tree}\t${path}\tis ${String(found)}\thas to be ${String(wanted)}`)
  if (report.failure !== null)
    throw new Error(`Nothing was compared: ${report.failure.replaceAll('_', ' ')}.`)
  const { length } = report.drifts
  if (length > 0)
    throw new Error(`${String(length)} settings are not as ${report.account} permits.`)
}
