/** Words as one enumeration: "audio, video and chat". */
export function listOf(words: readonly string[]): string {
  return format.format(words)
}

const format = new Intl.ListFormat('en-GB', { type: 'conjunction' })
