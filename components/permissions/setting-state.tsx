import Link from 'next/link'
import { FinePrint, Sentence } from '#components/ui/sentence.tsx'
import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import type { AskingView, SettingView } from '#lib/queries/permissions.ts'
import { paths } from '#lib/paths.ts'
import { yesWords } from './shown-words.ts'

/** What an account has decided about one thing: the sentence, who decided, how members were asked, how many say yes. */
export function SettingState({
  setting,
  asking,
  account,
}: {
  setting: SettingView
  asking: AskingView | null
  account: string
}) {
  const { control, now } = setting.sentences
  const at = control.lastIndexOf(': ')
  const isPermitted = setting.permission === 'members_decide' && setting.ceiling === 'open'
  return (
    <>
      <Sentence
        mark={settingMark(setting)}
        about={control.slice(0, at)}
        state={control.slice(at + 2)}
      >
        {now}
      </Sentence>
      <FinePrint>
        <Decided setting={setting} account={account} />
        {isPermitted && asking !== null ? <Asked asking={asking} /> : null}
        {isPermitted ? yesWords(setting.yes) : null}
      </FinePrint>
    </>
  )
}

function settingMark({
  ceiling,
  permission,
}: Pick<SettingView, 'ceiling' | 'permission'>): StateMarkKind {
  if (ceiling === 'forbidden') return 'forbidden'
  if (ceiling === 'no_choice' || permission === 'off') return 'locked'
  return permission === 'members_decide' ? 'given' : 'not-given'
}

export const permissionMarkMeanings = {
  given: 'Members decide for themselves.',
  'not-given': 'Nothing decided yet. It counts as off.',
  locked: 'Off for everyone, or set by the terms.',
} as const

function Decided({ setting, account }: { setting: SettingView; account: string }) {
  const { decidedAt, decidedBy, receiptId } = setting
  if (decidedAt === null) return null
  return (
    <>
      Decided{decidedBy === null ? '' : ` by ${decidedBy}`} on <Timestamp at={decidedAt} />
      {receiptId === null ? null : (
        <>
          {' ('}
          <Link href={paths.receipt(account, receiptId)} prefetch={false}>
            the document
          </Link>
          )
        </>
      )}
      .{' '}
    </>
  )
}

function Asked({ asking: { mode, reference, at, by } }: { asking: AskingView }) {
  const who = by === null ? '' : ` by ${by}`
  switch (mode) {
    case 'ask_now':
      return (
        <>
          Members were asked{who} on <Timestamp at={at} />.{' '}
        </>
      )
    case 'other_ground':
      return (
        <>
          It rests on another ground, recorded{who}: {reference}.{' '}
        </>
      )
    case 'not_yet':
      return <>Members are not asked yet. </>
  }
}
