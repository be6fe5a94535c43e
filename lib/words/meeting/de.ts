import { lowerFirst } from '../lower-first.ts'
import { instant, phrase, strong } from '../phrase.ts'
import type { MeetingWords } from './meeting-words.ts'

export const de: MeetingWords = {
  language: 'de',
  locale: 'de-DE',
  page: {
    title: 'KI-Funktionen in dieser Besprechung',
    hosts: (host) =>
      phrase`Zu dieser Besprechung lädt ${strong(host)} ein. Hier steht, was läuft, was dabei aufgenommen wird und was Sie für sich selbst sagen können. Ihre Antwort gilt nur für diese Besprechung.`,
    hosted: (host) => phrase`Zu dieser Besprechung hat ${strong(host)} eingeladen.`,
    language: 'Sprache',
    news: 'Neu:',
    cut: {
      kind: 'Achtung',
      title: 'Das Portal antwortet nicht',
      text: 'Was Sie hier sehen, kann einige Minuten alt sein. Die Seite versucht es weiter.',
    },
    nothingYet: {
      title: 'In dieser Besprechung ist keine KI-Funktion eingeschaltet.',
      text: 'Sobald jemand eine einschaltet, steht sie innerhalb von Sekunden hier: was sie aufnimmt und was Sie dazu sagen können. Sie können diese Seite offen lassen.',
    },
    ended: {
      title: 'Diese Besprechung ist zu Ende.',
      text: 'Darin läuft keine KI-Funktion mehr, und es gibt nichts mehr zu beantworten. Was Sie gesagt haben, steht unten, mit Ihren Belegen.',
    },
    atAGlance: 'Auf einen Blick',
    answerAbout: (title) => `Antworten zu: ${title}`,
    changeAbout: (title) => `Antwort ändern zu: ${title}`,
    asked: (at) => phrase`Die Leitung der Besprechung hat alle gefragt, am ${instant(at)}.`,
    standingNo:
      'Sie haben für alle Besprechungen Nein gesagt. Das gilt auch hier, was immer Sie auf dieser Seite antworten.',
    settings: 'In Ihren Einstellungen ändern',
    watched: {
      kind: 'Gut zu wissen',
      title: 'Antworten werden hier vorerst nur erprobt',
      text: (until) =>
        phrase`Ihre Antwort wird sofort festgehalten und weitergegeben; ab dem ${instant(until)} muss sich der Besprechungsdienst daran halten, vorher noch nicht.`,
    },
  },
  states: {
    plain: {
      off: { state: 'ausgeschaltet.', follows: 'Es wird nichts aufgenommen.' },
      not_on: {
        state: 'nicht eingeschaltet.',
        follows:
          'Das kann sich in dieser Besprechung noch ändern. Sie können schon vorher antworten.',
      },
      includes_you: { state: 'läuft, und Sie sind einbezogen.', follows: '' },
      leaves_you_out: {
        state: 'läuft, und Sie sind ausgelassen.',
        follows: 'Von Ihnen wird nichts aufgenommen.',
      },
      until_you_answer: {
        state: 'läuft und wartet auf Ihre Antwort.',
        follows:
          'Bis Sie antworten, können Sie zuhören und zusehen, und von Ihnen wird nichts aufgenommen.',
      },
      waits: { state: 'eingeschaltet, läuft aber nicht.', follows: '' },
    },
    watched: {
      leaves_you_out: {
        state: 'darf laufen, soll Sie aber auslassen.',
        follows: 'Verpflichtend ist das noch nicht.',
      },
      until_you_answer: {
        state: 'darf laufen, soll aber auf Ihre Antwort warten.',
        follows: 'Verpflichtend ist das noch nicht.',
      },
      waits: {
        state: 'eingeschaltet, soll aber nicht laufen.',
        follows: 'Verpflichtend ist das noch nicht.',
      },
    },
    wait: {
      not_certain: 'Was die Menschen hier gesagt haben, ist im Moment nicht sicher bekannt.',
      not_known: 'Etwas, worauf es ankommt, ist nicht bekannt.',
      roster_behind: 'Seit der Anfrage hat sich geändert, wer hier ist.',
      roster_unknown: 'Wer hier ist, ist nicht sicher bekannt.',
      no_notice: 'Es gibt dazu keinen Hinweis, den man zeigen könnte.',
      nobody_here: 'Es ist nicht bekannt, dass jemand hier ist.',
      use_ended: 'Diese Nutzung ist für alle beendet.',
      terms_prohibit: 'Die Nutzungsbedingungen schließen es aus.',
      terms_no_choice: 'Die Nutzungsbedingungen lassen dazu keine Wahl.',
      label: 'Die Kennzeichnung dieser Besprechung schließt es aus.',
      setting: 'In einer Organisation dieser Art ist es ausgeschlossen.',
      not_authorised: 'Dafür fehlt eine Genehmigung.',
      account_off: 'Die Organisation hat es ausgeschaltet.',
      account_unset: 'Die Organisation hat es nicht erlaubt.',
      switched_off: 'Es ist in dieser Besprechung ausgeschaltet.',
      no_host: 'Niemand ist hier, der die Besprechung leitet.',
    },
    said: (shown) =>
      shown.shown === 'count'
        ? `${String(shown.count)} von ${String(shown.of)} Menschen hier haben Ja gesagt.`
        : 'Nicht alle hier haben Ja gesagt.',
  },
  turned: {
    on: {
      byPlatform: 'Eingeschaltet vom Besprechungsdienst selbst',
      byHost: (name) =>
        name === null
          ? 'Eingeschaltet von der Leitung dieser Besprechung'
          : `Eingeschaltet von ${name} (leitet diese Besprechung)`,
      byParticipant: (name) => `Eingeschaltet von ${name ?? 'jemandem in dieser Besprechung'}`,
    },
    off: {
      byPlatform: 'Ausgeschaltet vom Besprechungsdienst selbst',
      byHost: (name) =>
        name === null
          ? 'Ausgeschaltet von der Leitung dieser Besprechung'
          : `Ausgeschaltet von ${name} (leitet diese Besprechung)`,
      byParticipant: (name) => `Ausgeschaltet von ${name ?? 'jemandem in dieser Besprechung'}`,
    },
  },
  answer: {
    about: (title) => `Ihre Antwort zu: ${title}`,
    include: 'Mich einbeziehen',
    leaveOut: 'Mich auslassen',
    keepOff: 'Nicht einschalten',
    labelFor: (label, title) => `${label}: ${title}`,
    effects: {
      include: 'Ab dann dürfen Sie aufgenommen werden, nur in dieser Besprechung.',
      includeIfAll: 'Es darf laufen, sobald alle hier Ja gesagt haben.',
      leaveOut:
        'Es läuft ohne Sie weiter: Ab dann wird von Ihnen nichts aufgenommen. Sie bleiben in der Besprechung wie bisher, und niemand darin erfährt davon.',
      keepOff: 'Es bleibt für alle in dieser Besprechung aus. Niemand erfährt, wer das gesagt hat.',
    },
    silence: {
      keptOff: 'Bis alle geantwortet haben, bleibt es aus.',
      listening: 'Bis Sie antworten, können Sie zuhören und zusehen.',
      included:
        'Wenn Sie nichts sagen, sind Sie einbezogen: Ihre Organisation stützt sich auf eine andere Grundlage als Ihre Einwilligung.',
      leftOut: 'Bis Sie antworten, sind Sie ausgelassen.',
    },
    from: (until) => phrase`Das bewirkt Ihre Antwort ab dem ${instant(until)}:`,
    mayChange: 'Sie können Ihre Antwort jederzeit ändern.',
    recording: 'Wird gespeichert',
    recorded: (said) => phrase`${strong('Festgehalten:')} ${said}. Das gilt sofort.`,
    recordedForLater: (said, from) =>
      phrase`${strong('Festgehalten:')} ${said}. Ab dem ${instant(from)} muss man sich daran halten.`,
    none: (title) => `Sie haben hier noch nicht geantwortet zu: ${title}.`,
    said: (said, at) => phrase`Sie haben gesagt: ${strong(said)}, am ${instant(at, 'second')}.`,
    receipt: 'Ihr Beleg',
    stale: phrase`Worauf sie beruht, sagt seitdem mehr. Deshalb ${strong('zählt Ihre Antwort nicht mehr')}.`,
    readAgain: 'Lesen Sie, wie es jetzt ist, und antworten Sie neu, wenn Sie wollen.',
    ended: (by, at) =>
      phrase`${by} hat das ausgeschaltet, am ${instant(at, 'second')}. Deshalb ${strong('zählt Ihre Antwort nicht mehr')}.`,
    sayAgain: 'Antworten Sie neu, wenn Sie wollen.',
    ownOrganisation: 'Ihre Organisation',
    platform: 'Die Plattform',
  },
  refused: {
    notice_outdated: {
      title: 'Der Hinweis hat sich geändert, während Sie lasen',
      text: 'Ihre Antwort wurde nicht gespeichert. Die Seite zeigt jetzt den neuen Hinweis: Lesen Sie ihn, und antworten Sie noch einmal.',
    },
    meeting_ended: {
      title: 'Diese Besprechung ist zu Ende',
      text: 'Darin gibt es nichts mehr zu beantworten. Was Sie gesagt haben, bleibt festgehalten.',
    },
    answered_meanwhile: {
      title: 'Sie haben inzwischen woanders geantwortet',
      text: 'Eine andere Antwort von Ihnen war schneller, vielleicht in einem anderen Fenster. Laden Sie die Seite neu, und sehen Sie nach.',
    },
    participant_erased: {
      title: 'Sie sind hier gelöscht',
      text: 'Von Ihnen wird nichts aufgenommen. Sie werden nichts gefragt, und nichts wird festgehalten.',
    },
    link_expired: {
      title: 'Dieser Link ist abgelaufen',
      text: 'Links zu einer Besprechung gelten 30 Tage. Bitten Sie die Leitung um einen neuen.',
    },
    not_permitted: {
      title: 'Die Organisation erlaubt das nicht',
      text: 'Sie überlässt das nicht den Menschen in ihren Besprechungen. Ein Ja kann deshalb nicht festgehalten werden.',
    },
    purpose_ended: {
      title: 'Diese Nutzung ist beendet',
      text: 'Die Plattform hat sie endgültig beendet. Niemand kann sie einschalten.',
    },
    terms: {
      title: 'Die Nutzungsbedingungen lassen hier kein Ja zu',
      text: 'Sie schließen es aus oder lassen keine Wahl. Ein Ja kann deshalb nicht festgehalten werden.',
    },
    unreachable: {
      title: 'Vom Portal kam keine Antwort',
      text: 'Ob es festgehalten wurde, ist nicht bekannt. Prüfen Sie Ihre Verbindung, laden Sie die Seite neu, und sehen Sie nach.',
    },
    other: {
      title: 'Hier ist etwas schiefgegangen',
      text: 'Das liegt nicht an Ihnen. Laden Sie die Seite neu, und sehen Sie nach, was festgehalten wurde.',
    },
  },
  changes: {
    ended: 'Diese Besprechung ist zu Ende.',
    turned: (title, turned) => `${title}: ${lowerFirst(turned)}.`,
    mayBeOn: (title) => `${title}: kann eingeschaltet werden.`,
    stale: (title) =>
      `${title}: Worauf Ihre Antwort beruht, hat sich geändert. Sie zählt deshalb nicht mehr.`,
    switchedOff: (title, by) =>
      `${title}: ${by} hat das ausgeschaltet. Ihre Antwort zählt deshalb nicht mehr.`,
    asked: (title) => `Die Leitung der Besprechung bittet alle um eine Antwort zu: ${title}.`,
    moved: (title, state) => `${title}: ${state}`,
  },
  erasure: {
    heading: 'Sich hier löschen lassen',
    fold: 'Löschen, was hier über mich gespeichert ist',
    effects: [
      'Ab dann wird von Ihnen nichts aufgenommen, und über diesen Link werden Sie nicht mehr gefragt.',
      'Was Sie mit Ihren Antworten verbindet, verschwindet sofort, und auch Ihre Belege. Nehmen Sie vorher mit, was Sie behalten wollen: Mitgenommene Belege bleiben prüfbar.',
      'Ihre unterschriebenen Antworten werden als Beweis für ein Gericht oder eine Behörde weggeschlossen, für eine festgelegte Zeit, und dann gelöscht.',
      'Das fälschungssichere Verzeichnis behält seine Einträge; sie sagen nichts über Sie. Was der Besprechungsdienst selbst speichert, löscht er selbst: Fragen Sie ihn.',
    ],
    erase: 'Mich hier endgültig löschen',
    erasing: 'Wird gelöscht',
    done: 'Sie sind hier gelöscht.',
    keptUntil: (day) =>
      phrase`Von Ihnen wird nichts mehr aufgenommen, und nichts führt von hier zu dem, was Sie gesagt haben. Die weggeschlossenen Beweise werden am ${instant(day, 'day')} gelöscht.`,
  },
}
