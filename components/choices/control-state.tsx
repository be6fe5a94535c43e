import Link from 'next/link'
import { FinePrint, Sentence } from '#components/ui/sentence.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import type { AnsweredUnder, ControlView } from '#lib/queries/answers.ts'
import { paths } from '#lib/paths.ts'
import { controlMark } from './control-mark.ts'
import { splitSentence } from './split-sentence.ts'

/** Where a control stands: the state, what the person said, what happens now, why, and what it rests on. */
export function ControlState({ control, account }: { control: ControlView; account: string }) {
  const { said, now, why } = control.sentences
  return (
    <>
      <Sentence mark={controlMark(control)} {...splitSentence(control.sentences.control)}>
        {[said, now, ...why].join(' ')}
      </Sentence>
      {control.carried === null ? null : <CarriesOn {...control} carried={control.carried} />}
      <FinePrint>
        <Evidence control={control} account={account} />
      </FinePrint>
    </>
  )
}

/** The terms changed under a yes and it stands: said once, where one would look for it. */
function CarriesOn({
  carried: { since, words },
  answered,
}: {
  carried: NonNullable<ControlView['carried']>
  answered: ControlView['answered']
}) {
  return (
    <p className="mt-1 max-w-measure ps-9">
      The terms changed on <Timestamp at={since} detail="day" />: {words}{' '}
      <ChangesSince under={answered?.under ?? []} />
    </p>
  )
}

function Evidence({ control, account }: { control: ControlView; account: string }) {
  const { answered, asked, otherGround, ceiling, permission, status } = control
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
      {ceiling === 'open' && permission !== 'members_decide'
        ? 'An owner or admin of your organisation can change that.'
        : null}
    </>
  )
}

/** An answer that is needed again: what it was given under, beside what holds now. */
function ChangesSince({ under }: { under: readonly AnsweredUnder[] }) {
  return under
    .filter(({ isInForce }) => !isInForce)
    .map(({ documentSlug, documentTitle, number }) => (
      <span key={documentSlug}>
        <Link href={paths.termsChanges(documentSlug, { from: number })} prefetch={false}>
          See what changed since<span className="sr-only"> in {documentTitle}</span>
        </Link>
        .{' '}
      </span>
    ))
}
