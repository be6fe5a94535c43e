import { listed } from '#components/ui/listed.ts'
import { lowerFirst } from '#components/ui/lower-first.ts'
import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import type { SettingView } from '#lib/queries/permissions.ts'

type Setting = Pick<SettingView, 'ceiling' | 'permission' | 'categoryTitle'>

export type GroupSetting = {
  readonly mark: StateMarkKind
  /** The state, to be said in strong. */
  readonly state: string
  readonly details: readonly string[]
}

/** Several settings told as one. */
export function groupSetting(settings: readonly Setting[]): GroupSetting {
  const open = settings.filter(({ ceiling }) => ceiling === 'open')
  return open.length === 0 ? closedSetting(settings) : openSetting(open, rulesOf(settings))
}

function openSetting(open: readonly Setting[], rules: readonly string[]): GroupSetting {
  const permitted = open.filter(({ permission }) => permission === 'members_decide')
  const off = open.filter(({ permission }) => permission === 'off')
  if (permitted.length === open.length)
    return { mark: 'given', state: 'members decide for themselves.', details: rules }
  if (off.length === open.length)
    return { mark: 'locked', state: 'off for everyone.', details: rules }
  if (permitted.length + off.length === 0)
    return { mark: 'not-given', state: 'your organisation has yet to decide.', details: rules }
  const details = [
    ...(permitted.length > 0 ? [`Left to members: ${titles(permitted)}.`] : []),
    ...(off.length > 0 ? [`Off for everyone: ${titles(off)}.`] : []),
    ...undecided(open),
    ...rules,
  ]
  return permitted.length > 0
    ? { mark: 'given', state: 'members decide about some of it.', details }
    : { mark: 'locked', state: 'off in part.', details }
}

function closedSetting(settings: readonly Setting[]): GroupSetting {
  if (settings.every(({ ceiling }) => ceiling === 'ended'))
    return { mark: 'forbidden', state: 'ended for everyone.', details: [] }
  if (settings.every(({ ceiling }) => ceiling === 'forbidden'))
    return { mark: 'forbidden', state: 'ruled out by the terms.', details: [] }
  if (settings.every(({ ceiling }) => ceiling === 'no_choice'))
    return { mark: 'locked', state: 'no choice offered.', details: [] }
  return { mark: 'locked', state: 'nothing for you to decide.', details: rulesOf(settings) }
}

function rulesOf(settings: readonly Setting[]): readonly string[] {
  const forbidden = settings.filter(({ ceiling }) => ceiling === 'forbidden')
  const forced = settings.filter(({ ceiling }) => ceiling === 'no_choice')
  return [
    ...(forbidden.length > 0 ? [`The terms rule out: ${titles(forbidden)}.`] : []),
    ...(forced.length > 0 ? [`The terms offer no choice about: ${titles(forced)}.`] : []),
  ]
}

function undecided(open: readonly Setting[]): readonly string[] {
  const left = open.filter(({ permission }) => permission === null)
  return left.length > 0 ? [`Not decided yet: ${titles(left)}.`] : []
}

export function titles(settings: readonly Pick<SettingView, 'categoryTitle'>[]): string {
  return listed(settings.map(({ categoryTitle }) => lowerFirst(categoryTitle ?? '')))
}
