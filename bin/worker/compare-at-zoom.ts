import { checkZoomSettings } from '#lib/commands/check-zoom-settings.ts'
import type { AppContext } from '#lib/context.ts'
import { fetchZoomSettings } from '#lib/delivery/fetch-zoom-settings.ts'
import { language } from '#lib/language.ts'
import type { ZoomApi } from '#lib/platform-settings.ts'

/**
 * Compares an account's settings at Zoom with what it permits. `say` is told what the log should have: what came of
 * it where that is news, also after a restart, and nothing where it is as it was.
 * @throws where no account is named so, or nothing could be compared, which is on the operator's page as well
 */
export async function compareAtZoom(
  zoomApi: ZoomApi,
  context: AppContext,
  say: (report: { readonly account: string; readonly settings: readonly string[] }) => void,
): Promise<void> {
  const read = () => fetchZoomSettings(zoomApi)
  const wish = { account: zoomApi.account, read, language }
  const compared = await checkZoomSettings({ kind: 'command_line' }, wish, context)
  if (!compared.ok) throw new Error('ZOOM_SETTINGS_ACCOUNT names no account')
  const { account, failure, drifts, isNews } = compared.value
  if (failure !== null) throw new Error(failure)
  if (isNews) say({ account, settings: drifts.map(({ tree, path }) => `${tree} ${path}`) })
}
