'use client'

import { type MouseEvent, useEffect, useId, useRef } from 'react'

export type FieldError = {
  /** The id of the control to go to; without one the line is text. */
  field?: string | undefined
  message: string
}

/**
 * What has to be mended before a form can be saved. It takes the focus each time it is handed a new
 * list, and each line leads to its control. Renders nothing for an empty list.
 */
export function ErrorSummary({
  errors,
  title = 'This could not be saved yet',
}: {
  errors: readonly FieldError[]
  title?: string
}) {
  const box = useRef<HTMLDivElement>(null)
  const heading = useId()
  useEffect(() => box.current?.focus(), [errors])
  if (errors.length === 0) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="group"
      aria-labelledby={heading}
      className="max-w-measure border-[3px] border-danger p-5"
    >
      <h2 id={heading} className="text-lg font-semibold">
        {title}
      </h2>
      <ul className="mt-2 grid gap-1">
        {errors.map((error) => (
          <li key={`${error.field ?? ''} ${error.message}`}>
            {error.field === undefined ? (
              error.message
            ) : (
              <a
                href={`#${error.field}`}
                onClick={goToControl}
                className="font-semibold text-danger"
              >
                {error.message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Moves the focus into the control, its label in sight; the address bar stays as it was. */
function goToControl(press: MouseEvent<HTMLAnchorElement>): void {
  const control = document.getElementById(press.currentTarget.hash.slice(1))
  if (!control) return
  press.preventDefault()
  const label = document.querySelector(`label[for="${CSS.escape(control.id)}"]`)
  ;(label ?? control).scrollIntoView({ block: 'start' })
  control.focus({ preventScroll: true })
}
