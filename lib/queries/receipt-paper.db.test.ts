import { afterAll, describe, expect, test } from 'vitest'
import { bundleFiles, receiptPdf } from '#lib/exports/bundle-files.ts'
import type { Notice } from '#lib/domain/catalogue/catalogue.ts'
import type { Paper } from '#lib/domain/receipt/paper.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadAccountReceipts } from '#lib/store/receipts.ts'
import { loadDemonstration } from '../../prisma/seed/load-demonstration.ts'
import { readStory } from '../../prisma/seed/story.ts'
import { testDatabase } from '../../test-support/database.ts'
import { keepKeys } from '../../test-support/keep-keys.ts'
import { memoryContext } from '../../test-support/memory-context.ts'
import { nodesOf, readPdf } from '../../test-support/read-pdf.ts'
import { listReceiptBundles, type ReceiptBundleView } from './receipt-files.ts'
import { receiptPage } from './receipt-page.ts'
import { receiptPaper } from './receipt-paper.ts'
import { receiptView } from './receipt-views.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const story = readStory()
const context = memoryContext(database, story.acts[0]!.at)
await keepKeys({ ...context, clock: context })
await loadDemonstration(story, context, () => undefined)

/** Every receipt of every account: the whole demonstration, in the order of the record. */
const bundles: ReceiptBundleView[] = []
for (const { id } of await database.prisma.account.findMany())
  for await (const bundle of listReceiptBundles({ kind: 'command_line' }, id, context))
    bundles.push(bundle)

const portal = { operatorName: 'Northwind Meet', publicUrl: context.publicUrl }

afterAll(() => closeDatabase(database))

test('a selection about features, one about sharing, and each document of the account is one bundle', () => {
  const titles = bundles.map(({ paper }) => paper.title)
  for (const title of [
    'Your answer about AI features',
    'Your answer about sharing for product improvement',
    'What your organisation permits: AI features',
    'What your organisation permits: content sharing',
  ])
    expect(titles).toContain(title)
  const several = bundles.filter(({ paper }) => blocksOf(paper, 'statement').length > 1)
  expect(several.length).toBeGreaterThan(0)
})

describe('a paper', () => {
  const consents = bundles.filter(({ name }) => name.includes('-consent-'))

  test('quotes the notice and the clauses that were shown, in the words of the bundle’s own texts', () => {
    expect(consents.length).toBeGreaterThan(30)
    for (const bundle of consents) {
      const quoted = blocksOf(bundle.paper, 'quote').map(({ markdown }) => markdown)
      const terms = textsUnder(bundle, 'terms/').join('\n')
      const clauses = quoted.filter((markdown) => terms.includes(markdown))
      expect(clauses.length).toBeGreaterThan(0)
      const plain = quoted.map((markdown) => markdown.replaceAll('\\', ''))
      for (const text of textsUnder(bundle, 'notice/')) {
        const { question, covers, doesNotCover, withdrawal } = JSON.parse(text) as Notice
        for (const sentence of [question, ...covers, ...doesNotCover, withdrawal])
          expect(plain).toContain(sentence)
      }
    }
  })

  test('C12: of a withdrawal says what stays lawful, what is asked of whom and by when; of a yes what it would', () => {
    const headings = consents.flatMap(({ paper }) => paper.parts.map(({ heading }) => heading))
    expect(headings.some((heading) => heading.startsWith('What taking it back would do'))).toBe(
      true,
    )
    const moved = consents.flatMap(({ paper }) =>
      paper.parts.filter(({ heading }) => heading.startsWith('What taking it back set in motion')),
    )
    expect(moved.length).toBeGreaterThan(0)
    for (const { blocks } of moved) {
      const said = JSON.stringify(blocks)
      expect(said).toMatch(/What was done before \d+ \w+ 2\d{3}, [\d:]+ UTC stays lawful/)
      expect(said).toMatch(/ By \d+ \w+ 2\d{3} at the latest\./)
    }
  })

  test('names who decided as the portal knows them, and by the number alone where it knows no name', async () => {
    const named = JSON.stringify(consents[0]!.paper.parts)
    expect(story.people.some(({ name }) => named.includes(`You, ${name}`))).toBe(true)
    const [account] = await database.prisma.account.findMany()
    const stored = await loadAccountReceipts(database, account!.id, 0, 100)
    const own = stored.find(({ question }) => question !== null)!
    const page = await receiptPage(receiptView(own, context.digestOf), database)
    const nameless = JSON.stringify(receiptPaper({ ...page, actorName: null }).parts)
    expect(nameless).toContain('You, without a name here')
    expect(nameless).toContain(`urn:uuid:${own.subjectId!}`)
    expect(nameless).not.toContain(page.actorName)
  })

  test.each(['Consent receipt', 'Permission', 'Answer to terms', 'Membership'])(
    'of the kind “%s” is tagged, embeds its typefaces and carries its number and digest on every page',
    async (kind) => {
      const papers = bundles.map((bundle) => bundle.paper).filter((paper) => paper.kind === kind)
      const [paper] = papers.toSorted((one, other) => quotedIn(one) - quotedIn(other))
      if (paper === undefined) throw new Error(`nobody has a paper of the kind ${kind}`)
      const pdf = await readPdf(await receiptPdf(paper, portal))
      expect(pdf).toMatchObject({ language: 'en', isMarked: true, foreignFonts: [] })
      expect(nodesOf(pdf, 'H1').map(({ text }) => text.replaceAll(/\s+/g, ' ').trim())).toEqual([
        paper.title,
      ])
      expect(nodesOf(pdf, 'Figure').map(({ alt }) => alt)).toEqual([
        `A picture to scan. It holds the address https://portal.test/verify#receipt=${paper.id}`,
      ])
      for (const { text } of pdf.pages) {
        expect(text).toContain(paper.id)
        expect(text).toContain(paper.digest)
      }
    },
  )
})

/** How much of others' words it has: the less, the sooner it is read back. */
function quotedIn(paper: Paper): number {
  return blocksOf(paper, 'quote').length
}

test('the paper stands last in the bundle, which holds what it held without it', async () => {
  const [bundle] = bundles
  const files = await bundleFiles(bundle!, portal)
  expect(files.slice(0, -1)).toEqual(bundle!.parts)
  expect(files.at(-1)).toMatchObject({ path: 'receipt.pdf' })
})

function blocksOf<Kind extends Paper['parts'][number]['blocks'][number]['kind']>(
  { parts }: Paper,
  kind: Kind,
) {
  type Block = Extract<Paper['parts'][number]['blocks'][number], { kind: Kind }>
  return parts
    .flatMap(({ blocks }) => blocks)
    .filter((block): block is Block => block.kind === kind)
}

function textsUnder({ parts }: ReceiptBundleView, folder: string): string[] {
  return parts
    .filter(({ path }) => path.startsWith(folder))
    .map(({ bytes }) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
}
