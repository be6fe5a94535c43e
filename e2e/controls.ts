import type { Locator, Page } from '@playwright/test'

/** A button as a person meets it: its name, and everything about its look that could speak for or against it. */
export type ButtonLook = { readonly name: string; readonly look: Readonly<Record<string, string>> }

/** The pairs of a yes and a no on a page, each in the order of the document. */
export async function pairsOn(page: Page): Promise<(readonly [ButtonLook, ButtonLook])[]> {
  const groups = page.locator('main [role=group][aria-label]')
  const found = await groups.evaluateAll((all, properties) => {
    const lookOf = (button: HTMLElement) => {
      const style = getComputedStyle(button)
      const { width, height } = button.getBoundingClientRect()
      const look: Record<string, string> = { tag: button.tagName, type: button.className }
      for (const property of properties) look[property] = style.getPropertyValue(property)
      return {
        name: button.ariaLabel ?? button.textContent,
        look: { ...look, width: width.toFixed(), height: height.toFixed() },
      }
    }
    return all.map((group) => [...group.querySelectorAll('button')].map(lookOf))
  }, lookProperties)
  return found.flatMap(([yes, no]) => (yes === undefined || no === undefined ? [] : [[yes, no]]))
}

/** The same of any one button or link that looks like one, but for its words and its kind of element. */
export async function lookOf(control: Locator): Promise<Readonly<Record<string, string>>> {
  return control.evaluate((element, properties) => {
    const style = getComputedStyle(element)
    const { width, height } = element.getBoundingClientRect()
    const look: Record<string, string> = { width: width.toFixed(), height: height.toFixed() }
    for (const property of properties) look[property] = style.getPropertyValue(property)
    return look
  }, lookProperties)
}

const lookProperties = [
  'background-color',
  'border',
  'border-radius',
  'box-shadow',
  'color',
  'cursor',
  'font',
  'letter-spacing',
  'opacity',
  'padding',
  'text-align',
  'text-decoration-line',
  'text-transform',
]

/**
 * The controls that a yes can be said on and before which something is missing that a person has to read
 * first: GDPR, article 13 and article 7(3). A fact that several controls share may stand above them all.
 */
export async function controlsWithoutTheirFacts(page: Page): Promise<string[]> {
  return page.getByRole('main').evaluate((main, facts) => {
    const stands = (root: Element, control: Element, fact: string) =>
      [...root.querySelectorAll('dt, summary, p, dd')].some(
        (element) =>
          new RegExp(fact).test(element.textContent) &&
          (control.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0,
      )
    const controls = [...main.querySelectorAll('[role=group][aria-label]')]
    return controls.flatMap((control) => {
      const section = control.closest('section')
      if (control.querySelectorAll('button').length < 2 || section === null) return []
      const missing = [
        ...facts.beside.filter((fact) => !stands(section, control, fact)),
        ...facts.above.filter((fact) => !stands(main, control, fact)),
      ]
      return missing.map((fact) => `${control.ariaLabel ?? ''} has no "${fact}" before it`)
    })
  }, factsToRead)
}

const factsToRead = {
  beside: ['^How to take a yes back$', 'clauses? it rests on: .+, version \\d', '\\?'],
  above: [
    '^Who is responsible$',
    '^Who receives it$',
    '^How long it is kept$',
    '^Where it is stored$',
    '^How long a yes lasts$',
    '^How to complain$',
  ],
}
