/** What a host's sentence says after its first words, where the state stands before it already. */
export function whyOnly(title: string, sentence: string): string {
  for (const start of [`${title} may not run: `, `${title} may run. `])
    if (sentence.startsWith(start)) {
      const why = sentence.slice(start.length)
      return `${why.charAt(0).toUpperCase()}${why.slice(1)}`
    }
  return sentence
}
