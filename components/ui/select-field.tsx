import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { boxLook, Field, type FieldProps } from './field.tsx'

export type SelectOption = { value: string; label: string }

/** Without a value of its own it begins on `prompt`, an option that stands for no answer yet. */
export function SelectField({
  name,
  id,
  label,
  hint,
  error,
  className,
  options,
  prompt,
  ...select
}: FieldProps &
  Omit<ComponentProps<'select'>, keyof FieldProps | 'children' | 'multiple'> & {
    options: readonly SelectOption[]
    prompt?: string
  }) {
  return (
    <Field name={name} label={label} hint={hint} error={error} id={id}>
      {(wiring) => (
        <select className={classNames(boxLook, 'min-h-11 pe-8', className)} {...select} {...wiring}>
          {prompt === undefined ? null : <option value="">{prompt}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
