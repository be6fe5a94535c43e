/** What a consent rests on. */
export type TermKind = 'category' | 'purpose' | 'recipient' | 'right' | 'limit'

export type Term = {
  kind: TermKind
  /** In plain words, as a reason names it. */
  term: string
  /** As it is written: words in small letters; a star stands for any ending. */
  forms: readonly string[]
  /** Counts only in a sentence that has one of these as well. */
  near?: readonly string[]
  /** Where it counts for less than others of its kind. */
  isMinor?: true
}

/** As a right it is only ever granted: "not without your consent" is a prohibition with an exception. */
export const withoutConsent = 'acting without your consent'
/** Of what users may do it limits nothing else. */
export const onlyThat = '"only"'
/** What an exception takes away from whoever is protected, and from the platform where nobody is. */
export const conditions = '"unless"'
export const protection = 'protection of it'

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

/** Words with other uses too, which mean the term beside these. */
const beside: Readonly<Record<string, string>> = {
  'training artificial intelligence':
    'model*, ai, algorithm*, artificial intelligence, machine learning, neural',
  'developing and improving products':
    'product*, service*, feature*, technolog*, offering*, model*, tool*',
  'selling data': 'data, content, information, it, them',
}

/** The words by which a change is judged: what it names is told as a reason, and nothing else is. */
export const vocabulary: readonly Term[] = [
  ...termsOf('purpose', {
    'training artificial intelligence': `
      train, trains, trained, training, tune, tunes, tuned, tuning, retrain*`,
    'machine learning': 'machine learning, deep learning',
    'artificial intelligence': 'artificial intelligence, generative ai, ai models',
    'developing and improving products': `
      develop*, improv*, enhanc*, build, builds, building, product improvement`,
    marketing: 'marketing, promotional, promoting, direct mail*',
    advertising: 'advertising, advertise, advertisement*, ads, targeted ad',
    'research and analysis': 'research*, analytics, analysis, analyses, analyz*, analys*',
    'profiling and personalising': `
      profiling, personaliz*, personalis*, scoring, infer, inferences`,
    testing: 'testing, quality assurance, benchmark*',
    'selling data': 'sell, sells, selling, sold',
    'recognising people': `
      biometric*, facial recognition, face recognition, voiceprint*, emotion*`,
    'automated decisions': `
      automated decision*, automated means, automatic decision*, solely automated,
      decided by a machine, decisions about you by`,
    'any purpose': `
      any purpose*, any other purpose*, all purposes, any lawful purpose*,
      any business purpose*, our own purposes, purposes of our own, other purposes`,
  }),
  ...termsOf('recipient', {
    'third parties': `
      third party, third parties, third-party, other companies, to others, by others`,
    affiliates: 'affiliate*, subsidiar*, group companies, parent company, related companies',
    partners: 'partner, partners, business partner*, companies that we work with',
    'service providers': `
      service provider*, vendor*, contractor*, subcontractor*, subprocessor*, sub-processor*,
      those who work for us`,
    advertisers: 'advertiser*, ad network*, data broker*',
    authorities: 'law enforcement, government*, authorities, regulator*',
    successors: 'successor*, acquirer*, assignee*',
    'other countries': `
      outside the european, outside the eea, outside the eu, outside the united,
      outside your country, other countries, third countries, another country, abroad`,
    'the public': 'publicly, the public',
  }),
  ...termsOf('category', {
    audio: 'audio, voice*, speech',
    video: 'video*, camera',
    chat: 'chat, chats, messages, messaging',
    'screen sharing': 'screen sharing, shared screen*, screen share*',
    attachments: 'attachment*, files, documents',
    'poll results': 'poll, polls, poll results',
    whiteboard: 'whiteboard*',
    reactions: 'reactions',
    transcripts: 'transcript*',
    recordings: 'recording, recordings',
    outputs: 'outputs, output',
    telemetry: 'telemetry',
    'product usage': 'product usage, usage data, usage information',
    diagnostics: 'diagnostic*, crash report*, error log*',
    'service generated data': 'service generated data, service data',
    'customer content': `
      customer content, your content, user content, customer data, user data,
      meeting content, member content, your communications`,
    'personal data': 'personal data, personal information, personally identif*',
    location: 'location data, your location, precise location, geolocation, gps',
    contacts: 'contacts, address book*, contact list*, calendar*',
    'device data': 'device information, device identifier*, ip address*',
    'browsing behaviour': 'browsing, browsing history, search history, clickstream',
    'payment data': 'payment information, payment data, credit card*, financial information',
    'health data': 'health data, health information, medical',
    'data from public sources': `
      publicly available, publicly accessible, public sources, public information`,
    'data about children': 'children, minors, pupils',
    'anything worked out from data': `
      derive from, derived from, work out from, inferred, combine with`,
  }),
  ...termsOf('right', {
    'a perpetual licence': 'perpetual*, in perpetuity, indefinite*',
    'an irrevocable licence': `
      irrevocabl*, cannot withdraw, may not withdraw, cannot be withdrawn, cannot revoke`,
    'a right to sublicense': 'sublicens*, sub-licens*',
    'a transferable licence': 'transferabl*, which we may transfer, freely assign*',
    'a worldwide licence': 'worldwide, world-wide, throughout the world',
    'a royalty-free licence': `
      royalty-free, royalty free, without compensation, free of charge to us`,
    'an exclusive right': 'exclusive',
    'rights without limits': `
      unlimited right*, unrestricted, unlimited licen*, no duties, no other obligations`,
    'making other works from it': 'derivative works, create derivative*',
    'owning it': `
      belongs to us, belong to us, transfer them to us, owned by us, becomes our property,
      assign to us, assigns to us, our property`,
    'acting without telling you': `
      without notice, without further notice, without prior notice, without notifying,
      but need not, without telling`,
    [withoutConsent]:
      'without your consent, without your permission, without asking, without consent',
    'deciding alone': 'sole discretion, our discretion, absolute discretion',
    'taking use for consent': `
      agree to this by using, consent by using, by using the services you consent,
      continued use constitut*, continued use of the services constitut*, by continuing to use,
      if you continue to use, continued use means, deemed to have, deemed consent,
      deemed acceptance, have accepted the new, no setting that turns it off,
      enabled by default, on by default, included by default, selected by default`,
    'lasting after the end': `
      continues when this agreement ends, continue to hold after, does not end when,
      survive termination`,
  }),
  ...termsOf('limit', {
    [onlyThat]: 'only, solely, exclusively, strictly, limited to, no more than',
    'your consent': `
      your consent, your prior consent, your express consent, your explicit consent,
      your permission, your prior written consent, has consented, have consented,
      have permitted, you permit, says yes, you allow, you agree to share, opt in, opt-in,
      opts in, opted in, opting in, their consent, prior consent, explicit consent,
      if you choose, you have enabled, if enabled by, obtain consent, obtain the consent,
      obtains consent, ask for consent, asks for consent, get consent, gets consent,
      written consent, express consent, off by default, disabled by default`,
    'your instructions': `
      your instruction*, instructed by you, your documented instruction*, authorized by you`,
    'a way to say no': `
      opt out, opt-out, opting out, opted out, can object, may object, object to,
      right to object, turn off, switch off, switched off,
      may say no, withdraw your, withdraw consent, turn a yes into a no, unsubscribe,
      right to withdraw`,
    'a place that it stays in': `
      stay in, stays in, remain in, remains in, stored only in, not leave, within the european,
      within the eea, within the eu`,
    [conditions]: 'unless, except, provided that, as long as, to the extent',
    [protection]: `
      confidential, confidentiality, anonymi*, pseudonymi*, encrypt*, aggregated, de-identif*, bound to secrecy`,
  }),
]

/** Verbs of use: a category or recipient without one is only talked about. */
export const useForms = list(`
  use, uses, used, using, collect*, process*, share, shares, sharing, shared with, disclos*,
  access*, stor*, train*, receiv*, analy*, sell*, transfer*, licen*, keep*, retain*, record,
  records, transmit*, obtain*, pass, provide it, consists of, means, includ*, contain*,
  monitor*, listen*, watch, watches, develop*, improv*, build*, creat*, combine*, measure*`)

/** Sentences about these are about who pays for what goes wrong, not about what is done with data. */
export const liabilityForms = list(`
  liable, liability, warrant*, indemn*, damages, infring*, disclaim*, arbitrat*, risk`)

/** What a limit has to be about, where its sentence names nothing else of this vocabulary. */
export const dataForms = list(`
  data, content, information, licence*, license*, recording*, material*, use it, uses it,
  use them, share it, share them, process it, keep it,
  consent, opt out, opt-out, opting out, off by default, disabled by default, can object, may object, right to object`)

function termsOf(kind: TermKind, terms: Readonly<Record<string, string>>): Term[] {
  return Object.entries(terms).map(([term, forms]) => ({
    ...{ kind, term, forms: list(forms) },
    ...(beside[term] !== undefined && { near: list(beside[term]) }),
    ...(minor.has(term) && { isMinor: true }),
  }))
}

function list(forms: string): string[] {
  return forms.split(',').map((form) => form.trim())
}
