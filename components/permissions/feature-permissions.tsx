'use client'

import type { ReactNode } from 'react'
import { useActing } from '#components/api/acting.tsx'
import { lowerFirst } from '#components/ui/lower-first.ts'
import type { PurposePermissions, SettingView } from '#lib/queries/permissions.ts'
import { AskMembers } from './ask-members.tsx'
import { PermissionControl } from './permission-control.tsx'
import type { PermissionTarget } from './permission-target.ts'
import { SettingState } from './setting-state.tsx'

export type FeaturePermission = Pick<
  PurposePermissions,
  'purpose' | 'title' | 'summary' | 'expected' | 'asking' | 'askingModes'
> & {
  readonly setting: SettingView
  /** Its notice and its clauses, as they are set on the server. */
  readonly texts: ReactNode
}

/** Each feature with what is decided about it; the controls only for those who may decide. */
export function FeaturePermissions({
  features,
  mayDecide,
}: {
  features: readonly FeaturePermission[]
  mayDecide: boolean
}) {
  const { account } = useActing()
  return (
    <div className="grid gap-10">
      {features.map((feature) => (
        <section
          key={feature.purpose}
          id={feature.purpose}
          aria-labelledby={`${feature.purpose}-title`}
          className="border-t border-rule pt-6"
        >
          <h3 id={`${feature.purpose}-title`} className="font-serif text-xl font-[520]">
            {feature.title}
          </h3>
          <p className="mt-1 mb-4 max-w-measure text-soft">{feature.summary}</p>
          {feature.texts}
          <div className="mt-4 grid gap-4">
            <div>
              <SettingState setting={feature.setting} asking={feature.asking} account={account} />
            </div>
            {mayDecide ? <Controls feature={feature} /> : null}
          </div>
        </section>
      ))}
    </div>
  )
}

function Controls({ feature }: { feature: FeaturePermission }) {
  const { purpose, title, expected, askingModes, setting, asking } = feature
  const about = lowerFirst(title)
  const target: PermissionTarget = {
    id: `permit-${purpose}`,
    question: 'features',
    purpose,
    about,
    expected,
    askingModes,
    settings: setting.ceiling === 'open' ? [setting] : [],
  }
  const mayAsk =
    setting.ceiling === 'open' &&
    setting.permission === 'members_decide' &&
    asking?.mode !== 'other_ground'
  return (
    <>
      <PermissionControl target={target} state={setting.sentences.control} />
      {mayAsk ? <AskMembers question="features" {...{ purpose, about, asking }} /> : null}
    </>
  )
}
