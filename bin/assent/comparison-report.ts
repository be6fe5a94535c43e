import type { ClauseChangeView, ClauseName, ComparisonView } from '#lib/queries/terms-comparison.ts'

/**
 * A comparison for whoever sits at a terminal: what matters in the first line, then each clause that changed,
 * with words `[-gone-]` and `{+new+}`. `isColoured`: marks are coloured as well.
 */
export function comparisonReport(comparison: ComparisonView, isColoured: boolean): string {
  const paint = isColoured ? coloured : plain
  const body = comparison.replaced ? replacementLines(comparison) : changeLines(comparison, paint)
  return [headline(comparison), ...judgementLines(comparison), '', ...body].join('\n').trimEnd()
}

type Paint = { gone: (text: string) => string; added: (text: string) => string }
const plain: Paint = { gone: (text) => `[-${text}-]`, added: (text) => `{+${text}+}` }
const coloured: Paint = {
  gone: (text) => `\u001B[31m[-${text}-]\u001B[0m`,
  added: (text) => `\u001B[32m{+${text}+}\u001B[0m`,
}

function headline({ replaced, otherLanguage, summary, from, to }: ComparisonView): string {
  if (replaced) {
    const language = otherLanguage ? ' Are they in different languages?' : ''
    return `The whole contract was replaced: ${from.clauses} clauses before, ${to.clauses} now.${language}`
  }
  const same = summary.unchanged + summary.formatting
  const parts = [
    [summary.widened, 'may give the platform more'],
    [summary.narrowed, 'may give it less'],
    [summary.rewritten, 'rewritten'],
    [summary.added, 'added'],
    [summary.removed, 'removed'],
    [summary.moved, 'moved'],
    [summary['cross-reference'], 'with another cross-reference'],
    [same, 'the same'],
  ] as const
  const counts = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  if (same === from.clauses && same === to.clauses) return `Nothing changed in ${same} clauses.`
  return `${from.clauses} ${from.clauses === 1 ? 'clause' : 'clauses'} before, ${to.clauses} now: ${counts.join(', ')}.`
}

function judgementLines({ judged, otherLanguage, replaced }: ComparisonView): string[] {
  if (judged) return []
  const languages = otherLanguage && !replaced ? ['The two seem to be in different languages.'] : []
  return [
    ...languages,
    'Only English texts are read for what gives the platform more or less: nothing is proposed here.',
  ]
}

/** Of a replaced contract only what the new one gives or takes: the rest is to be read as a new text. */
function replacementLines({ clauses }: ComparisonView): string[] {
  const kept = clauses.filter(({ from, to }) => from !== null && to !== null)
  const telling = clauses.filter(({ verdict, effect }) => verdict === 'added' && effect !== null)
  return [
    ...(telling.length === 0
      ? ['Read it as a new text.']
      : ['Read it as a new text. What its clauses may do with data:', '']),
    ...telling.flatMap((change) => [nameOf(change.to), ...reasonLines(change)]),
    ...kept.map(({ from, to }) => `${nameOf(from)} is word for word ${nameOf(to)}`),
  ]
}

function changeLines({ clauses }: ComparisonView, paint: Paint): string[] {
  const lines: string[] = []
  let folded = 0
  const unfold = (): void => {
    if (folded > 0)
      lines.push(`… ${folded} ${folded === 1 ? 'clause says' : 'clauses say'} the same`, '')
    folded = 0
  }
  for (const change of clauses) {
    if (change.decided) {
      folded++
      continue
    }
    unfold()
    lines.push(titleLine(change), ...reasonLines(change), ...wordLines(change, paint), '')
  }
  unfold()
  return lines
}

function titleLine({ verdict, from, to, merged, split }: ClauseChangeView): string {
  const old = (merged ?? (from ? [from] : [])).map(nameOf).join(' + ')
  const now = (split ?? (to ? [to] : [])).map(nameOf).join(' + ')
  const name = old === now ? now : [old, now].filter((part) => part !== '').join(' → ')
  return `${verdict.toUpperCase()}  ${name}`
}

function nameOf(name: ClauseName | null): string {
  if (name === null) return ''
  const words = [name.number, name.title].filter((part) => part !== null).join(' ')
  return printable(words === '' ? name.id : words)
}

function reasonLines({ reasons }: ClauseChangeView): string[] {
  return reasons.map((reason) => `  - ${printable(reason)}`)
}

/** A clause that only moved says the same; of the others long runs of the same words are folded. */
function wordLines({ verdict, changes }: ClauseChangeView, paint: Paint): string[] {
  if (verdict === 'moved') return []
  const words = changes.map(({ op, text }, at) => {
    if (op === 'delete') return spaced(text, paint.gone)
    if (op === 'insert') return spaced(text, paint.added)
    return foldRun(printable(text), at === 0, at === changes.length - 1)
  })
  return [`  ${words.join('').trim()}`]
}

/** The spaces around marked words stay outside the mark, where the eye expects them. */
function spaced(text: string, mark: (text: string) => string): string {
  const words = text.trim()
  if (words === '') return ' '
  const [before, behind] = [text.startsWith(' '), text.endsWith(' ')].map((is) => (is ? ' ' : ''))
  return `${before}${mark(printable(words))}${behind}`
}

const shownBeside = 60

function foldRun(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 3 * shownBeside) return text
  const head = isFirst ? '' : text.slice(0, text.indexOf(' ', shownBeside) + 1)
  const tail = isLast ? '' : text.slice(text.lastIndexOf(' ', text.length - shownBeside))
  return `${head}…${tail}`
}

/** What a document holds must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
}
