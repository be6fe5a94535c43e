import { lowerFirst } from '../lower-first.ts'
import { instant, phrase, strong } from '../phrase.ts'
import type { MeetingWords } from './meeting-words.ts'

export const fr: MeetingWords = {
  language: 'fr',
  locale: 'fr-FR',
  page: {
    title: 'Les fonctions d’IA dans cette réunion',
    hosts: (host) =>
      phrase`${strong(host)} organise cette réunion. Voici ce qui fonctionne, ce que cela prend en compte et ce que vous pouvez dire pour vous-même. Votre réponse vaut pour cette réunion seulement.`,
    hosted: (host) => phrase`${strong(host)} a organisé cette réunion.`,
    language: 'Langue',
    news: 'Nouveau :',
    cut: {
      kind: 'Attention',
      title: 'le portail ne répond pas',
      text: 'Ce que vous voyez ici peut dater de quelques minutes. La page continue d’essayer.',
    },
    nothingYet: {
      title: 'Aucune fonction d’IA n’est activée dans cette réunion.',
      text: 'Si quelqu’un en active une, elle apparaît ici en quelques secondes, avec ce qu’elle prend en compte et ce que vous pouvez dire. Vous pouvez laisser cette page ouverte.',
    },
    ended: {
      title: 'Cette réunion est terminée.',
      text: 'Aucune fonction d’IA n’y fonctionne plus, et il n’y a plus rien à répondre. Ce que vous avez dit figure ci-dessous, avec vos reçus.',
    },
    atAGlance: 'En un coup d’œil',
    answerAbout: (title) => `Répondre : ${title}`,
    changeAbout: (title) => `Changer votre réponse : ${title}`,
    asked: (at) => phrase`L’animateur de la réunion a posé la question à tous le ${instant(at)}.`,
    standingNo:
      'Vous avez dit non pour toutes les réunions. Cela vaut ici aussi, quoi que vous répondiez sur cette page.',
    settings: 'Le changer dans vos réglages',
    watched: {
      kind: 'Bon à savoir',
      title: 'les réponses sont encore à l’essai ici',
      text: (until) =>
        phrase`Votre réponse est enregistrée et transmise tout de suite ; à partir du ${instant(until)}, le service de réunion doit la suivre, mais pas encore avant.`,
    },
  },
  states: {
    plain: {
      off: { state: 'désactivé.', follows: 'Rien n’est pris en compte.' },
      not_on: {
        state: 'pas activé.',
        follows: 'Cela peut changer pendant cette réunion. Vous pouvez répondre avant.',
      },
      includes_you: { state: 'en marche, et vous inclut.', follows: '' },
      leaves_you_out: {
        state: 'en marche, et vous laisse de côté.',
        follows: 'Rien de vous n’est pris en compte.',
      },
      until_you_answer: {
        state: 'en marche, et attend votre réponse.',
        follows:
          'Jusqu’à votre réponse, vous pouvez écouter et regarder, et rien de vous n’est pris en compte.',
      },
      waits: { state: 'activé, mais ne fonctionne pas.', follows: '' },
    },
    watched: {
      leaves_you_out: {
        state: 'peut fonctionner, mais devrait vous laisser de côté.',
        follows: 'Ce n’est pas encore obligatoire.',
      },
      until_you_answer: {
        state: 'peut fonctionner, mais devrait attendre votre réponse.',
        follows: 'Ce n’est pas encore obligatoire.',
      },
      waits: {
        state: 'activé, mais ne devrait pas fonctionner.',
        follows: 'Ce n’est pas encore obligatoire.',
      },
    },
    wait: {
      not_certain: 'En ce moment, on ne sait pas avec certitude ce que les gens ont dit.',
      not_known: 'Un élément dont cela dépend n’est pas connu.',
      roster_behind: 'Les personnes présentes ne sont plus les mêmes depuis la question.',
      roster_unknown: 'On ne sait pas avec certitude qui est ici.',
      no_notice: 'Il n’y a pas d’avis à montrer à ce sujet.',
      nobody_here: 'On ne sait pas si quelqu’un est ici.',
      use_ended: 'Cet usage est terminé pour tous.',
      terms_prohibit: 'Les conditions l’excluent.',
      terms_no_choice: 'Les conditions ne laissent pas de choix à ce sujet.',
      label: 'Le classement de cette réunion l’exclut.',
      setting: 'C’est exclu dans ce genre d’organisation.',
      not_authorised: 'Il y faut une autorisation qui n’est pas enregistrée.',
      account_off: 'L’organisation l’a désactivé.',
      account_unset: 'L’organisation ne l’a pas permis.',
      switched_off: 'C’est désactivé dans cette réunion.',
      no_host: 'Aucun animateur n’est ici.',
    },
    said: (shown) =>
      shown.shown === 'count'
        ? `${String(shown.count)} personnes sur ${String(shown.of)} ici ont dit oui.`
        : 'Tout le monde ici n’a pas dit oui.',
  },
  turned: {
    on: {
      byPlatform: 'Activé par le service de réunion lui-même',
      byHost: (name) =>
        name === null
          ? 'Activé par l’animateur de cette réunion'
          : `Activé par ${name}, qui anime cette réunion`,
      byParticipant: (name) => `Activé par ${name ?? 'quelqu’un dans cette réunion'}`,
    },
    off: {
      byPlatform: 'Désactivé par le service de réunion lui-même',
      byHost: (name) =>
        name === null
          ? 'Désactivé par l’animateur de cette réunion'
          : `Désactivé par ${name}, qui anime cette réunion`,
      byParticipant: (name) => `Désactivé par ${name ?? 'quelqu’un dans cette réunion'}`,
    },
  },
  answer: {
    about: (title) => `Votre réponse : ${title}`,
    include: 'M’inclure',
    leaveOut: 'Me laisser de côté',
    keepOff: 'Ne pas activer',
    labelFor: (label, title) => `${label} : ${title}`,
    effects: {
      include:
        'Dès lors, ce que vous dites et montrez peut être pris en compte, dans cette réunion seulement.',
      includeIfAll: 'Cela peut fonctionner dès que tout le monde ici a dit oui.',
      leaveOut:
        'Cela continue sans vous : dès lors, rien de vous n’est pris en compte. Vous restez dans la réunion comme avant, et personne n’y est averti.',
      keepOff: 'Cela reste désactivé pour tous dans cette réunion. Personne n’apprend qui l’a dit.',
    },
    silence: {
      keptOff: 'Tant que tout le monde n’a pas répondu, cela reste désactivé.',
      listening: 'Jusqu’à votre réponse, vous pouvez écouter et regarder.',
      included:
        'Si vous ne dites rien, on vous inclut : votre organisation s’appuie sur un autre motif que votre consentement.',
      leftOut: 'Jusqu’à votre réponse, on vous laisse de côté.',
    },
    from: (until) => phrase`Voici ce que fait votre réponse à partir du ${instant(until)} :`,
    mayChange: 'Vous pouvez changer votre réponse à tout moment.',
    recording: 'Enregistrement',
    recorded: (said) => phrase`${strong('Enregistré :')} ${said}. Cela vaut tout de suite.`,
    recordedForLater: (said, from) =>
      phrase`${strong('Enregistré :')} ${said}. Il faudra le suivre à partir du ${instant(from)}.`,
    none: (title) => `Vous n’avez pas encore répondu ici : ${title}.`,
    said: (said, at) => phrase`Vous avez dit : ${strong(said)}, le ${instant(at, 'second')}.`,
    receipt: 'Votre reçu',
    stale: phrase`Ce sur quoi elle repose en dit plus depuis. ${strong('Votre réponse ne compte donc plus')}.`,
    readAgain: 'Lisez ce qui est dit maintenant, et répondez de nouveau si vous le voulez.',
    ended: (by, at) =>
      phrase`${by} a désactivé cela le ${instant(at, 'second')}. ${strong('Votre réponse ne compte donc plus')}.`,
    sayAgain: 'Répondez de nouveau si vous le voulez.',
    ownOrganisation: 'Votre organisation',
    platform: 'La plateforme',
  },
  refused: {
    notice_outdated: {
      title: 'L’avis a changé pendant votre lecture',
      text: 'Votre réponse n’a pas été enregistrée. La page montre maintenant le nouvel avis : lisez-le et répondez de nouveau.',
    },
    meeting_ended: {
      title: 'Cette réunion est terminée',
      text: 'Il n’y a plus rien à y répondre. Ce que vous avez dit reste enregistré.',
    },
    answered_meanwhile: {
      title: 'Vous avez répondu ailleurs entre-temps',
      text: 'Une autre réponse de vous est arrivée avant, peut-être d’un autre onglet. Rechargez la page et regardez.',
    },
    participant_erased: {
      title: 'Vous êtes effacé ici',
      text: 'Rien de vous n’est pris en compte. On ne vous demande rien, et rien n’est enregistré.',
    },
    link_expired: {
      title: 'Ce lien a expiré',
      text: 'Les liens vers une réunion valent 30 jours. Demandez-en un autre à l’animateur.',
    },
    not_permitted: {
      title: 'L’organisation ne le permet pas',
      text: 'Elle ne laisse pas ce choix aux personnes de ses réunions. Un oui ne peut donc pas être enregistré.',
    },
    purpose_ended: {
      title: 'Cet usage est terminé',
      text: 'La plateforme y a mis fin pour de bon. Personne ne peut l’activer.',
    },
    terms: {
      title: 'Les conditions ne permettent pas de oui ici',
      text: 'Elles l’excluent ou ne laissent pas de choix. Un oui ne peut donc pas être enregistré.',
    },
    unreachable: {
      title: 'Le portail n’a pas répondu',
      text: 'On ne sait pas si c’est enregistré. Vérifiez votre connexion, rechargez la page et regardez.',
    },
    other: {
      title: 'Quelque chose n’a pas marché ici',
      text: 'Ce n’est pas votre faute. Rechargez la page et regardez ce qui a été enregistré.',
    },
  },
  changes: {
    ended: 'Cette réunion est terminée.',
    turned: (title, turned) => `${title} : ${lowerFirst(turned)}.`,
    mayBeOn: (title) => `${title} : peut être activé.`,
    stale: (title) =>
      `${title} : ce sur quoi repose votre réponse a changé. Elle ne compte donc plus.`,
    switchedOff: (title, by) =>
      `${title} : ${by} l’a désactivé. Votre réponse ne compte donc plus.`,
    asked: (title) => `L’animateur demande une réponse à tous : ${title}.`,
    moved: (title, state) => `${title} : ${state}`,
  },
  erasure: {
    heading: 'Se faire effacer ici',
    fold: 'Effacer ce qui est gardé de moi ici',
    effects: [
      'Dès lors, rien de vous n’est pris en compte, et ce lien ne vous demande plus rien.',
      'Ce qui vous lie à vos réponses disparaît tout de suite, et vos reçus aussi. Emportez d’abord ceux que vous voulez garder : ils restent vérifiables.',
      'Vos réponses signées sont mises sous clé comme preuves pour un tribunal ou une autorité, pour une durée fixée, puis effacées.',
      'Le registre infalsifiable garde ses lignes, qui ne disent rien de vous. Le service de réunion efface lui-même ce qu’il garde : demandez-le-lui.',
    ],
    erase: 'M’effacer ici pour de bon',
    erasing: 'Effacement',
    done: 'Vous êtes effacé ici.',
    keptUntil: (day) =>
      phrase`Rien de vous n’est plus pris en compte, et rien ici ne mène à ce que vous avez dit. Les preuves sous clé seront effacées le ${instant(day, 'day')}.`,
  },
}
