import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/**
 * A yes and a no side by side, as wide as each other: neither comes easier to the hand or the eye.
 * `inset` sets them under the words of a Sentence, past its mark. `narrow` keeps them side by side on a phone
 * too: for labels of two or three words.
 */
export function ChoicePair({
  children,
  inset = false,
  narrow = false,
}: {
  children: readonly [ReactNode, ReactNode]
  inset?: boolean
  narrow?: boolean
}) {
  return (
    <div
      className={classNames(
        'grid max-w-measure auto-rows-fr gap-3 *:w-full',
        narrow ? 'grid-cols-2' : 'sm:grid-cols-2',
        inset && 'sm:ps-9',
      )}
    >
      {children}
    </div>
  )
}
