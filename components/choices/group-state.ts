import { listed } from '#components/ui/listed.ts'
import { lowerFirst } from '#components/ui/lower-first.ts'
import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import type { ControlView } from '#lib/queries/answers.ts'
import { controlMark } from './control-mark.ts'

/** Several controls told as one: a group of kinds of content, or all of a purpose. */
export type GroupState = {
  readonly mark: StateMarkKind
  /** The state, to be said in strong. */
  readonly state: string
  /** What differs within, and why. */
  readonly details: readonly string[]
}

export function groupState(controls: readonly ControlView[]): GroupState {
  const open = controls.filter(({ ceiling }) => ceiling === 'open')
  if (isClosed(controls)) return closedState(controls)
  const shared = open.filter(({ decision }) => decision === 'permit')
  const marks = new Set(open.map(controlMark))
  const [only] = marks
  return {
    mark: marks.size === 1 && only !== undefined ? only : mixedMark(marks),
    state: wordFor(shared.length, open.length),
    details: [
      ...(shared.length > 0 && shared.length < open.length
        ? [`Shared: ${titles(shared)}.`, `Not shared: ${titles(open.filter(isDenied))}.`]
        : []),
      ...waiting(open),
      ...ruled(open),
      ...(open.some((each) => each.permission !== 'members_decide') ? [locked(open)] : []),
      ...closed(controls),
    ],
  }
}

/** All of a purpose in short: what differs by group is said with the group. */
export function purposeState(controls: readonly ControlView[]): GroupState {
  const { mark, state, details } = groupState(controls)
  const offered = controls.filter(({ mayInclude }) => mayInclude)
  if (offered.length === 0) return { mark, state, details }
  const shared = controls.filter(
    ({ decision, ceiling }) => decision === 'permit' && ceiling === 'open',
  )
  return {
    mark,
    state,
    details: [
      ...(state === PARTLY ? [`Shared: ${titles(shared)}.`] : []),
      `What your organisation leaves to you: ${titles(offered)}.`,
    ],
  }
}

/** Do the terms leave nothing of it to anyone? */
export function isClosed(controls: readonly ControlView[]): boolean {
  return controls.every(({ ceiling }) => ceiling !== 'open')
}

function closedState(controls: readonly ControlView[]): GroupState {
  const onRecord = controls.filter(({ status }) => status === 'given' || status === 'stale')
  const details =
    onRecord.length > 0 ? [`A yes of yours is still on record: ${titles(onRecord)}.`] : []
  if (controls.every(({ ceiling }) => ceiling === 'ended'))
    return { mark: 'forbidden', state: 'ended for everyone.', details }
  if (controls.every(({ ceiling }) => ceiling === 'forbidden'))
    return { mark: 'forbidden', state: 'ruled out by the terms.', details }
  if (controls.every(({ ceiling }) => ceiling === 'no_choice'))
    return { mark: 'locked', state: 'no choice offered.', details }
  const rules = closed(controls)
  return { mark: 'locked', state: 'nothing for you to decide.', details: [...rules, ...details] }
}

/** What waits for the person comes before what does not. */
function mixedMark(marks: ReadonlySet<StateMarkKind>): StateMarkKind {
  const order: readonly StateMarkKind[] = ['stale', 'asked', 'given', 'not-given']
  return order.find((mark) => marks.has(mark)) ?? 'locked'
}

function wordFor(shared: number, of: number): string {
  if (shared === 0) return 'not shared.'
  return shared === of ? 'shared.' : PARTLY
}

const PARTLY = 'partly shared.'

function waiting(open: readonly ControlView[]): readonly string[] {
  const stale = open.filter((each) => controlMark(each) === 'stale')
  const asked = open.filter((each) => controlMark(each) === 'asked')
  return [
    ...(stale.length > 0 ? [`Your answer is needed again: ${titles(stale)}.`] : []),
    ...(asked.length > 0 ? [`You are asked about: ${titles(asked)}.`] : []),
  ]
}

function ruled(open: readonly ControlView[]): readonly string[] {
  const out = open.filter(({ isRuledOut }) => isRuledOut)
  if (out.length === 0) return []
  return out.length === open.length
    ? ['The rules that apply to you let none of it be shared.']
    : [`The rules that apply to you rule out: ${titles(out)}.`]
}

function locked(open: readonly ControlView[]): string {
  const off = open.filter(({ permission }) => permission !== 'members_decide')
  return off.length === open.length
    ? 'Your organisation permits none of it.'
    : `Your organisation does not permit: ${titles(off)}.`
}

function closed(controls: readonly ControlView[]): readonly string[] {
  const forbidden = controls.filter(({ ceiling }) => ceiling === 'forbidden')
  const forced = controls.filter(({ ceiling }) => ceiling === 'no_choice')
  return [
    ...(forbidden.length > 0 ? [`The terms rule out: ${titles(forbidden)}.`] : []),
    ...(forced.length > 0 ? [`You are offered no choice about: ${titles(forced)}.`] : []),
  ]
}

function isDenied({ decision }: ControlView): boolean {
  return decision === 'deny'
}

/** "audio, video and screen sharing" */
export function titles(controls: readonly { readonly categoryTitle: string | null }[]): string {
  return listed(controls.map(({ categoryTitle }) => lowerFirst(categoryTitle ?? '')))
}
