import type { Language } from './language.ts'

/** What stands around a page. Plain texts: they are handed to the browser. */
export type FrameWords = {
  readonly skip: string
  readonly noScript: string
  readonly site: string
  readonly terms: string
  readonly verify: string
  readonly readTerms: string
  readonly operator: string
  readonly signIn: string
  readonly signedInAs: string
  readonly signOut: string
  readonly colours: string
  readonly asDevice: string
  readonly light: string
  readonly dark: string
  /** After the name of whoever runs the site. */
  readonly keeps: string
}

export const frameWords: Readonly<Record<Language, FrameWords>> = {
  en: {
    skip: 'Skip to the content',
    noScript: 'You can read every page without JavaScript. To save an answer, turn it on.',
    site: 'Site',
    terms: 'Terms',
    verify: 'Verify a receipt',
    readTerms: 'Read the terms',
    operator: 'Operator',
    signIn: 'Sign in',
    signedInAs: 'Signed in as',
    signOut: 'Sign out',
    colours: 'Colours',
    asDevice: 'As my device',
    light: 'Light',
    dark: 'Dark',
    keeps: 'keeps its terms and your answers with Assent.',
  },
  de: {
    skip: 'Zum Inhalt springen',
    noScript:
      'Sie können jede Seite ohne JavaScript lesen. Um eine Antwort zu speichern, schalten Sie es ein.',
    site: 'Website',
    terms: 'Nutzungsbedingungen',
    verify: 'Beleg prüfen',
    readTerms: 'Nutzungsbedingungen lesen',
    operator: 'Betreiber',
    signIn: 'Anmelden',
    signedInAs: 'Angemeldet als',
    signOut: 'Abmelden',
    colours: 'Farben',
    asDevice: 'Wie mein Gerät',
    light: 'Hell',
    dark: 'Dunkel',
    keeps: 'verwahrt seine Bedingungen und Ihre Antworten mit Assent.',
  },
  fr: {
    skip: 'Aller au contenu',
    noScript:
      'Vous pouvez lire chaque page sans JavaScript. Pour enregistrer une réponse, activez-le.',
    site: 'Site web',
    terms: 'Conditions',
    verify: 'Vérifier un reçu',
    readTerms: 'Lire les conditions',
    operator: 'Exploitant',
    signIn: 'Se connecter',
    signedInAs: 'Connecté en tant que',
    signOut: 'Se déconnecter',
    colours: 'Couleurs',
    asDevice: 'Comme mon appareil',
    light: 'Clair',
    dark: 'Sombre',
    keeps: 'conserve ses conditions et vos réponses avec Assent.',
  },
}
