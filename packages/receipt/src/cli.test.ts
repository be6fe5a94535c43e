import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Ask } from './ask-standing.ts'
import { assentVerify } from './cli.ts'
import { serialiseReceiptFile } from './receipt-file.ts'
import { mockBundle } from './testdata/mock-bundle.ts'
import { LEDGER_VKEY, mockReceipt, mockVkey, ORIGIN, witnessLine } from './testdata/mock-receipt.ts'

const RECEIPT = serialiseReceiptFile(mockReceipt())
const POLICY = `log ${LEDGER_VKEY}\n`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-verify-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('exit code 0', () => {
  test('and a sentence for each fact, when the receipt verifies', async () => {
    put({ 'a.receipt.json': RECEIPT, 'trust.policy': POLICY })
    const { code, printed, complained } = await run('a.receipt.json')
    expect(code).toBe(0)
    expect(complained).toBe('')
    const [file, ...facts] = printed.split('\n')
    expect(file).toBe('a.receipt.json')
    expect(facts).toHaveLength(9)
    for (const fact of facts.slice(0, 7)) expect(fact).toMatch(/^ {2}✓ [A-Z].*\.$/)
    expect(facts.at(-1)).toMatch(/^ {2}○ Whether it is still so is not established: .* not asked/)
    expect(facts.at(-2)).toMatch(/^ {2}○ Whether any witness saw that tree is not established/)
  })

  test('just as the README shows it', async () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const [policy = ''] = /^log .+\n/m.exec(readme) ?? []
    const [, shown = ''] = /^\$ npx assent-verify .+\n([^`]+)\n```/m.exec(readme) ?? []
    put({ 'mine.receipt.json': RECEIPT, 'trust.policy': policy })
    expect((await run('mine.receipt.json')).printed).toBe(shown)
  })

  test('with the policy of .data, where ./trust.policy is not there', async () => {
    put({ 'a.receipt.json': RECEIPT, '.data/trust.policy': POLICY })
    expect((await run('a.receipt.json')).code).toBe(0)
  })

  test('with ./trust.policy before that of .data, and --policy before both', async () => {
    const stranger = `log ${mockVkey(ORIGIN, 9, 'ed25519')}\n`
    put({ 'a.json': RECEIPT, '.data/trust.policy': stranger, 'trust.policy': POLICY, mine: POLICY })
    expect((await run('a.json')).code).toBe(0)
    put({ 'trust.policy': stranger })
    expect((await run('a.json')).code).toBe(1)
    expect((await run('a.json', '--policy', 'mine')).code).toBe(0)
    expect((await run('--policy=mine', 'a.json')).code).toBe(0)
  })

  test('with --json, and the statement in it', async () => {
    put({ 'a.json': RECEIPT, 'trust.policy': POLICY })
    const { code, printed } = await run('--json', 'a.json')
    expect(code).toBe(0)
    const document = JSON.parse(printed) as Record<string, unknown>
    expect(document).toMatchObject({
      file: 'a.json',
      ok: true,
      statement: { issuer: 'https://meet.example/' },
    })
    expect(document['facts']).toHaveLength(7)
  })

  test('for --help', async () => {
    const { code, printed } = await run('--help')
    expect(code).toBe(0)
    expect(printed).toContain(
      'Usage: assent-verify PATH... [--policy FILE] [--witness FILE] [--at INSTANT] [--status] [--json]',
    )
  })
})

describe('exit code 1 and a line of its own', () => {
  const awaiting = serialiseReceiptFile({ ...mockReceipt(), proof: null })
  const cases: Record<string, [Uint8Array | string, RegExp]> = {
    'for a file that is not JSON': ['hello', /✗ The file is neither JSON nor a zip/],
    'for a file that is empty': ['', /✗ The file is empty/],
    'for a truncated receipt': [RECEIPT.subarray(0, 900), /✗ The file is truncated/],
    'for a receipt with a newline put at its end': [
      Buffer.concat([RECEIPT, Buffer.from('\n')]),
      /✗ The file was rewritten/,
    ],
    'for a receipt signed by an unknown key': [
      serialiseReceiptFile(mockReceipt({ certificateSeed: 9, checkpointSeed: 9 })),
      /✗ .* signed by an unknown key/,
    ],
    'for a receipt of another ledger': [
      serialiseReceiptFile(mockReceipt({ certificateOrigin: 'other.example/ledger' })),
      /✗ The receipt is of another ledger, other\.example\/ledger/,
    ],
    'for a receipt that awaits its proof': [awaiting, /… The receipt awaits its proof/],
  }
  for (const [name, [bytes, line]] of Object.entries(cases)) {
    test(name, async () => {
      put({ 'a.receipt.json': bytes, 'trust.policy': POLICY })
      const { code, printed, complained } = await run('a.receipt.json')
      expect(code).toBe(1)
      expect(complained).toBe('')
      const lines = printed.split('\n')
      expect(lines.at(-1)).toMatch(line)
      expect(lines.filter((each) => /^ {2}[✗…]/.test(each))).toHaveLength(1)
    })
  }

  test('when one of many receipts fails, and says how many verify', async () => {
    put({ 'a.json': RECEIPT, 'b.json': awaiting, 'c.json': RECEIPT, 'trust.policy': POLICY })
    const { code, printed } = await run('a.json', 'b.json', 'c.json')
    expect(code).toBe(1)
    expect(printed.split('\n').at(-1)).toBe('2 of 3 receipts verify.')
  })

  test('with --json, the reason by its code', async () => {
    put({ 'a.json': awaiting, 'trust.policy': POLICY })
    const { code, printed } = await run('a.json', '--json')
    expect(code).toBe(1)
    const document = JSON.parse(printed) as { facts: { code: string }[] }
    expect(document.facts.at(-1)).toMatchObject({ state: 'not_yet', code: 'awaiting_proof' })
  })
})

describe('many receipts', () => {
  test('of a folder are found at any depth, by their name, each once', async () => {
    put({ 'f/b.receipt.json': RECEIPT, 'f/g/a.receipt.json': RECEIPT, 'f/notes.txt': 'x' })
    put({ 'trust.policy': POLICY })
    const { code, printed } = await run('f', 'f/b.receipt.json', '--json')
    expect(code).toBe(0)
    expect(printed.split('\n').map((line) => (JSON.parse(line) as { file: string }).file)).toEqual([
      join('f', 'b.receipt.json'),
      join('f', 'g', 'a.receipt.json'),
    ])
  })

  test('that are more than one reads one by one: a line for each that fails, and how many verify', async () => {
    const names = Array.from(
      { length: 250 },
      (_, i) => `f/${String(i).padStart(3, '0')}.receipt.json`,
    )
    put({ 'trust.policy': POLICY, ...Object.fromEntries(names.map((name) => [name, RECEIPT])) })
    put({ 'f/007.receipt.json': 'hello', 'f/100.receipt.json': '' })
    const { code, printed, drawn } = await run('f')
    expect(code).toBe(1)
    expect(printed).toBe(
      [
        `✗ ${join('f', '007.receipt.json')}: The file is neither JSON nor a zip, so it is no receipt or a damaged one.`,
        `✗ ${join('f', '100.receipt.json')}: The file is empty.`,
        '248 of 250 receipts verify.',
        '○ Of 248 of them: Whether any witness saw that tree is not established: your trust policy asks for none.',
        '○ Of 248 of them: Whether it is still so is not established: the portal was not asked.',
      ].join('\n'),
    )
    expect(drawn.length).toBe(101)
    expect(drawn.at(-2)).toBe(`\r${'█'.repeat(25)} 250 of 250`)
    expect(drawn.at(-1)).toBe('\r\u001b[K')
  })

  test('that are few draw no progress', async () => {
    put({ 'f/a.receipt.json': RECEIPT, 'trust.policy': POLICY })
    expect((await run('f')).drawn).toEqual([])
  })
})

describe('--at an instant', () => {
  test('says whether it was signed by then, and by whose word', async () => {
    put({ 'a.json': RECEIPT, 'trust.policy': POLICY })
    const later = await run('a.json', '--at', '2026-03-03T00:00:00Z')
    expect(later.code).toBe(0)
    expect(later.printed).toContain('✓ It was signed by 3 March 2026 at 00:00:00 UTC')
    const earlier = await run('a.json', '--at', '2026-03-01T00:00:00Z')
    expect(earlier.code).toBe(1)
    expect(earlier.printed).toContain('✗ Its issuer dates it 2 March 2026')
  })
})

test('a zip is taken as one file is, alone and out of a folder with both', async () => {
  put({ 'f/a.receipt.zip': mockBundle(), 'f/b.receipt.json': RECEIPT, 'trust.policy': POLICY })
  const { code, printed } = await run('f')
  expect(code).toBe(0)
  expect(printed).toContain('✓ The zip is a whole Assent receipt in 11 parts')
  expect(printed).toContain('2 of 2 receipts verify.')
  put({ 'half.zip': mockBundle().subarray(0, 900) })
  const half = await run('half.zip')
  expect(half.code).toBe(1)
  expect(half.printed).toContain('✗ The zip is not in the form it must have: it is cut short')
})

describe('--witness', () => {
  const seen = serialiseReceiptFile(mockReceipt({ witnessSeeds: [11] }))
  const quorum = (...seeds: number[]) =>
    [
      ...seeds.map(witnessLine),
      `group all all ${seeds.map((seed) => `W${seed}`).join(' ')}`,
      'quorum all\n',
    ].join('\n')

  test('demands a quorum beside what the trust policy asks for', async () => {
    put({ 'a.json': seen, 'trust.policy': POLICY, w: quorum(11), more: quorum(11, 12) })
    expect((await run('a.json', '--witness', 'w')).printed).toContain('✓ As many witnesses')
    const fewer = await run('a.json', '--witness', 'more')
    expect(fewer.code).toBe(1)
    expect(fewer.printed).toContain('✗ Fewer witnesses')
    put({ 'trust.policy': `${POLICY}${quorum(12)}` })
    expect((await run('a.json', '--witness', 'w')).code).toBe(1)
  })

  test('counts a witness whom both policies name for both', async () => {
    put({ 'a.json': seen, 'trust.policy': `${POLICY}${quorum(11)}`, w: quorum(11) })
    expect((await run('a.json', '--witness', 'w')).code).toBe(0)
  })

  test('lets those ledgers alone count that both name, where it names any', async () => {
    put({ 'a.json': seen, 'trust.policy': POLICY, w: `${POLICY}${quorum(11)}` })
    expect((await run('a.json', '--witness', 'w')).code).toBe(0)
    put({ w: `log ${mockVkey(ORIGIN, 9, 'ed25519')}\n${quorum(11)}` })
    const { code, complained } = await run('a.json', '--witness', 'w')
    expect(code).toBe(2)
    expect(complained).toMatch(/^The witness policy w is of no use: it names none of the ledgers/)
  })

  test('is refused where it asks for no witness', async () => {
    put({ 'a.json': seen, 'trust.policy': POLICY })
    expect((await run('a.json', '--witness', 'trust.policy')).complained).toMatch(
      /^The witness policy trust\.policy is of no use: it asks for no witness\.$/,
    )
  })
})

describe('--status', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  const line = { purpose: 'meeting_summary', category: null, since: null, by: null }
  const portal = (lines: unknown, status = 200): Ask => {
    const body = JSON.stringify({ receipt: id, at: '2026-03-03T00:00:00.000Z', lines })
    return (url) => {
      expect(url).toBe(`https://meet.example/api/v1/receipts/${id}/standing`)
      return Promise.resolve({ status, text: () => Promise.resolve(body) })
    }
  }
  beforeEach(() => {
    put({ 'a.json': RECEIPT, 'trust.policy': POLICY })
  })

  test('says that it is still so, and whose word that is', async () => {
    const { code, printed } = await runAsking(
      portal([{ ...line, state: 'in_force' }]),
      ...['a.json', '--status'],
    )
    expect(code).toBe(0)
    expect(printed).toContain(
      '✓ meeting_summary: it is still so. The portal said so at 3 March 2026 at 00:00:00 UTC; nobody signed that.',
    )
    expect(printed).not.toContain('not asked')
  })

  test.each(['withdrawn', 'superseded', 'revoked', 'expired', 'stale'])(
    'exit code 1 once it is %s',
    async (state) => {
      const over = { ...line, state, since: '2026-03-02T10:00:00.000Z', by: 'ConsentReceipt' }
      const { code, printed } = await runAsking(portal([over]), 'a.json', '--status')
      expect(code).toBe(1)
      expect(printed).toMatch(/✗ meeting_summary: no longer so since 2 March 2026 at 10:00:00 UTC/)
    },
  )

  test('a portal that does not know it, or no longer, establishes nothing', async () => {
    const { code, printed } = await runAsking(portal([], 404), 'a.json', '--status')
    expect(code).toBe(1)
    expect(printed).toContain('○ Whether it is still so is not established: the portal does not')
  })

  test('exit code 2 where there is no answer, or none about this receipt', async () => {
    for (const ask of [nobody, portal([], 500), portal('x'), portal([{ ...line, state: 'x' }])]) {
      const { code, printed } = await runAsking(ask, 'a.json', '--status')
      expect(code).toBe(2)
      expect(printed).toContain('○ Whether it is still so is not established: the portal could not')
    }
  })

  test('asks nothing about what does not verify', async () => {
    put({ 'a.json': RECEIPT.subarray(0, 900) })
    expect((await run('a.json', '--status')).code).toBe(1)
  })

  test('--json holds it line by line, or that it was not asked', async () => {
    const asked = await runAsking(
      portal([{ ...line, state: 'in_force' }]),
      ...['a.json', '--status', '--json'],
    )
    expect(JSON.parse(asked.printed)).toMatchObject({
      ok: true,
      standing: [{ state: 'established', code: 'still_so' }],
    })
    const { open } = JSON.parse((await run('a.json', '--json')).printed) as {
      open: { code: string }[]
    }
    expect(open.map(({ code }) => code)).toEqual(['witnesses_not_asked', 'status_not_asked'])
  })
})

describe('exit code 2 and one clear line', () => {
  const cases: Record<string, [Record<string, string | Uint8Array>, string[], RegExp]> = {
    'when no file is named': [{ 'trust.policy': POLICY }, [], /^Name a receipt file\.\nUsage:/],
    'for an option there is not': [{ 'trust.policy': POLICY }, ['a', '--loud'], /--loud/],
    'for a policy option without a file': [
      { 'trust.policy': POLICY },
      ['a', '--policy'],
      /--policy/,
    ],
    'for a receipt that is not there': [
      { 'trust.policy': POLICY },
      ['gone.json'],
      /^There is no file gone\.json\.$/,
    ],
    'for a folder without a receipt': [
      { 'trust.policy': POLICY, 'f/a': '', 'f/g/b.json': '{}' },
      ['f'],
      /^The folder f holds no receipt\.$/,
    ],
    'for each of several paths that name nothing': [
      { 'trust.policy': POLICY, 'f/a': '' },
      ['f', 'gone.json'],
      /^The folder f holds no receipt\.\nThere is no file gone\.json\.$/,
    ],
    'for a day that does not exist': [
      { a: RECEIPT, 'trust.policy': POLICY },
      ['a', '--at', '2026-02-30T00:00:00Z'],
      /^--at 2026-02-30T00:00:00Z is no instant in UTC such as .+\.$/,
    ],
    'when there is no policy': [
      { a: RECEIPT },
      ['a'],
      /^No trust policy: neither trust\.policy nor \.data.trust\.policy is here\. Name one with --policy FILE\.$/,
    ],
    'for a policy that is not there': [
      { a: RECEIPT },
      ['a', '--policy', 'p'],
      /^There is no file p\.$/,
    ],
    'for a policy that is not right': [
      { a: RECEIPT, p: `log ${LEDGER_VKEY}\nlog x\n` },
      ['a', '--policy', 'p'],
      /^The trust policy p is not right: line 2: .+\.$/,
    ],
    'for a policy that is no text': [
      { a: RECEIPT, p: Uint8Array.of(0xff) },
      ['a', '--policy', 'p'],
      /^The trust policy p is not right: .+\.$/,
    ],
    'for a policy that trusts no log': [
      { a: RECEIPT, p: '# nothing\n' },
      ['a', '--policy', 'p'],
      /^The trust policy p names no log to trust\.$/,
    ],
  }
  for (const [name, [files, args, message]] of Object.entries(cases)) {
    test(name, async () => {
      put(files)
      const { code, printed, complained } = await run(...args)
      expect(code).toBe(2)
      expect(printed).toBe('')
      expect(complained).toMatch(message)
    })
  }
})

function put(files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
}

async function run(...args: string[]) {
  return runAsking(nobody, ...args)
}

const nobody: Ask = () => Promise.reject(new Error('the network was used'))

async function runAsking(ask: Ask, ...args: string[]) {
  const printed: string[] = []
  const complained: string[] = []
  const drawn: string[] = []
  const code = await assentVerify(args, {
    folder,
    ask,
    now: () => new Date('2026-03-03T00:00:00Z'),
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
    draw: (text) => drawn.push(text),
  })
  return { code, drawn, printed: printed.join('\n'), complained: complained.join('\n') }
}
