import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { FieldNotes, fieldWiring, type FieldProps } from './field.tsx'

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode }

/**
 * One question, its answers alike. Nothing is selected unless `value` says what the person themself
 * picked on this page: there is no default.
 */
export function RadioGroup({
  name,
  id = name,
  label,
  hint,
  error,
  options,
  value,
  onValueChange,
  disabled,
  className,
}: FieldProps & {
  options: readonly RadioOption[]
  value?: string | null
  onValueChange?: (value: string) => void
  disabled?: boolean
  className?: string
}) {
  const wiring = fieldWiring({ name, id, label, hint, error })
  return (
    <fieldset
      disabled={disabled}
      aria-describedby={wiring['aria-describedby']}
      className={classNames(error && 'border-s-4 border-danger ps-4', className)}
    >
      <legend className="font-semibold">{label}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
      <div className="mt-2 grid gap-1">
        {options.map((option, place) => (
          <RadioRow
            key={option.value}
            // The first answer carries the group's id, so that an error summary's link lands on it.
            id={place === 0 ? id : `${id}-${option.value}`}
            name={name}
            option={option}
            {...(onValueChange
              ? { checked: value === option.value, onChange: () => onValueChange(option.value) }
              : {})}
          />
        ))}
      </div>
    </fieldset>
  )
}

function RadioRow({
  id,
  name,
  option,
  ...state
}: {
  id: string
  name: string
  option: RadioOption
  checked?: boolean
  onChange?: () => void
}) {
  return (
    <div className="grid grid-cols-[1.5rem_1fr] gap-x-3 py-2">
      <input
        type="radio"
        id={id}
        name={name}
        value={option.value}
        aria-describedby={option.hint ? `${id}-about` : undefined}
        className="mt-px size-6"
        {...state}
      />
      <label htmlFor={id} className="max-w-measure">
        {option.label}
      </label>
      {option.hint ? (
        <p id={`${id}-about`} className="col-start-2 max-w-measure text-sm text-soft">
          {option.hint}
        </p>
      ) : null}
    </div>
  )
}
