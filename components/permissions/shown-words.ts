import type { ShownCount } from '#lib/domain/consent/impact.ts'

/** A masked number of people in words: "not everyone" stands for nobody as well. */
export function shownWords(count: ShownCount): string {
  switch (count.shown) {
    case 'everyone':
      return 'everyone'
    case 'not_everyone':
      return 'not everyone'
    case 'count':
      return `${count.count} of ${count.of}`
  }
}

/** How many members say yes, as a sentence of the page. */
export function yesWords(count: ShownCount): string {
  switch (count.shown) {
    case 'everyone':
      return 'Everyone says yes.'
    case 'not_everyone':
      return 'Not everyone says yes.'
    case 'count':
      return `${count.count} of ${count.of} members say yes.`
  }
}
