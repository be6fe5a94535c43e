import { lowerFirst } from '../lower-first.ts'
import { instant, phrase, strong } from '../phrase.ts'
import type { MeetingWords } from './meeting-words.ts'

export const en: MeetingWords = {
  language: 'en',
  locale: 'en-GB',
  page: {
    title: 'AI features in this meeting',
    hosts: (host) =>
      phrase`${strong(host)} hosts this meeting. Here is what runs, what it takes in, and what you can say about yourself. Your answer is for this meeting alone.`,
    hosted: (host) => phrase`${strong(host)} hosted this meeting.`,
    language: 'Language',
    news: 'New:',
    cut: {
      kind: 'Take care',
      title: 'the portal does not answer',
      text: 'What you see here may be some minutes old. The page goes on trying.',
    },
    nothingYet: {
      title: 'No AI feature is on in this meeting.',
      text: 'If one is turned on, it appears here within seconds, with what it takes in and what you can say. You can leave this page open.',
    },
    ended: {
      title: 'This meeting has ended.',
      text: 'No AI feature runs in it any more, and there is nothing left to answer. What you said is below, with its receipts.',
    },
    atAGlance: 'At a glance',
    answerAbout: (title) => `Answer about ${title}`,
    changeAbout: (title) => `Change your answer about ${title}`,
    asked: (at) => phrase`The host asked everyone on ${instant(at)}.`,
    standingNo:
      'You have said no for all meetings. That holds here too, whatever you answer on this page.',
    settings: 'Change it in your settings',
    watched: {
      kind: 'Good to know',
      title: 'answers are only tried out here so far',
      text: (until) =>
        phrase`Your answer is recorded and passed on at once, and from ${instant(until)} on the meeting service has to follow it; until then it need not.`,
    },
  },
  states: {
    plain: {
      off: { state: 'it is off.', follows: 'Nothing is taken in.' },
      not_on: {
        state: 'it is not on.',
        follows: 'It may be turned on in this meeting. You can answer before that.',
      },
      includes_you: { state: 'it runs, and you are included.', follows: '' },
      leaves_you_out: {
        state: 'it runs, and you are left out.',
        follows: 'Nothing of yours is taken in.',
      },
      until_you_answer: {
        state: 'it runs, and waits for your answer.',
        follows: 'Until you answer you can listen and watch, and nothing of yours is taken in.',
      },
      waits: { state: 'it is turned on, and does not run.', follows: '' },
    },
    watched: {
      leaves_you_out: {
        state: 'it may run, and should leave you out.',
        follows: 'It need not do so yet.',
      },
      until_you_answer: {
        state: 'it may run, and should wait for your answer.',
        follows: 'It need not do so yet.',
      },
      waits: { state: 'it is turned on, and should not run.', follows: 'It may do so still.' },
    },
    wait: {
      not_certain: 'What people have said is not known for certain right now.',
      not_known: 'Something it was asked about is not known.',
      roster_behind: 'Who is here has changed since it was asked.',
      roster_unknown: 'Who is here is not known for certain.',
      no_notice: 'There is no notice to show about it.',
      nobody_here: 'Nobody is known to be here.',
      use_ended: 'It has been ended for everyone.',
      terms_prohibit: 'The terms rule it out.',
      terms_no_choice: 'The terms offer no choice about it.',
      label: 'The label of this meeting rules it out.',
      setting: 'It is ruled out in this kind of organisation.',
      not_authorised: 'It takes an authorisation that is not on record.',
      account_off: 'The organisation has turned it off.',
      account_unset: 'The organisation has not permitted it.',
      switched_off: 'It is switched off in this meeting.',
      no_host: 'No host is here.',
    },
    said: (shown) =>
      shown.shown === 'count'
        ? `${String(shown.count)} of ${String(shown.of)} people here have said yes.`
        : 'Not everyone here has said yes.',
  },
  turned: {
    on: {
      byPlatform: 'Turned on by the meeting service itself',
      byHost: (name) =>
        name === null
          ? 'Turned on by the host of this meeting'
          : `Turned on by ${name}, who hosts this meeting`,
      byParticipant: (name) => `Turned on by ${name ?? 'somebody in this meeting'}`,
    },
    off: {
      byPlatform: 'Turned off by the meeting service itself',
      byHost: (name) =>
        name === null
          ? 'Turned off by the host of this meeting'
          : `Turned off by ${name}, who hosts this meeting`,
      byParticipant: (name) => `Turned off by ${name ?? 'somebody in this meeting'}`,
    },
  },
  answer: {
    about: (title) => `Your answer about ${title}`,
    include: 'Include me',
    leaveOut: 'Leave me out',
    keepOff: 'Keep it off',
    labelFor: (label, title) => `${label}: ${title}`,
    effects: {
      include: 'From then on it may take you in, in this meeting alone.',
      includeIfAll: 'It may run once everyone here has said yes.',
      leaveOut:
        'It goes on without you: from then on nothing of yours is taken in. You stay in the meeting as before, and nobody in it is told.',
      keepOff: 'It stays off for everyone in this meeting. Nobody is told who said so.',
    },
    silence: {
      keptOff: 'Until everyone has answered, it stays off.',
      listening: 'Until you answer, you can listen and watch.',
      included:
        'If you say nothing, you are included: your organisation relies on another ground than your consent.',
      leftOut: 'Until you answer, you are left out.',
    },
    from: (until) => phrase`This is what your answer does from ${instant(until)} on:`,
    mayChange: 'You can change your answer at any time.',
    recording: 'Recording',
    recorded: (said) => phrase`${strong('Recorded:')} ${said}. It holds at once.`,
    recordedForLater: (said, from) =>
      phrase`${strong('Recorded:')} ${said}. It has to be followed from ${instant(from)} on.`,
    none: (title) => `You have not answered about ${title} here.`,
    said: (said, at) => phrase`You said: ${strong(said)}, on ${instant(at, 'second')}.`,
    receipt: 'Your receipt',
    stale: phrase`What it rests on says more since then, so ${strong('it no longer counts')}.`,
    readAgain: 'Read it as it is now, and say it again if you want to.',
    ended: (by, at) =>
      phrase`${by} switched this off on ${instant(at, 'second')}, so ${strong('it no longer counts')}.`,
    sayAgain: 'Say it again if you want to.',
    ownOrganisation: 'Your organisation',
    platform: 'The platform',
  },
  refused: {
    notice_outdated: {
      title: 'The notice changed while you were reading',
      text: 'Your answer was not recorded. The page shows the new notice now: read it and answer again.',
    },
    meeting_ended: {
      title: 'This meeting has ended',
      text: 'There is nothing left to answer in it. What you said stays on record.',
    },
    answered_meanwhile: {
      title: 'You answered this elsewhere meanwhile',
      text: 'Another answer of yours came first, perhaps in another tab. Load the page and look.',
    },
    participant_erased: {
      title: 'You are erased here',
      text: 'Nothing of yours is taken in, and nothing is asked of you or recorded.',
    },
    link_expired: {
      title: 'This link has expired',
      text: 'Links to a meeting can be opened for 30 days. Ask whoever hosts it for another one.',
    },
    not_permitted: {
      title: 'The organisation does not permit this',
      text: 'It has not left this to the people in its meetings, so a yes cannot be recorded.',
    },
    purpose_ended: {
      title: 'This use has ended',
      text: 'The platform has ended this use for good, so nobody can turn it on.',
    },
    terms: {
      title: 'The terms leave no yes to this',
      text: 'They rule it out or offer no choice about it, so a yes cannot be recorded.',
    },
    unreachable: {
      title: 'No answer came from the portal',
      text: 'Whether it was recorded is not known. Check your connection, then load this page again and look.',
    },
    other: {
      title: 'Something went wrong here',
      text: 'It is not your fault. Load this page again and look at what was recorded.',
    },
  },
  changes: {
    ended: 'This meeting has ended.',
    turned: (title, turned) => `${title}: ${lowerFirst(turned)}.`,
    mayBeOn: (title) => `${title} may be turned on.`,
    stale: (title) => `${title}: what it rests on has changed, so your answer no longer counts.`,
    switchedOff: (title, by) => `${by} switched off ${title}, so your answer no longer counts.`,
    asked: (title) => `The host asks everyone for an answer about ${title}.`,
    moved: (title, state) => `${title}: ${state}`,
  },
  erasure: {
    heading: 'Being erased here',
    fold: 'Erase what is kept of me here',
    effects: [
      'From then on nothing of yours is taken in, and you are not asked again by this link.',
      'What ties you to your answers goes at once, and so do your receipts. Take those away first that you want to keep: they still verify.',
      'Your signed answers are locked away as evidence for a court or an authority, for a stated time, and then erased.',
      'The tamper-evident record keeps its entries, which say nothing about you. The meeting service erases what it keeps itself: ask it.',
    ],
    erase: 'Erase me here, for good',
    erasing: 'Erasing',
    done: 'You are erased here.',
    keptUntil: (day) =>
      phrase`Nothing of yours is taken in any more, and nothing here leads to what you said. The locked evidence is erased on ${instant(day, 'day')}.`,
  },
}
