/** What a consent rests on. */
export type TermKind = 'category' | 'purpose' | 'recipient' | 'right' | 'limit'

export type Term = {
  kind: TermKind
  /** In plain words, as a reason names it. */
  term: string
  /** Words as they are written; a star stands for any ending. */
  forms: readonly string[]
  /** Counts only in a sentence that has one of these as well. */
  near?: readonly string[]
  /** Where it counts for less than others of its kind: it is named in most texts anyway. */
  isMinor?: true
}

const models = [
  ...['model*', 'ai', 'algorithm*', 'artificial intelligence', 'machine learning', 'neural'],
]
const products = ['product*', 'service*', 'feature*', 'technolog*', 'offering*', 'model*', 'tool*']
const data = ['data', 'content', 'information', 'it', 'them']

/** What an exception to it takes away from the protected, and from the platform where it is none. */
export const protection = 'protection of it'
/** Of what users may do it limits nothing else. */
export const onlyThat = 'a limit ("only")'
export const conditions = 'a condition ("unless")'

/** Named in so many clauses that another mention says little. */
const minor: ReadonlySet<string> = new Set([
  ...[
    'customer content',
    'a royalty-free licence',
    'an exclusive right',
    'artificial intelligence',
  ],
  conditions,
])

/** The words by which a change is judged: what it names is told as a reason, and nothing else is. */
export const vocabulary: readonly Term[] = [
  ...purposes({
    'training artificial intelligence': {
      forms: [
        'train',
        'trains',
        'trained',
        'training',
        'tune',
        'tunes',
        'tuned',
        'tuning',
        'retrain*',
      ],
      near: models,
    },
    'machine learning': { forms: ['machine learning', 'deep learning'] },
    'artificial intelligence': { forms: ['artificial intelligence', 'generative ai', 'ai models'] },
    'developing and improving products': {
      forms: [
        'develop*',
        'improv*',
        'enhanc*',
        'build',
        'builds',
        'building',
        'product improvement',
      ],
      near: products,
    },
    marketing: { forms: ['marketing', 'promotional', 'promoting', 'direct mail*'] },
    advertising: { forms: ['advertis*', 'ads', 'targeted ad'] },
    'research and analysis': {
      forms: ['research*', 'analytics', 'analysis', 'analyses', 'analyz*', 'analys*'],
    },
    'profiling and personalising': {
      forms: ['profiling', 'personaliz*', 'personalis*', 'scoring', 'infer', 'inferences'],
    },
    testing: { forms: ['testing', 'quality assurance', 'benchmark*'] },
    'selling data': { forms: ['sell', 'sells', 'selling', 'sold'], near: data },
    'recognising people': {
      forms: ['biometric*', 'facial recognition', 'face recognition', 'voiceprint*', 'emotion*'],
    },
    'any purpose': {
      forms: [
        ...['any purpose*', 'any other purpose*', 'all purposes', 'any lawful purpose*'],
        ...['any business purpose*', 'our own purposes', 'purposes of our own', 'other purposes'],
      ],
    },
  }),
  ...recipients({
    'third parties': [
      'third party',
      'third parties',
      'third-party',
      'other companies',
      'to others',
      'by others',
    ],
    affiliates: [
      'affiliate*',
      'subsidiar*',
      'group companies',
      'parent company',
      'related companies',
    ],
    partners: ['partner', 'partners', 'business partner*', 'companies that we work with'],
    'service providers': [
      ...[
        'service provider*',
        'vendor*',
        'contractor*',
        'subcontractor*',
        'subprocessor*',
        'sub-processor*',
      ],
      'those who work for us',
    ],
    advertisers: ['advertiser*', 'ad network*', 'data broker*'],
    authorities: ['law enforcement', 'government*', 'authorities', 'regulator*'],
    successors: ['successor*', 'acquirer*', 'assignee*'],
    'the public': ['publicly', 'the public'],
  }),
  ...categories({
    audio: ['audio', 'voice*', 'speech'],
    video: ['video*', 'camera'],
    chat: ['chat', 'chats', 'messages', 'messaging'],
    'screen sharing': ['screen sharing', 'shared screen*', 'screen share*'],
    attachments: ['attachment*', 'files', 'documents'],
    'poll results': ['poll', 'polls', 'poll results'],
    whiteboard: ['whiteboard*'],
    reactions: ['reactions'],
    transcripts: ['transcript*'],
    recordings: ['recording', 'recordings'],
    outputs: ['outputs', 'output'],
    telemetry: ['telemetry'],
    'product usage': ['product usage', 'usage data', 'usage information'],
    diagnostics: ['diagnostic*', 'crash report*', 'error log*'],
    'service generated data': ['service generated data', 'service data'],
    'customer content': ['customer content', 'your content', 'user content'],
    'personal data': ['personal data', 'personal information', 'personally identif*'],
    location: ['location data', 'your location', 'precise location', 'geolocation', 'gps'],
    contacts: ['contacts', 'address book*', 'contact list*', 'calendar*'],
    'device data': ['device information', 'device identifier*', 'ip address*'],
    'browsing behaviour': ['browsing', 'browsing history', 'search history', 'clickstream'],
    'payment data': [
      'payment information',
      'payment data',
      'credit card*',
      'financial information',
    ],
    'health data': ['health data', 'health information', 'medical'],
    'data from public sources': [
      'publicly available',
      'publicly accessible',
      'public sources',
      'public information',
    ],
    'data about children': ['children', 'minors', 'pupils'],
    'anything worked out from data': [
      'derive from',
      'derived from',
      'work out from',
      'inferred',
      'combine with',
    ],
  }),
  ...rights({
    'a perpetual licence': ['perpetual*', 'in perpetuity', 'indefinite*'],
    'an irrevocable licence': [
      'irrevocabl*',
      'cannot withdraw',
      'may not withdraw',
      'cannot be withdrawn',
      'cannot revoke',
    ],
    'a right to sublicense': ['sublicens*', 'sub-licens*'],
    'a transferable licence': ['transferabl*', 'which we may transfer', 'freely assign*'],
    'a worldwide licence': ['worldwide', 'world-wide', 'throughout the world'],
    'a royalty-free licence': [
      'royalty-free',
      'royalty free',
      'without compensation',
      'free of charge to us',
    ],
    'an exclusive right': ['exclusive'],
    'rights without limits': [
      'unlimited right*',
      'unrestricted',
      'unlimited licen*',
      'no duties',
      'no other obligations',
    ],
    'making other works from it': ['derivative works', 'create derivative*'],
    'owning it': [
      ...[
        'belongs to us',
        'belong to us',
        'transfer them to us',
        'owned by us',
        'becomes our property',
      ],
      ...['assign to us', 'assigns to us', 'our property'],
    ],
    'acting without telling you': [
      'without notice',
      'without further notice',
      'without prior notice',
      'without notifying',
      'but need not',
      'without telling',
    ],
    'deciding alone': ['sole discretion', 'our discretion', 'absolute discretion'],
    'taking use for consent': [
      ...['agree to this by using', 'consent by using', 'by using the services , you consent'],
      ...[
        'continued use constitut*',
        'continued use of the services constitut*',
        'by continuing to use',
      ],
      ...['if you continue to use', 'continued use means'],
      ...[
        'deemed to have',
        'deemed consent',
        'deemed acceptance',
        'have accepted the new',
        'no setting that turns it off',
      ],
      ...['enabled by default', 'on by default', 'by default'],
    ],
    'lasting after the end': [
      'continues when this agreement ends',
      'continue to hold after',
      'does not end when',
      'survive termination',
    ],
  }),
  ...limits({
    [onlyThat]: ['only', 'solely', 'exclusively', 'strictly', 'limited to', 'no more than'],
    'your consent': [
      ...[
        'your consent',
        'your prior consent',
        'your express consent',
        'your explicit consent',
        'your permission',
      ],
      ...[
        'your prior written consent',
        'has consented',
        'have consented',
        'have permitted',
        'you permit',
        'says yes',
      ],
      ...[
        'you allow',
        'you agree to share',
        'opt in',
        'opt-in',
        'opts in',
        'opted in',
        'opting in',
        'their consent',
      ],
      ...[
        'prior consent',
        'explicit consent',
        'if you choose',
        'you have enabled',
        'if enabled by',
      ],
    ],
    'your instructions': [
      'your instruction*',
      'instructed by you',
      'your documented instruction*',
      'authorized by you',
    ],
    'a way to say no': [
      ...[
        'opt out',
        'opt-out',
        'opting out',
        'opted out',
        'object',
        'turn off',
        'switch off',
        'switched off',
      ],
      ...[
        'may say no',
        'withdraw your',
        'withdraw consent',
        'turn a yes into a no',
        'unsubscribe',
        'right to withdraw',
      ],
    ],
    [conditions]: ['unless', 'except', 'provided that', 'as long as', 'to the extent'],
    [protection]: [
      'confidential',
      'anonymi*',
      'pseudonymi*',
      'encrypt*',
      'aggregated',
      'de-identif*',
      'bound to secrecy',
    ],
  }),
]

/** Verbs of use: a category or recipient without one is only talked about. */
export const useForms: readonly string[] = [
  ...[
    'use',
    'uses',
    'used',
    'using',
    'collect*',
    'process*',
    'share',
    'shares',
    'sharing',
    'shared with',
    'disclos*',
    'access*',
    'stor*',
  ],
  ...[
    'train*',
    'receiv*',
    'analy*',
    'sell*',
    'transfer*',
    'licen*',
    'keep*',
    'retain*',
    'record',
    'records',
  ],
  ...[
    'transmit*',
    'obtain*',
    'pass',
    'provide it',
    'consists of',
    'means',
    'includ*',
    'contain*',
    'monitor*',
  ],
  ...['develop*', 'improv*', 'build*', 'creat*', 'combine*', 'measure*'],
]

/** Sentences about these are about who pays for what goes wrong, not about what is done with data. */
export const liabilityForms: readonly string[] = [
  ...[
    'liable',
    'liability',
    'warrant*',
    'indemn*',
    'damages',
    'infring*',
    'disclaim*',
    'arbitrat*',
    'risk',
  ],
]

/** What a limit has to be about, where its sentence names nothing else of this vocabulary. */
export const dataForms: readonly string[] = [
  ...['data', 'content', 'information', 'licence*', 'license*', 'recording*', 'material*'],
  ...['use it', 'uses it', 'use them', 'share it', 'share them', 'process it', 'keep it'],
]

type Forms = Readonly<Record<string, readonly string[]>>

function purposes(terms: Readonly<Record<string, Pick<Term, 'forms' | 'near'>>>): Term[] {
  return Object.entries(terms).map(([term, forms]) => termOf('purpose', term, forms))
}

function recipients(terms: Forms): Term[] {
  return termsOf('recipient', terms)
}

function categories(terms: Forms): Term[] {
  return termsOf('category', terms)
}

function rights(terms: Forms): Term[] {
  return termsOf('right', terms)
}

function limits(terms: Forms): Term[] {
  return termsOf('limit', terms)
}

function termsOf(kind: TermKind, terms: Forms): Term[] {
  return Object.entries(terms).map(([term, forms]) => termOf(kind, term, { forms }))
}

function termOf(kind: TermKind, term: string, forms: Pick<Term, 'forms' | 'near'>): Term {
  return { kind, term, ...forms, ...(minor.has(term) && { isMinor: true }) }
}
