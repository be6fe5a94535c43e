import type { ComponentProps } from 'react'
import { FieldNotes, fieldWiring, type FieldProps } from './field.tsx'
import { classNames } from './class-names.ts'

/** One statement a person confirms. Never ticked for them: it takes no default. */
export function Checkbox({
  name,
  id,
  label,
  hint,
  error,
  className,
  ...input
}: FieldProps & Omit<ComponentProps<'input'>, keyof FieldProps | 'type' | 'defaultChecked'>) {
  const wiring = fieldWiring({ name, label, hint, id, error })
  return (
    <div className={classNames(error && 'border-s-4 border-danger ps-4', className)}>
      <div className="grid grid-cols-[1.5rem_1fr] gap-x-3 py-2">
        <input type="checkbox" className="mt-px size-6" {...input} {...wiring} />
        <label htmlFor={wiring.id} className="max-w-measure">
          {label}
        </label>
        <div className="col-start-2">
          <FieldNotes id={wiring.id} hint={hint} error={error} />
        </div>
      </div>
    </div>
  )
}
