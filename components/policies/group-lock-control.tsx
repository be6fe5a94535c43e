'use client'

import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { lowerFirst } from '#components/ui/lower-first.ts'
import { apiPaths } from '#lib/paths.ts'
import type { GroupLocksInput } from '#lib/schemas/groups.ts'
import type { GroupLockView, GroupView } from '#lib/queries/groups.ts'
import { EffectControl, type Setting } from './effect-control.tsx'

/** Whether one purpose is off for the people of a group. It restricts them, and can include nobody. */
export function GroupLockControl({
  group: { group, name, revision },
  lock: { purpose, title, state, categories, effects },
}: {
  group: Pick<GroupView, 'group' | 'name' | 'revision'>
  lock: GroupLockView
}) {
  const { account } = useActing()
  const about = lowerFirst(title)
  const [decide, off] = ['As the organisation has it', 'Off for this group']
  const nameOf = (label: string) => `${label}: ${about}, in the group ${name}`
  const send = (to: Setting) => {
    const body: GroupLocksInput = {
      settings: categories.map((category) => ({ purpose, category, kind: to })),
    }
    return sendJson<{ receiptId: string | null }>(apiPaths.group(account, group), {
      method: 'PUT',
      body,
      ifMatch: revision,
    })
  }
  return (
    <EffectControl
      actKey={`group-${group}-${purpose}`}
      state={`${title}: ${state}`}
      send={send}
      choices={{
        members_decide: {
          ...{ label: decide, name: nameOf(decide), effects: effects.members_decide },
          submit: `Lift ${about} for ${name}`,
          said: `The group ${name} has ${about} as your organisation has it.`,
        },
        off: {
          ...{ label: off, name: nameOf(off), effects: effects.off },
          submit: `Turn ${about} off for ${name}`,
          said: `Off for everyone in the group ${name} from now on: ${about}.`,
        },
      }}
    />
  )
}
