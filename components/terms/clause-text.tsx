import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { ComponentProps, ReactElement } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { type ClauseHead, layoutClause } from './clause-layout.ts'
import { clauseTree } from './clause-markdown.ts'

export type ClauseContent = ClauseHead & {
  /** The clause's exact Markdown. */
  text: string
}

/**
 * One clause, readable: its Markdown as elements, raw HTML as text. Stands in an element of class `legal`.
 * The number links to `href`, by default the clause's place on this page. Top clauses' titles are headings
 * of level `headingBase`; null makes them plain bold lines, for a clause quoted inside something else.
 */
export function ClauseText({
  clause,
  href = `#${clause.id}`,
  headingBase = 2,
  definitions = '',
}: {
  clause: ClauseContent
  href?: string
  headingBase?: number | null
  definitions?: string
}) {
  const key = JSON.stringify([href, headingBase, definitions, clause])
  const known = rendered.get(key)
  if (known !== undefined) return known
  const tree = layoutClause(clauseTree(clause.text, definitions), clause, { href, headingBase })
  const content = toJsxRuntime(tree, {
    Fragment,
    jsx,
    jsxs,
    components: { table: WideTable },
  }) as ReactElement
  if (rendered.size >= renderedLimit) rendered.delete(rendered.keys().next().value ?? key)
  rendered.set(key, content)
  return content
}

// Published text never changes, and reading 90 kB of Markdown anew for each reader costs 100 ms.
const rendered = new Map<string, ReactElement>()
const renderedLimit = 2_000

/** A table wider than the page scrolls by itself, and by keyboard. */
function WideTable(table: ComponentProps<'table'>) {
  return (
    <div className="legal-table" role="region" aria-label="Table" tabIndex={0}>
      <table {...table} />
    </div>
  )
}
