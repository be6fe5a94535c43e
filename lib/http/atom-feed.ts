/** A feed as RFC 4287 describes it. Addresses are absolute, instants are any Date. */
export type AtomFeed = {
  readonly title: string
  readonly author: string
  /** Where the feed is; its id as well, because it stays where it is. */
  readonly self: string
  /** The page that says the same. */
  readonly alternate: string
  /** Newest first; at least one, because a feed says when it was updated. */
  readonly entries: readonly [AtomEntry, ...AtomEntry[]]
}

export type AtomEntry = {
  readonly title: string
  /** The entry's page, and its id. */
  readonly alternate: string
  /** Further pages, by what they are. */
  readonly related: readonly { readonly title: string; readonly href: string }[]
  readonly at: Date
  readonly summary: string
}

export function atomFeed({ title, author, self, alternate, entries }: AtomFeed): string {
  const updated = new Date(Math.max(...entries.map(({ at }) => at.getTime())))
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element('id', self),
    element('title', title),
    element('updated', updated.toISOString()),
    `<author>${element('name', author)}</author>`,
    link('self', self, { type: 'application/atom+xml' }),
    link('alternate', alternate, { type: 'text/html' }),
    ...entries.flatMap(entryLines),
    '</feed>',
    '',
  ].join('\n')
}

function entryLines({ title, alternate, related, at, summary }: AtomEntry): string[] {
  return [
    '<entry>',
    element('id', alternate),
    element('title', title),
    element('published', at.toISOString()),
    element('updated', at.toISOString()),
    link('alternate', alternate, { type: 'text/html' }),
    ...related.map(({ href, title }) => link('related', href, { title })),
    element('summary', summary),
    '</entry>',
  ]
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`
}

function link(rel: string, href: string, more: Readonly<Record<string, string>>): string {
  const attributes = Object.entries({ rel, href, ...more })
  return `<link ${attributes.map(([name, value]) => `${name}="${escaped(value)}"`).join(' ')}/>`
}

/** XML 1.0 has no way to write most control characters, escaped or not: they are left out. */
function escaped(text: string): string {
  const writable = text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
  return writable.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
