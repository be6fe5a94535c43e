/** The languages that whoever has a link to a meeting is spoken to in; the first where no other fits. BCP 47. */
export const LANGUAGES = ['en', 'de', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** What each calls itself: a switch that only speaks one language helps nobody. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
}

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text)
}
