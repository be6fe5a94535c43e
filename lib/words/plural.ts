/** The form for a number, by the rules of the language (CLDR): "one clause", "3 clauses". */
export function plural(
  locale: string,
  count: number,
  forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string },
): string {
  const rules = rulesOf.get(locale) ?? new Intl.PluralRules(locale)
  rulesOf.set(locale, rules)
  return forms[rules.select(count)] ?? forms.other
}

const rulesOf = new Map<string, Intl.PluralRules>()
