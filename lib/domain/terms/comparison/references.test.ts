import { describe, expect, test } from 'vitest'
import { changedReferences } from './references.ts'

describe('references that changed, and nothing else', () => {
  test.each<[from: string, to: string, changed: string[]]>([
    ['as Section 10.2 says', 'as Section 10.5 says', ['10.2 10.5']],
    ['see clauses 7.4 to 7.7', 'see clauses 8.4 to 8.7', ['7.4 8.4', '7.7 8.7']],
    ['in Sections 12 and 14, that', 'in Sections 13 and 14, that', ['12 13']],
    ['under Section 4(a)(i)', 'under Section 4(b)(i)', ['4(a)(i) 4(b)(i)']],
    ['(see § 5)', '(see § 6)', ['5 6']],
    ['Article IV applies', 'Article V applies', ['IV V']],
    ['as in Exhibit A', 'as in Exhibit B', ['A B']],
    ['section 3.1.2 of this', 'section 3.1.3 of this', ['3.1.2 3.1.3']],
    ['siehe Abschnitt 4', 'siehe Abschnitt 5', ['4 5']],
    ['sections 13.a.i and 13.q', 'sections 13.b.i and 13.q', ['13.a 13.b']],
  ])('%s', (from, to, changed) => {
    expect(changedReferences(from, to)?.map((each) => `${each.from} ${each.to}`)).toEqual(changed)
  })

  test.each<[what: string, from: string, to: string]>([
    ['nothing', 'see Section 4', 'see Section 4'],
    ['other words too', 'see Section 4 now', 'see Section 5 later'],
    ['a number that is no reference', 'within 30 days', 'within 60 days'],
    ['one reference more', 'see Section 4', 'see Sections 4 and 5'],
    ['a price beside a reference', 'Section 4: 10 euros', 'Section 4: 20 euros'],
  ])('%s: none', (_what, from, to) => {
    expect(changedReferences(from, to)).toBeNull()
  })
})
