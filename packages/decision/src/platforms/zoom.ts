/** Which features an account permits: what is not permitted must be off at Zoom, and locked. */
export type ZoomPermitted = {
  readonly summary: boolean
  readonly questions: boolean
  readonly smartRecording: boolean
}

/** One setting that is not as consent has it. */
export type ZoomDrift = {
  /** Such as `in_meeting.meeting_summary_with_ai_companion.enable`. */
  readonly path: string
  readonly tree: 'settings' | 'lock_settings'
  readonly wanted: boolean
  /** `unknown`: the answer of Zoom does not say, so that nobody can tell. */
  readonly found: boolean | 'unknown'
}

export type ZoomReport = {
  readonly drifts: readonly ZoomDrift[]
  /** Bodies for `PATCH /accounts/{id}/settings` and `…/lock_settings`; null where there is nothing to change. */
  readonly settings: Readonly<Record<string, unknown>> | null
  readonly lockSettings: Readonly<Record<string, unknown>> | null
}

/**
 * Compares what `GET /accounts/{id}/settings` and `…/lock_settings` answered (a group's and a user's have the
 * same tree) with what is permitted. Only ever turns off: that a feature may be used is for hosts to make use
 * of, and to start by itself it may never.
 */
export function zoomDrift(
  permitted: ZoomPermitted,
  settings: unknown,
  lockSettings: unknown,
): ZoomReport {
  const drifts = RULES.flatMap((rule): readonly ZoomDrift[] => {
    const isOff = !permitted[rule.feature]
    const values = [...(isOff ? rule.on : []), ...rule.automatic]
    return [
      ...values.flatMap((path) => driftOf('settings', settings, path, false)),
      ...(isOff ? driftOf('lock_settings', lockSettings, rule.lock, true) : []),
    ]
  })
  return {
    drifts,
    settings: treeOf(drifts.filter(({ tree }) => tree === 'settings')),
    lockSettings: treeOf(drifts.filter(({ tree }) => tree === 'lock_settings')),
  }
}

type Rule = {
  readonly feature: keyof ZoomPermitted
  readonly on: readonly string[]
  readonly automatic: readonly string[]
  readonly lock: string
}

const SUMMARY = 'in_meeting.meeting_summary_with_ai_companion'
const QUESTIONS = 'in_meeting.ai_companion_questions'
const SMART_RECORDING = 'recording.smart_recording'

const RULES: readonly Rule[] = [
  {
    feature: 'summary',
    on: [`${SUMMARY}.enable`],
    automatic: [`${SUMMARY}.auto_enable`],
    lock: SUMMARY,
  },
  {
    feature: 'questions',
    on: [`${QUESTIONS}.enable`],
    automatic: [`${QUESTIONS}.auto_enable`],
    lock: QUESTIONS,
  },
  {
    feature: 'smartRecording',
    on: ['create_recording_highlights', 'create_smart_chapters', 'create_next_steps'].map(
      (each) => `${SMART_RECORDING}.${each}`,
    ),
    automatic: [],
    lock: SMART_RECORDING,
  },
]

function driftOf(
  tree: ZoomDrift['tree'],
  json: unknown,
  path: string,
  wanted: boolean,
): readonly ZoomDrift[] {
  const value = valueAt(json, path.split('.'))
  if (value === wanted) return []
  return [{ path, tree, wanted, found: typeof value === 'boolean' ? value : 'unknown' }]
}

function valueAt(json: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined,
    json,
  )
}

function treeOf(drifts: readonly ZoomDrift[]): Readonly<Record<string, unknown>> | null {
  if (drifts.length === 0) return null
  const root: Record<string, unknown> = {}
  for (const { path, wanted } of drifts) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    let at = root
    for (const name of names) {
      const next = (at[name] ?? {}) as Record<string, unknown>
      at[name] = next
      at = next
    }
    at[last] = wanted
  }
  return root
}
