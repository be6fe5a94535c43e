/** Joins class names, leaving out what is false, null, undefined or empty; none at all is undefined. */
export function classNames(
  ...names: readonly (string | false | null | undefined)[]
): string | undefined {
  return names.filter(Boolean).join(' ') || undefined
}
