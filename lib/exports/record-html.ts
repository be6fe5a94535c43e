/** A member's record as a page that is read without any portal. */
export type RecordHtml = {
  readonly title: string
  /** Paragraphs below the title. */
  readonly about: readonly string[]
  /** Newest first. */
  readonly acts: readonly ActHtml[]
}

export type ActHtml = {
  readonly at: Date
  readonly sentence: string
  readonly details: readonly string[]
  readonly terms: readonly { readonly title: string; readonly number: number }[]
  /** The index of its entry; the one it would take now where it has none yet. */
  readonly position: number
}

/** The whole document, without a script and without anything to fetch. */
export function recordHtml({ title, about, acts }: RecordHtml): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
<h1>${escape(title)}</h1>
${about.map((text) => `<p>${escape(text)}</p>`).join('\n')}
<ol>
${acts.map(actHtml).join('\n')}
</ol>
</html>
`
}

function actHtml({ at, sentence, details, terms, position }: ActHtml): string {
  const exact = at.toISOString()
  const lines = [
    ...details,
    ...terms.map((each) => `${each.title}, version ${String(each.number)}`),
    `Entry ${String(position)} of the ledger`,
  ]
  const list = lines.map((line) => `<li>${escape(line)}</li>`).join('')
  return `<li><time datetime="${exact}">${when.format(at)} UTC</time><p>${escape(sentence)}</p><ul>${list}</ul></li>`
}

const when = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
})

const style =
  ':root{color-scheme:light dark}body{font:1.0625rem/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}' +
  'h1{font-weight:400}ol,ul{list-style:none;padding:0}ol>li{border-top:1px solid;padding:.75rem 0;break-inside:avoid}' +
  'time,ul{font:.875rem/1.5 system-ui,sans-serif}p{margin:.25rem 0}'

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${String(letter.charCodeAt(0))};`)
}
