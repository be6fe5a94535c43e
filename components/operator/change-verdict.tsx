import { memo, type ReactNode } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { listOf } from '#components/ui/list-of.ts'
import {
  effectChoices,
  effectLabel,
  happened,
  needsNote,
  noteId,
  type DeskChange,
  type Said,
} from './review-words.ts'

type Props = {
  change: DeskChange
  said: Said | undefined
  isUnsaved: boolean
  /** A replaced contract has its texts folded: they are to be read as a whole. */
  isFolded: boolean
  /** Nothing is proposed of a text in a language that no machine here reads. */
  isJudged: boolean
  error: string | undefined
  onSay: (change: DeskChange, said: Said) => void
}

/** One change: its words, what is proposed and why, and what a person says. Of two hundred, only the one that is answered is drawn again. */
export const ChangeVerdict = memo(function ChangeVerdict(props: Props) {
  const { change, said, isUnsaved, isFolded, isJudged } = props
  const { key, name, before, marks } = change
  return (
    <li
      className={classNames(
        'border-b border-rule border-s-4 py-6 ps-4 [contain-intrinsic-height:auto_20rem] [content-visibility:auto] sm:ps-6',
        said === undefined ? 'border-s-transparent' : 'border-s-ink',
      )}
    >
      <article aria-labelledby={key}>
        <h3 id={key} className="font-serif text-xl font-semibold text-balance">
          {name}
        </h3>
        {before === null ? null : <p className="text-sm text-soft">Before: {before}</p>}
        {isUnsaved ? <p className="text-sm font-semibold text-accent">Not saved.</p> : null}
        <Proposal change={change} isJudged={isJudged} />
        {isFolded && marks !== null ? <Folded>{marks}</Folded> : marks}
        <Answer {...props} />
      </article>
    </li>
  )
})

function Folded({ children }: { children: ReactNode }) {
  return <Disclosure summary="Show its words">{children}</Disclosure>
}

/** The proposal is named and never selected: a person judges. */
function Proposal({ change, isJudged }: Pick<Props, 'change' | 'isJudged'>) {
  const { verdict, proposed, reasons, purposes } = change
  return (
    <div className="mt-2 max-w-measure">
      <p>
        {happened[verdict]}
        {isJudged ? (
          <>
            {' '}
            A machine proposes: <strong>{effectLabel(proposed)}</strong>.
          </>
        ) : null}
      </p>
      {reasons.length === 0 ? null : (
        <ul className="prose mt-1 text-sm">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {purposes.length === 0 ? null : (
        <p className="mt-1 text-sm text-soft">
          {listOf(purposes)} {purposes.length === 1 ? 'rests' : 'rest'} on it.
        </p>
      )}
    </div>
  )
}

function Answer({ change, said, error, onSay }: Props) {
  const note = said?.note ?? ''
  const isNeeded = said !== undefined && needsNote(change, said)
  return (
    <div className="mt-4 grid grid-cols-1 gap-4">
      <fieldset>
        <legend className="font-semibold">
          Your verdict <span className="sr-only">on {change.name}</span>
        </legend>
        <div className="mt-2 grid max-w-measure gap-x-3 gap-y-2 sm:grid-cols-3">
          {effectChoices.map(({ effect, label }) => (
            <label
              key={label}
              className="flex min-h-11 items-center gap-3 rounded-sm border-[1.5px] border-rule-strong bg-raised px-3 py-2 has-checked:border-ink has-checked:font-semibold"
            >
              <input
                type="radio"
                name={`verdict-${change.key}`}
                checked={said !== undefined && said.effect === effect}
                onChange={() => {
                  onSay(change, { effect, note })
                }}
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      {said === undefined ? null : (
        <div className="max-w-measure">
          <TextArea
            name={noteId(change)}
            label={isNeeded ? 'Why you see it otherwise' : 'A note, if you like'}
            hint="Readers see it beside the change."
            rows={2}
            maxLength={2000}
            value={note}
            error={isNeeded && note.trim() === '' ? error : undefined}
            onChange={(event) => {
              onSay(change, { effect: said.effect, note: event.currentTarget.value })
            }}
          />
        </div>
      )}
    </div>
  )
}
