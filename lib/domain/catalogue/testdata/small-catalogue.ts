import type { Catalogue, Notice, Party } from '../catalogue.ts'

const operator: Party = {
  id: 'https://meet.example/parties/operator',
  name: 'Small Meet',
  address: '1 Quay, Harbour',
  email: 'privacy@meet.example',
  url: 'https://meet.example/privacy',
}

/** One feature, one sharing purpose, two sources and a chain of derived data. */
export const smallCatalogue: Catalogue = {
  operator,
  authority: { name: 'The authority', url: 'https://authority.example' },
  categories: [
    category('audio', []),
    category('chat', []),
    category('transcripts', ['audio']),
    category('outputs', ['transcripts', 'chat']),
  ],
  purposes: [
    {
      key: 'meeting_summary',
      kind: 'feature',
      title: 'Meeting summary',
      summary: 'Writes down the main points.',
      categories: ['audio', 'chat'],
      dpv: { purpose: 'dpv:Purpose', processing: ['dpv:Analyse'], capabilities: [] },
    },
    {
      key: 'improvement',
      kind: 'sharing',
      title: 'Product improvement',
      summary: 'Finds faults.',
      categories: ['audio', 'chat', 'transcripts'],
      dpv: { purpose: 'dpv:Purpose', processing: ['dpv:Share'], capabilities: [] },
    },
  ],
  notices: [noticeFor('meeting_summary', 'account'), noticeFor('improvement', operator)],
}

function category(key: string, derivedFrom: readonly string[]) {
  return { key, title: key, group: 'said_and_shown', derivedFrom, dpv: `pd:${key}` } as const
}

function noticeFor(purpose: string, controller: Notice['controller']): Notice {
  return {
    purpose,
    language: 'en',
    title: 'A title',
    question: 'A question?',
    covers: ['What is covered.'],
    doesNotCover: ['What is not.'],
    controller,
    processor: null,
    recipients: [],
    retention: { sentence: 'Kept for 30 days.', duration: 'P30D' },
    storage: { sentence: 'Kept in the harbour.', location: 'loc:EU' },
    withdrawal: 'Say no at any time.',
    complaint: 'Complain to the authority.',
    legalBasis: 'consent',
    jurisdiction: 'loc:NL',
    validity: 'P12M',
  }
}
