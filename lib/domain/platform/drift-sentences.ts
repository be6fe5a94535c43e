/** One setting at a meeting platform that is not as an account permits. */
type Drift = {
  readonly path: string
  readonly tree: 'settings' | 'lock_settings'
  readonly wanted: boolean
  readonly found: boolean | 'unknown'
}

/** Why nothing could be compared, in words for the operator. */
export const FAILURES: Readonly<Record<string, string>> = {
  unreachable: 'Zoom could not be reached.',
  token_refused: 'Zoom refused the app’s credentials.',
  settings_refused: 'Zoom did not let the app read the settings.',
  not_understood: 'What Zoom answered could not be understood.',
}

/** "Meeting summary: it is on, and has to be off." */
export function driftSentence({ path, tree, wanted, found }: Drift): string {
  const what = `${whatOf(path)}, ${tree === 'lock_settings' ? 'its lock' : settingOf(path)}`
  const state = (on: boolean) => (on ? 'on' : 'off')
  return found === 'unknown'
    ? `${what}: nobody can tell; it has to be ${state(wanted)}.`
    : `${what}: it is ${state(found)}, and has to be ${state(wanted)}.`
}

function whatOf(path: string): string {
  const [, feature = ''] = path.split('.')
  return FEATURES[feature] ?? feature
}

const FEATURES: Readonly<Record<string, string>> = {
  meeting_summary_with_ai_companion: 'Meeting summary',
  ai_companion_questions: 'Meeting questions',
  smart_recording: 'Smart recording',
}

function settingOf(path: string): string {
  const setting = path.split('.').at(-1) ?? ''
  if (setting === 'enable') return 'to be used at all'
  if (setting === 'auto_enable') return 'to start by itself'
  return setting.replaceAll('_', ' ')
}
