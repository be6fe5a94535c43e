import type { Language } from './language.ts'

/** Why a link to a meeting lets nobody in. */
export type LinkTroubleKind = 'forged' | 'expired' | 'gone' | 'erased'

export type LinkTroubleWords = {
  readonly try: string
  /** A sentence around the link to the page that verifies receipts. */
  readonly receipt: { readonly before: string; readonly link: string; readonly after: string }
  readonly why: Readonly<
    Record<
      LinkTroubleKind,
      { readonly title: string; readonly lede: string; readonly lines: readonly string[] }
    >
  >
}

export const linkTroubleWords: Readonly<Record<Language, LinkTroubleWords>> = {
  en: {
    try: 'What you can try',
    receipt: {
      before: 'A receipt that you kept can be checked without the link, on ',
      link: 'the page that verifies receipts',
      after: '.',
    },
    why: {
      forged: {
        title: 'This link leads nowhere',
        lede: 'It is not one that was given out here, or a part of it is missing.',
        lines: [
          'Copy the whole link from your meeting, with every letter to its end.',
          'Ask whoever hosts the meeting to send it to you again.',
        ],
      },
      expired: {
        title: 'This link has expired',
        lede: 'Links to a meeting can be opened for 30 days.',
        lines: [
          'What you said in that meeting stays on record.',
          'If you want a receipt that you did not keep, write to the organisation that hosted the meeting.',
        ],
      },
      gone: {
        title: 'This link is of nobody here',
        lede: 'The meeting does not know whom it was given to, so nothing can be answered by it.',
        lines: [
          'If you are a member of an organisation, your own answers are in its portal: sign in there.',
          'Ask whoever hosts the meeting to let you in again, and use the link that you then get.',
        ],
      },
      erased: {
        title: 'You are erased here',
        lede: 'You had yourself erased from this meeting. Nothing of yours is taken in, and you are not asked any more.',
        lines: [
          'If you want to answer after all, ask whoever hosts the meeting to let you in again, and use the link that you then get.',
        ],
      },
    },
  },
  de: {
    try: 'Was Sie tun können',
    receipt: {
      before: 'Einen Beleg, den Sie behalten haben, können Sie ohne den Link prüfen, auf ',
      link: 'der Seite zum Prüfen von Belegen',
      after: '.',
    },
    why: {
      forged: {
        title: 'Dieser Link führt nirgendwohin',
        lede: 'Er wurde nicht hier ausgegeben, oder ein Teil davon fehlt.',
        lines: [
          'Kopieren Sie den ganzen Link aus Ihrer Besprechung, jeden Buchstaben bis zum Ende.',
          'Bitten Sie die Leitung der Besprechung, ihn noch einmal zu schicken.',
        ],
      },
      expired: {
        title: 'Dieser Link ist abgelaufen',
        lede: 'Links zu einer Besprechung lassen sich 30 Tage lang öffnen.',
        lines: [
          'Was Sie in der Besprechung gesagt haben, bleibt festgehalten.',
          'Wenn Sie einen Beleg brauchen, den Sie nicht behalten haben, schreiben Sie der Organisation, die zu der Besprechung eingeladen hat.',
        ],
      },
      gone: {
        title: 'Dieser Link gehört hier niemandem',
        lede: 'In der Besprechung ist nicht bekannt, wem er gegeben wurde. Deshalb kann man damit nicht antworten.',
        lines: [
          'Wenn Sie zu einer Organisation gehören, stehen Ihre eigenen Antworten in deren Portal: Melden Sie sich dort an.',
          'Bitten Sie die Leitung der Besprechung, Sie noch einmal einzulassen, und nehmen Sie den Link, den Sie dann bekommen.',
        ],
      },
      erased: {
        title: 'Sie sind hier gelöscht',
        lede: 'Sie haben sich aus dieser Besprechung löschen lassen. Von Ihnen wird nichts aufgenommen, und Sie werden nicht mehr gefragt.',
        lines: [
          'Wenn Sie doch antworten wollen, bitten Sie die Leitung der Besprechung, Sie noch einmal einzulassen, und nehmen Sie den Link, den Sie dann bekommen.',
        ],
      },
    },
  },
  fr: {
    try: 'Ce que vous pouvez essayer',
    receipt: {
      before: 'Un reçu que vous avez gardé peut être vérifié sans ce lien, sur ',
      link: 'la page qui vérifie les reçus',
      after: '.',
    },
    why: {
      forged: {
        title: 'Ce lien ne mène nulle part',
        lede: 'Il n’a pas été donné ici, ou il en manque une partie.',
        lines: [
          'Copiez le lien entier depuis votre réunion, chaque lettre jusqu’à la fin.',
          'Demandez à l’animateur de la réunion de vous l’envoyer de nouveau.',
        ],
      },
      expired: {
        title: 'Ce lien a expiré',
        lede: 'Les liens vers une réunion peuvent être ouverts pendant 30 jours.',
        lines: [
          'Ce que vous avez dit dans cette réunion reste enregistré.',
          'Si vous voulez un reçu que vous n’avez pas gardé, écrivez à l’organisation qui a organisé la réunion.',
        ],
      },
      gone: {
        title: 'Ce lien n’est à personne ici',
        lede: 'La réunion ne sait pas à qui il a été donné, on ne peut donc rien répondre avec lui.',
        lines: [
          'Si vous êtes membre d’une organisation, vos propres réponses sont sur son portail : connectez-vous là-bas.',
          'Demandez à l’animateur de vous laisser entrer de nouveau, et prenez le lien que vous recevrez alors.',
        ],
      },
      erased: {
        title: 'Vous êtes effacé ici',
        lede: 'Vous vous êtes fait effacer de cette réunion. Rien de vous n’est pris en compte, et on ne vous demande plus rien.',
        lines: [
          'Si vous voulez répondre quand même, demandez à l’animateur de vous laisser entrer de nouveau, et prenez le lien que vous recevrez alors.',
        ],
      },
    },
  },
}
