/** Bytes or text that are not in the form they claim. The message says what is wrong, for a person to read. */
export class FormatError extends Error {
  override name = 'FormatError'
}
