import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { boxLook, Field, type FieldProps } from './field.tsx'

export function TextField({
  name,
  id,
  label,
  hint,
  error,
  className,
  ...input
}: FieldProps & Omit<ComponentProps<'input'>, keyof FieldProps>) {
  return (
    <Field name={name} label={label} hint={hint} error={error} id={id}>
      {(wiring) => (
        <input
          type="text"
          className={classNames(boxLook, 'min-h-11', className)}
          {...input}
          {...wiring}
        />
      )}
    </Field>
  )
}
