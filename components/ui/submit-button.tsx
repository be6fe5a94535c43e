'use client'

import { useEffect, useState } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { classNames } from './class-names.ts'
import { useHydrated } from './use-hydrated.ts'

/**
 * The button of a client form. It waits for hydration, takes one press at a time, keeps its place and
 * its focus while the answer is under way, and after a second says so in `pendingText`.
 */
export function SubmitButton({
  pending,
  pendingText,
  children,
  onClick,
  className,
  disabled,
  ...rest
}: ButtonProps & { pending: boolean; pendingText: string }) {
  const hydrated = useHydrated()
  const slow = useSlow(pending)
  return (
    <>
      <Button
        type="submit"
        {...rest}
        disabled={disabled === true || !hydrated}
        data-hydrated={hydrated}
        aria-disabled={pending || undefined}
        className={classNames('submit-button', className)}
        // Disabled would drop the focus of the person who pressed it, so the press is swallowed instead.
        onClick={(press) => {
          if (pending) press.preventDefault()
          else onClick?.(press)
        }}
      >
        {/* Both words lie in one cell: the button is as wide as the longer and never jumps. */}
        <span className="grid">
          <span className={classNames('col-start-1 row-start-1', slow && 'invisible')}>
            {children}
          </span>
          <span className={classNames('col-start-1 row-start-1', !slow && 'invisible')}>
            {pendingText}
          </span>
        </span>
      </Button>
      <span role="status" className="sr-only">
        {slow ? pendingText : ''}
      </span>
    </>
  )
}

const slowAfterMs = 1000

function useSlow(pending: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!pending) return
    const timer = setTimeout(() => setSlow(true), slowAfterMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [pending])
  return pending && slow
}
