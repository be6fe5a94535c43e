/** An input without the members that were not given, as a command has it. */
export function withoutUndefined<Input extends object>(
  input: Input,
): { [Key in keyof Input]: Exclude<Input[Key], undefined> } {
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as { [Key in keyof Input]: Exclude<Input[Key], undefined> }
}
