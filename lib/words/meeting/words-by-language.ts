import type { Language } from '../language.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import type { MeetingWords } from './meeting-words.ts'

/** What the notice of a meeting says, by language. */
export const meetingWords: Readonly<Record<Language, MeetingWords>> = { en, de, fr }
