import type { Catalogue, Notice, Party, Purpose } from '#lib/domain/catalogue/catalogue.ts'
import type { Mapping } from '#lib/domain/terms/mapping.ts'

// What is asked in a test's world: small enough to read, with one of everything that the rules tell apart.

const operator = party('castellan', 'Castellan Calls')
const compute = party('millrace', 'Millrace Compute')

const purposes: readonly Purpose[] = [
  {
    key: 'meeting_summary',
    kind: 'feature',
    title: 'Meeting summary',
    summary: 'Writes down the main points of a meeting.',
    categories: ['audio', 'chat'],
    dpv: {
      purpose: 'dpv:RequestedServiceProvision',
      processing: ['dpv:Analyse', 'dpv:Generate'],
      capabilities: ['ai:SpeechRecognition'],
    },
  },
  {
    key: 'chat_compose',
    kind: 'feature',
    title: 'Chat compose',
    summary: 'Drafts a chat message.',
    categories: ['chat'],
    dpv: {
      purpose: 'dpv:CommunicationManagement',
      processing: ['dpv:Generate'],
      capabilities: ['ai:ContentGeneration'],
    },
  },
  {
    key: 'product_improvement',
    kind: 'sharing',
    title: 'Product improvement',
    summary: 'Castellan Calls studies shared content to find faults.',
    categories: ['audio', 'chat', 'telemetry', 'transcripts'],
    dpv: {
      purpose: 'dpv:ImproveExistingProductsAndServices',
      processing: ['dpv:Share', 'dpv:Analyse'],
      capabilities: [],
    },
  },
  {
    key: 'train_platform_models',
    kind: 'sharing',
    title: 'Training Castellan Calls’ AI models',
    summary: 'Castellan Calls tunes its own models with shared content.',
    categories: ['audio', 'chat'],
    dpv: {
      purpose: 'dpv:ResearchAndDevelopment',
      processing: ['dpv:Share', 'ai:ModelTraining'],
      capabilities: [],
    },
  },
]

export const smallCatalogue: Catalogue = {
  operator,
  authority: { name: 'The authority', url: 'https://authority.example' },
  categories: [
    category('audio', 'Audio', 'said_and_shown', 'pd:VoiceCommunicationRecording'),
    category('chat', 'Chat', 'written', 'pd:Communication'),
    category('telemetry', 'Telemetry', 'product_use', 'pd:DeviceBased'),
    {
      ...category('transcripts', 'Transcripts', 'said_and_shown', 'pd:Communication'),
      derivedFrom: ['audio'],
    },
  ],
  purposes,
  notices: purposes.map(notice),
}

/** Two clauses about features, two about sharing, one about neither. */
export const smallTerms = `# Terms of Castellan Calls

## 1. This agreement

**1.1 Parties.** These terms are between you and Castellan Calls.

## 2. AI features

**2.1 Meeting summary.** The summary uses what is said and written in a meeting, for the people in it.

**2.2 Chat compose.** Chat compose drafts a message when you ask for one.

## 3. Your content

**3.1 Improvement.** We use content for improvement only of people who said yes.

**3.2 Training.** We train our own models only with content of people who said yes.
`

export const smallMapping: Mapping = {
  clauses: [
    { clause: '2.1', purposes: ['meeting_summary'], categories: [] },
    { clause: '2.2', purposes: ['chat_compose'], categories: [] },
    { clause: '3.1', purposes: ['product_improvement'], categories: [] },
    { clause: '3.2', purposes: ['train_platform_models'], categories: [] },
  ],
  ceilings: [],
}

function notice({ key, kind, title }: Purpose): Notice {
  const isFeature = kind === 'feature'
  return {
    purpose: key,
    language: 'en',
    title,
    question: `May ${title} use your content?`,
    covers: ['What you say yes to, from then on.'],
    doesNotCover: ['What you do not say yes to.'],
    controller: isFeature ? 'account' : operator,
    processor: isFeature ? operator : null,
    recipients: [compute],
    retention: { sentence: 'It is deleted after 30 days.', duration: 'P30D' },
    storage: { sentence: 'It is stored in the European Union.', location: 'loc:EU' },
    withdrawal: 'You can say no at any time. Your no does not make earlier use unlawful.',
    complaint: 'You can complain to the authority.',
    legalBasis: 'consent',
    jurisdiction: 'loc:NL',
    validity: 'P12M',
  }
}

function category(
  key: string,
  title: string,
  group: 'said_and_shown' | 'written' | 'product_use',
  dpv: string,
) {
  return { key, title, group, derivedFrom: [] as string[], dpv }
}

function party(key: string, name: string): Party {
  return {
    id: `https://${key}.example/parties/${key}`,
    name,
    address: '1 Quay Street',
    email: `privacy@${key}.example`,
    url: `https://${key}.example/privacy`,
  }
}
