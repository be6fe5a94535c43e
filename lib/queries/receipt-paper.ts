import type { Notice } from '#lib/domain/catalogue/catalogue.ts'
import type { Paper, PaperBlock, PaperFact, PaperPart } from '#lib/domain/receipt/paper.ts'
import type { ReceiptPageView, RestingNotice, RestingTerms } from './receipt-page.ts'
import { instantWords } from './receipt-words.ts'

/** A receipt's page as a document to keep: the same content in the same words, and the texts it rests on in theirs. */
export function receiptPaper(view: ReceiptPageView): Paper {
  const { receipt } = view
  return {
    id: receipt.id,
    digest: receipt.digest,
    at: receipt.at,
    language: 'en',
    kind: receipt.paperKind,
    title: receipt.title,
    date: instantWords(receipt.at),
    parts: [
      decided(view),
      ...effectsOf(view),
      ...changing(view),
      whoDecided(view),
      ...responsible(view),
      ...restsOn(view),
      proof(view),
      // Only who answered was shown something: a request is no evidence that anybody read it.
      ...(receipt.kind === 'consent' ? shown(view) : []),
    ].filter(({ blocks }) => blocks.length > 0),
  }
}

function decided({ receipt }: ReceiptPageView): PaperPart {
  return {
    heading: receipt.statements.length === 0 ? 'What this is' : 'What was decided',
    blocks: [
      ...receipt.statements.map((statement) => ({ kind: 'statement', ...statement }) as const),
      ...(receipt.statements.length > 0
        ? []
        : [paragraph(`${receipt.title}. This paper says that it was recorded, and when.`)]),
      ...(receipt.kind === 'acceptance'
        ? [paragraph('An answer to terms is no consent: it allows no AI feature and no sharing.')]
        : []),
    ],
  }
}

function effectsOf({ effects }: ReceiptPageView): PaperPart[] {
  return effects.map(({ heading, past, asked }) => ({
    heading,
    blocks: [paragraph(past), { kind: 'list', items: asked }],
  }))
}

function changing({ receipt }: ReceiptPageView): PaperPart[] {
  if (receipt.kind === 'consent')
    return [
      {
        heading: 'How to take a yes back',
        blocks: [
          ...receipt.withdrawal.map(paragraph),
          facts([{ term: 'The page for it', details: [receipt.controlUrl], exact: true }]),
        ],
      },
    ]
  if (receipt.kind !== 'permission') return []
  const words = 'An owner or an admin can turn this off, or permit it again, at any time.'
  return [{ heading: 'How to change it', blocks: [paragraph(words)] }]
}

function whoDecided({ receipt, actorName }: ReceiptPageView): PaperPart {
  const { actorId } = receipt
  const known = actorName ?? (actorId === null ? 'The operator' : 'A name that is not kept here')
  const isOwn = receipt.kind === 'consent'
  return {
    heading: receipt.statements.length === 0 ? 'Who did it, and when' : 'Who decided, and when',
    blocks: [
      facts([
        {
          term: 'Who',
          details: [isOwn ? `You, ${actorName ?? 'without a name here'}` : known],
        },
        ...(actorId === null
          ? []
          : [{ term: 'Named in the record', details: [`urn:uuid:${actorId}`], exact: true }]),
        { term: 'When', details: [instantWords(receipt.at)] },
      ]),
      paragraph(
        'UTC is the world’s common clock, the same in every place: add to it, or take from it, the hours of where you are. The record names people by random numbers alone. The name stands on this paper only.',
      ),
    ],
  }
}

function responsible({ receipt, notices }: ReceiptPageView): PaperPart[] {
  const parties = 'parties' in receipt ? receipt.parties : []
  const complaints = [...new Set(notices.flatMap(({ content }) => content?.complaint ?? []))]
  const authority = receipt.kind === 'consent' ? receipt.authority : null
  const lines: PaperFact[] = parties.map(({ title, name, address, email }) => ({
    term: title,
    details: [name, address, email].filter((part) => part !== ''),
  }))
  const complain: PaperFact[] =
    authority === null ? [] : [{ term: 'Authority', details: [authority.name, authority.url] }]
  if (lines.length === 0) return []
  const heading =
    complaints.length === 0 ? 'Who stands behind it' : 'Who is responsible, and how to complain'
  return [{ heading, blocks: [facts([...lines, ...complain]), ...complaints.map(paragraph)] }]
}

function restsOn({ terms, notices }: ReceiptPageView): PaperPart[] {
  if (terms.length + notices.length === 0) return []
  const blocks = [
    ...terms.flatMap(({ title, number, digest, clauses }) => [
      heading(`${title}, version ${String(number)}`),
      facts([
        ...(clauses.length === 0
          ? []
          : [{ term: 'Clauses', details: clauses.map(({ label }) => label) }]),
        { term: 'SHA-256', details: [digest], exact: true },
      ]),
    ]),
    ...notices.flatMap(({ title, digest }) => [
      heading(`The notice “${title}”`),
      facts([{ term: 'SHA-256', details: [digest], exact: true }]),
    ]),
  ]
  return [{ heading: 'On which texts', blocks }]
}

function proof({ receipt }: ReceiptPageView): PaperPart {
  const place =
    receipt.position === null
      ? 'Awaiting its place: take the paper again in a moment'
      : `Entry ${String(receipt.position)} of the ledger`
  return {
    heading: 'How to check it',
    blocks: [
      { kind: 'check' },
      facts([
        { term: 'Receipt', details: [receipt.id], exact: true },
        { term: 'Proof', details: [place] },
        { term: 'SHA-256 of what is signed', details: [receipt.digest], exact: true },
        { term: 'Signed by the key', details: [receipt.keyId], exact: true },
      ]),
    ],
  }
}

function shown({ notices, terms }: ReceiptPageView): PaperPart[] {
  return [...notices.flatMap(noticeShown), ...terms.flatMap(clausesShown)]
}

/** The notice's own sentences, in its own language. */
function noticeShown({ title, content }: RestingNotice): PaperPart[] {
  if (content === null) return []
  const { language } = content
  const said = (markdown: string) => ({ kind: 'quote', markdown, language }) as const
  return [
    {
      heading: `The words that were shown: ${title}`,
      blocks: noticeTexts(content).flatMap(([about, sentences]) =>
        sentences.length === 0
          ? []
          : [heading(about), ...sentences.map((each) => said(escaped(each)))],
      ),
    },
  ]
}

function noticeTexts(
  notice: Notice,
): readonly (readonly [about: string, sentences: readonly string[]])[] {
  return [
    ['The question', [notice.question]],
    ['A yes covers', notice.covers],
    ['It does not cover', notice.doesNotCover],
    ['How long it is kept, and where', [notice.retention.sentence, notice.storage.sentence]],
    ['How to take a yes back', [notice.withdrawal]],
    ['What that asks of others', (notice.afterWithdrawal ?? []).map(({ sentence }) => sentence)],
    ['How to complain', [notice.complaint]],
  ]
}

function clausesShown({ title, number, clauses }: RestingTerms): PaperPart[] {
  const texts = clauses.flatMap(({ text }) => text ?? [])
  return [
    {
      heading: `The clauses that were shown: ${title}, version ${String(number)}`,
      // The heading is the clause's first line, and so is part of its text.
      blocks: texts.map((text) => ({ kind: 'quote', markdown: text, language: 'en' }) as const),
    },
  ]
}

/** A notice is plain text: nothing in it is a mark of Markdown. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&')
}

function paragraph(text: string): PaperBlock {
  return { kind: 'paragraph', text }
}

function heading(text: string): PaperBlock {
  return { kind: 'heading', text }
}

function facts(all: readonly PaperFact[]): PaperBlock {
  return { kind: 'facts', facts: all }
}
