import type { Language } from '../language.ts'
import { plural } from '../plural.ts'
import type { NoticeWords } from './notice-words.ts'

/** What stands around the words of a notice, by language. */
export const noticeWords: Readonly<Record<Language, NoticeWords>> = {
  en: {
    locale: 'en-GB',
    takesIn: 'It takes in',
    takesNotIn: 'It does not take in',
    kept: 'How long it is kept',
    receives: 'Who receives it',
    responsible: 'Who is responsible',
    rest: 'What it leaves alone, your rights, and how to complain',
    takeBack: 'How to take a yes back',
    effects: 'What that asks of others',
    within: (duration) => `Within ${duration}.`,
    lasts: 'How long a yes lasts',
    untilMeetingEnds: 'Until this meeting ends, unless you take it back before.',
    complain: 'How to complain',
    reachResponsible: 'How to reach who is responsible',
    onBehalf: 'Who works on their behalf',
    reachReceivers: 'How to reach who receives it',
    stored: 'Where it is stored',
    thisNotice: 'This notice',
    number: (number, language) => `Number ${String(number)}, in ${nameOf('en', language)}`,
    clauses: (count, sources) =>
      plural('en', count, {
        one: `The clause it rests on: ${sources}`,
        other: `The ${String(count)} clauses it rests on: ${sources}`,
      }),
    version: (title, number) => `${title}, version ${String(number)}`,
    readClause: (number, title) =>
      `Read ${number === null ? (title ?? 'this clause') : `clause ${number}`} in its place`,
  },
  de: {
    locale: 'de-DE',
    takesIn: 'Das wird aufgenommen',
    takesNotIn: 'Das wird nicht aufgenommen',
    kept: 'Wie lange es gespeichert wird',
    receives: 'Wer es erhält',
    responsible: 'Wer verantwortlich ist',
    rest: 'Was unberührt bleibt, Ihre Rechte und wie Sie sich beschweren',
    takeBack: 'Wie Sie ein Ja zurücknehmen',
    effects: 'Was das von anderen verlangt',
    within: (duration) => `Frist: ${duration}.`,
    lasts: 'Wie lange ein Ja gilt',
    untilMeetingEnds: 'Bis diese Besprechung zu Ende ist, wenn Sie es nicht vorher zurücknehmen.',
    complain: 'Wie Sie sich beschweren',
    reachResponsible: 'Wie Sie die Verantwortlichen erreichen',
    onBehalf: 'Wer in deren Auftrag arbeitet',
    reachReceivers: 'Wie Sie die Empfänger erreichen',
    stored: 'Wo es gespeichert wird',
    thisNotice: 'Dieser Hinweis',
    number: (number, language) => `Nummer ${String(number)}, auf ${nameOf('de', language)}`,
    clauses: (count, sources) =>
      plural('de', count, {
        one: `Die Klausel, auf der es beruht: ${sources}`,
        other: `Die ${String(count)} Klauseln, auf denen es beruht: ${sources}`,
      }),
    version: (title, number) => `${title}, Version ${String(number)}`,
    readClause: (number, title) =>
      number === null
        ? `${title ?? 'Diese Klausel'} im Zusammenhang lesen`
        : `Klausel ${number} im Zusammenhang lesen`,
  },
  fr: {
    locale: 'fr-FR',
    takesIn: 'Ce qui est pris en compte',
    takesNotIn: 'Ce qui n’est pas pris en compte',
    kept: 'Combien de temps c’est gardé',
    receives: 'Qui le reçoit',
    responsible: 'Qui est responsable',
    rest: 'Ce qui reste à part, vos droits et comment vous plaindre',
    takeBack: 'Comment retirer un oui',
    effects: 'Ce que cela demande aux autres',
    within: (duration) => `Délai : ${duration}.`,
    lasts: 'Combien de temps vaut un oui',
    untilMeetingEnds: 'Jusqu’à la fin de cette réunion, sauf si vous le retirez avant.',
    complain: 'Comment vous plaindre',
    reachResponsible: 'Comment joindre le responsable',
    onBehalf: 'Qui travaille pour son compte',
    reachReceivers: 'Comment joindre les destinataires',
    stored: 'Où c’est stocké',
    thisNotice: 'Cet avis',
    number: (number, language) => `Numéro ${String(number)}, en ${nameOf('fr', language)}`,
    clauses: (count, sources) =>
      plural('fr', count, {
        one: `La clause sur laquelle cela repose : ${sources}`,
        other: `Les ${String(count)} clauses sur lesquelles cela repose : ${sources}`,
      }),
    version: (title, number) => `${title}, version n° ${String(number)}`,
    readClause: (number, title) =>
      number === null
        ? `Lire ${title ?? 'cette clause'} à sa place`
        : `Lire la clause ${number} à sa place`,
  },
}

/** What a language is called in another: "German", "Deutsch", "allemand". */
function nameOf(language: string, named: string): string {
  // The operator writes what a notice's language is: what is no tag is shown as it was written.
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(named)) return named
  return new Intl.DisplayNames(language, { type: 'language' }).of(named) ?? named
}
