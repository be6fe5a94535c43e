import Link from 'next/link'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

/**
 * `choice` is the one look for a yes and for a no, used twice side by side; `primary` is the single
 * main act of a page; `quiet` is everything else.
 */
export type ButtonVariant = 'choice' | 'primary' | 'quiet'

export type ButtonProps = ComponentProps<'button'> & { variant?: ButtonVariant }

export function Button({ variant = 'choice', type = 'button', className, ...rest }: ButtonProps) {
  return <button type={type} className={classNames(buttonLook(variant), className)} {...rest} />
}

/** A link with the look of a button, for an act that begins on another page. */
export function ButtonLink({
  variant = 'choice',
  className,
  ...rest
}: ComponentProps<typeof Link> & { variant?: ButtonVariant }) {
  return <Link className={classNames(buttonLook(variant), className)} {...rest} />
}

const shape =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-sm border-[1.5px] py-2 text-center font-sans text-base/tight font-semibold no-underline transition-colors disabled:cursor-default aria-disabled:cursor-default'

const looks: Record<ButtonVariant, string> = {
  choice:
    'border-ink px-4 bg-raised text-ink enabled:hover:bg-ink enabled:hover:text-paper [a&]:hover:bg-ink [a&]:hover:text-paper',
  primary:
    'border-accent px-4 bg-accent text-accent-ink enabled:hover:border-ink enabled:hover:bg-ink enabled:hover:text-paper [a&]:hover:border-ink [a&]:hover:bg-ink [a&]:hover:text-paper',
  quiet:
    'border-transparent px-1 bg-transparent text-accent underline decoration-1 underline-offset-4 enabled:hover:decoration-2 [a&]:hover:decoration-2',
}

export function buttonLook(variant: ButtonVariant): string {
  return `${shape} ${looks[variant]}`
}
