import Link from 'next/link'
import { FinePrint, Sentence } from '#components/ui/sentence.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import type { ControlView } from '#lib/queries/answers.ts'
import { paths } from '#lib/paths.ts'
import { CarriesOn } from './carries-on.tsx'
import { ChangesSince } from './changes-since.tsx'
import { controlMark } from './control-mark.ts'
import { splitSentence } from './split-sentence.ts'

/** Where a control stands: the state, what the person said, what happens now, why, and what it rests on. */
export function ControlState({ control, account }: { control: ControlView; account: string }) {
  const { said, now, why } = control.sentences
  return (
    <>
      <Sentence mark={controlMark(control)} {...splitSentence(control.sentences.control)}>
        {[said, now, ...why].filter((each) => each !== '').join(' ')}
      </Sentence>
      <CarriesOn controls={[control]} />
      <FinePrint>
        <Evidence control={control} account={account} />
      </FinePrint>
    </>
  )
}

function Evidence({ control, account }: { control: ControlView; account: string }) {
  const { answered, asked, otherGround, ceiling, permission, status, isRuledOut } = control
  return (
    <>
      {answered === null ? null : (
        <>
          You answered on <Timestamp at={answered.at} />
          {answered.under.map(({ documentTitle, number }) => (
            <span key={documentTitle}>
              , under {documentTitle}, version {number}
            </span>
          ))}
          .{' '}
          <Link href={paths.receipt(account, answered.receiptId)} prefetch={false}>
            The receipt
          </Link>{' '}
          keeps the texts you saw.{' '}
          {status === 'stale' ? <ChangesSince under={answered.under} /> : null}
        </>
      )}
      {asked === null ? null : (
        <>
          You were asked on <Timestamp at={asked.at} />.{' '}
        </>
      )}
      {otherGround === null ? null : <>The ground your organisation recorded: {otherGround}. </>}
      {ceiling === 'open' && !isRuledOut && permission !== 'members_decide'
        ? 'An owner or admin of your organisation can change that.'
        : null}
    </>
  )
}
