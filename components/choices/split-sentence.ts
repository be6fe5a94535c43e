/** "Meeting summary: you are left out." as what it is about and the state, which is said in strong. */
export function splitSentence(sentence: string): {
  readonly about: string
  readonly state: string
} {
  const at = sentence.lastIndexOf(': ')
  return { about: sentence.slice(0, at), state: sentence.slice(at + 2) }
}
