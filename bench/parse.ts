import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { parseTerms } from '#lib/domain/terms/parse-terms.ts'
import type { Line } from './report.ts'
import { alternate, cpuMilliseconds } from './rounds.ts'

/** Dividing terms into clauses, beside remark's parse of the same bytes, at three sizes. */
export async function parse({ rounds }: { readonly rounds: number }): Promise<Line[]> {
  const document = longDocument()
  const lines: Line[] = []
  for (const share of [1 / 4, 1, 4]) {
    const text = share < 1 ? cutAtBlock(document, share) : document.repeat(share)
    const bytes = new TextEncoder().encode(text)
    const measured = await alternate(
      {
        clauses: () => cpuMilliseconds(() => mustParse(bytes)),
        remark: () => cpuMilliseconds(() => void unified().use(remarkParse).parse(text)),
      },
      rounds,
    )
    lines.push({
      what: `divide ${bytes.length.toLocaleString('en')} bytes of terms into clauses`,
      unit: 'ms',
      ours: measured.clauses,
      control: { what: 'remark’s parse', values: measured.remark },
      goal: share === 1 ? '≤ 60 ms' : '',
    })
  }
  return lines
}

const SHARED = '../shared/terms/zoom-tos/2023-08-11.md'
const LENGTH = 94_000

/** A real document of about 94 kB where there is one, else our own terms again and again. */
export function longDocument(): string {
  if (existsSync(SHARED)) return readFileSync(SHARED, 'utf8')
  const own = readdirSync('prisma/terms').map((name) =>
    readFileSync(`prisma/terms/${name}`, 'utf8'),
  )
  const all = own.join('\n\n')
  return cutAtBlock(
    all.repeat(Math.ceil(LENGTH / all.length)),
    LENGTH / (all.length * Math.ceil(LENGTH / all.length)),
  )
}

function cutAtBlock(text: string, share: number): string {
  const end = text.indexOf('\n\n', Math.floor(text.length * share))
  return end < 0 ? text : text.slice(0, end + 2)
}

function mustParse(bytes: Uint8Array): undefined {
  const parsed = parseTerms(bytes, (part) => hash('sha256', part, 'buffer'))
  if (!parsed.ok) throw new Error(parsed.code)
}
