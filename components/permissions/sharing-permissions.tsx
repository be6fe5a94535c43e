'use client'

import { useActing } from '#components/api/acting.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { lowerFirst } from '#components/ui/lower-first.ts'
import { Sentence } from '#components/ui/sentence.tsx'
import type { PurposePermissions, SettingView } from '#lib/queries/permissions.ts'
import { AskMembers } from './ask-members.tsx'
import { groupSetting, titles } from './group-setting.ts'
import { PermissionControl } from './permission-control.tsx'
import type { PermissionTarget } from './permission-target.ts'
import { SettingState } from './setting-state.tsx'

export type SharingPermission = Pick<
  PurposePermissions,
  'purpose' | 'title' | 'expected' | 'asking' | 'askingModes' | 'settings'
>

/** One sharing purpose: all of it, then each group, then each kind folded. */
export function SharingPermissions({
  sharing,
  mayDecide,
}: {
  sharing: SharingPermission
  mayDecide: boolean
}) {
  const { settings, purpose, title } = sharing
  const about = `Sharing for ${lowerFirst(title)}`
  const isClosed = settings.every(({ ceiling }) => ceiling !== 'open')
  const groups = GROUPS.map((group) => (
    <Group key={group.key} sharing={sharing} group={group} mayDecide={mayDecide} />
  ))
  return (
    <>
      <GroupSetting {...{ sharing, settings, about, mayDecide, id: `permit-${purpose}` }} />
      {mayDecide && settings.some(isPermitted) ? (
        <div className="mt-4">
          <AskMembers question="sharing" {...{ purpose, about, asking: sharing.asking }} />
        </div>
      ) : null}
      {isClosed ? (
        <div className="mt-2 sm:ps-9">
          <Disclosure summary="Kind by kind">
            <div className="grid gap-8">{groups}</div>
          </Disclosure>
        </div>
      ) : (
        <div className="mt-8 grid gap-8 border-t border-rule pt-6">{groups}</div>
      )}
    </>
  )
}

const GROUPS = [
  { key: 'said_and_shown', words: 'what is said and shown' },
  { key: 'written', words: 'what is written' },
  { key: 'product_use', words: 'how the product is used' },
] as const

function Group({
  sharing,
  group,
  mayDecide,
}: {
  sharing: SharingPermission
  group: (typeof GROUPS)[number]
  mayDecide: boolean
}) {
  const { account } = useActing()
  const settings = sharing.settings.filter((setting) => setting.group === group.key)
  if (settings.length === 0) return null
  const about = `Sharing ${group.words} for ${lowerFirst(sharing.title)}`
  const id = `permit-${sharing.purpose}-${group.key}`
  return (
    <div>
      <GroupSetting {...{ sharing, settings, about, mayDecide, id }} />
      <div className="mt-2 sm:ps-9">
        <Disclosure summary={`One by one: ${titles(settings)}`}>
          <div className="grid gap-7">
            {settings.map((setting) => (
              <div key={setting.category}>
                <SettingState setting={setting} asking={sharing.asking} account={account} />
                <div className="mt-3">
                  {mayDecide ? <OneControl sharing={sharing} setting={setting} /> : null}
                </div>
              </div>
            ))}
          </div>
        </Disclosure>
      </div>
    </div>
  )
}

function OneControl({ sharing, setting }: { sharing: SharingPermission; setting: SettingView }) {
  const { control } = setting.sentences
  const about = lowerFirst(control.slice(0, control.lastIndexOf(': ')))
  const id = `permit-${sharing.purpose}-${setting.category ?? ''}`
  return <PermissionControl target={targetOf(sharing, [setting], about, id)} state={control} />
}

function GroupSetting({
  sharing,
  settings,
  about,
  mayDecide,
  id,
}: {
  sharing: SharingPermission
  settings: readonly SettingView[]
  about: string
  mayDecide: boolean
  id: string
}) {
  const { mark, state, details } = groupSetting(settings)
  return (
    <>
      <Sentence mark={mark} about={about} state={state}>
        {details.join(' ')}
      </Sentence>
      {mayDecide ? (
        <div className="mt-4">
          <PermissionControl
            target={targetOf(sharing, settings, lowerFirst(about), id)}
            state={`${about}: ${state}`}
          />
        </div>
      ) : null}
    </>
  )
}

function targetOf(
  { purpose, expected, askingModes }: SharingPermission,
  settings: readonly SettingView[],
  about: string,
  id: string,
): PermissionTarget {
  const open = settings.filter(({ ceiling }) => ceiling === 'open')
  return { id, question: 'sharing', purpose, about, expected, askingModes, settings: open }
}

function isPermitted({ ceiling, permission }: SettingView): boolean {
  return ceiling === 'open' && permission === 'members_decide'
}
