import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type FieldProps = {
  /** Also the control's id unless `id` is given, so that an error summary can link to `#name`. */
  name: string
  id?: string | undefined
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
}

/** What ties a control to its label's hint and to its error message. */
export type FieldWiring = {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** Label, hint and error around one control; the control takes the wiring that it is handed. */
export function Field({
  children,
  className,
  ...field
}: FieldProps & { className?: string; children: (wiring: FieldWiring) => ReactNode }) {
  const wiring = fieldWiring(field)
  return (
    <div className={classNames(field.error && 'border-s-4 border-danger ps-4', className)}>
      <label htmlFor={wiring.id} className="block font-semibold">
        {field.label}
      </label>
      <FieldNotes id={wiring.id} hint={field.hint} error={field.error} />
      <div className="mt-2">{children(wiring)}</div>
    </div>
  )
}

/** The hint and the error of a field, under the ids that `fieldWiring` names. */
export function FieldNotes({
  id,
  hint,
  error,
}: {
  id: string
  hint?: ReactNode
  error?: string | undefined
}) {
  return (
    <>
      {hint ? (
        <p id={`${id}-hint`} className="max-w-measure text-sm text-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1 max-w-measure font-semibold text-danger">
          <span className="sr-only">Problem: </span>
          {error}
        </p>
      ) : null}
    </>
  )
}

export function fieldWiring({ name, id = name, hint, error }: FieldProps): FieldWiring {
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return {
    id,
    name,
    'aria-describedby': notes === '' ? undefined : notes,
    'aria-invalid': error ? true : undefined,
  }
}

/** The look of a box that takes text: a whole border of a strong rule, ink when it is in use. */
export const boxLook =
  'block w-full rounded-sm border-[1.5px] border-rule-strong bg-raised px-3 py-2 text-base text-ink placeholder:text-soft focus:border-ink aria-invalid:border-danger disabled:bg-sunken disabled:text-soft'
