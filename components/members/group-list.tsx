import type { ReactNode } from 'react'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Sentence } from '#components/ui/sentence.tsx'
import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import type { GroupLockView, GroupView } from '#lib/queries/groups.ts'

/** Each group of an account's people, what is off for everyone in it, and, for admins, the controls of that. */
export function GroupList({
  groups,
  controlOf,
}: {
  groups: readonly GroupView[]
  /** Null for whoever reads only. */
  controlOf: ((group: GroupView, lock: GroupLockView) => ReactNode) | null
}) {
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {groups.map((group) => (
        <li key={group.id} className="py-5">
          <section aria-labelledby={`group-${group.id}`}>
            <h3 id={`group-${group.id}`} className="font-serif text-lg font-[520] break-words">
              {group.name}
            </h3>
            <p className="mt-1 mb-2 text-sm text-soft">{inIt(group.members)}</p>
            <WhatIsOff locks={group.locks.filter(({ off }) => off !== 'none')} />
            {controlOf === null ? null : (
              <div className="mt-3 grid gap-1">
                <Controls group={group} controlOf={(lock) => controlOf(group, lock)} />
              </div>
            )}
          </section>
        </li>
      ))}
    </ul>
  )
}

function inIt(members: number): string {
  return members === 1 ? '1 person is in it.' : `${String(members)} people are in it.`
}

function WhatIsOff({ locks }: { locks: readonly GroupLockView[] }) {
  if (locks.length === 0) return <p>Nothing is off for this group alone.</p>
  return locks.map((lock) => <Lock key={lock.purpose} lock={lock} />)
}

function Lock({ lock }: { lock: GroupLockView }) {
  return <Sentence mark={markOf(lock)} about={lock.title} state={lock.state} />
}

function markOf({ off, permission }: GroupLockView): StateMarkKind {
  if (off !== 'none' || permission === 'off') return 'locked'
  return permission === null ? 'not-given' : 'given'
}

/** Features and sharing are two questions: each thing is changed by itself, under its own heading. */
function Controls({
  group: { name, locks },
  controlOf,
}: {
  group: GroupView
  controlOf: (lock: GroupLockView) => ReactNode
}) {
  const kinds = [
    { kind: 'feature', title: 'AI features' },
    { kind: 'sharing', title: 'Content sharing' },
  ] as const
  return kinds.map(({ kind, title }) => (
    <Disclosure key={kind} summary={`${title}: change what is off for ${name}`}>
      <ul className="grid gap-8">
        {locks
          .filter((lock) => lock.kind === kind)
          .map((lock) => (
            <li key={lock.purpose} className="grid gap-4">
              <Lock lock={lock} />
              {controlOf(lock)}
            </li>
          ))}
      </ul>
    </Disclosure>
  ))
}
