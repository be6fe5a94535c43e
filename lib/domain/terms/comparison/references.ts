/** A number of a clause that a text refers to, and where it stands. */
type Mention = { number: string; start: number; end: number }

export type ChangedReference = { from: string; to: string }

const unit =
  '(?:sub-?)?(?:sections?|clauses?|articles?|paragraphs?|exhibits?|schedules?|annex(?:es)?|appendix|appendices|chapters?|parts?|items?|abschnitte?[sn]?|ziffern?|absatz|artikeln?|klauseln?|sección|secciones|cláusulas?|artículos?|sezion[ei]|clausol[ae]|articol[io]|artikelen|artikel|hoofdstuk|bepaling(?:en)?)|§§?|art\\.'
const count =
  '(?:\\d{1,3}(?:\\.\\d{1,3})*(?:\\.?[a-z]\\b)?|[IVXLC]+\\b|[A-Z]\\b)(?:\\([a-zA-Z0-9]{1,4}\\))*'
const joint =
  '(?:\\s*(?:,|;|&|/|-|–|—)\\s*(?:and |or )?|\\s+(?:and|or|to|through|und|oder|bis|et|ou|à|y|o|a|en|of|tot|e)\\s+)'
const reference = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${unit})\\s*(${count}(?:${joint}(?:(?:${unit})\\s*)?${count})*)`,
  'giu',
)
const single = new RegExp(count, 'g')

/**
 * The references that differ where two texts say the same otherwise; null where other words differ too, or
 * none does.
 */
export function changedReferences(from: string, to: string): ChangedReference[] | null {
  const [old, now] = [mentionsIn(from), mentionsIn(to)]
  if (old.length === 0 || old.length !== now.length) return null
  if (withoutNumbers(from, old) !== withoutNumbers(to, now)) return null
  const changed = old.flatMap(({ number }, place): ChangedReference[] => {
    const other = now[place]?.number ?? ''
    return number === other ? [] : [{ from: number, to: other }]
  })
  return changed.length > 0 ? changed : null
}

function mentionsIn(text: string): Mention[] {
  return Array.from(text.matchAll(reference)).flatMap((found) => {
    const list = found[1] ?? ''
    const from = found.index + found[0].length - list.length
    return Array.from(list.matchAll(single), ({ 0: number, index }) => ({
      number,
      start: from + index,
      end: from + index + number.length,
    }))
  })
}

function withoutNumbers(text: string, mentions: readonly Mention[]): string {
  let from = 0
  const parts = mentions.map(({ start, end }) => {
    const part = text.slice(from, start)
    from = end
    return part
  })
  return [...parts, text.slice(from)].join('#').replace(/\s+/g, '')
}
