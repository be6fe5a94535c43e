import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { boxLook, Field, type FieldProps } from './field.tsx'

export function TextArea({
  name,
  id,
  label,
  hint,
  error,
  className,
  rows = 4,
  ...area
}: FieldProps & Omit<ComponentProps<'textarea'>, keyof FieldProps>) {
  return (
    <Field name={name} label={label} hint={hint} error={error} id={id}>
      {(wiring) => (
        <textarea
          rows={rows}
          className={classNames(boxLook, 'field-sizing-content', className)}
          {...area}
          {...wiring}
        />
      )}
    </Field>
  )
}
