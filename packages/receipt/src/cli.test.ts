import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assentVerify } from './cli.ts'
import { serialiseReceiptFile } from './receipt-file.ts'
import { LEDGER_VKEY, mockReceipt, mockVkey, ORIGIN } from './testdata/mock-receipt.ts'

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
  test('and a sentence for each fact, when the receipt verifies', () => {
    put({ 'a.receipt.json': RECEIPT, 'trust.policy': POLICY })
    const { code, printed, complained } = run('a.receipt.json')
    expect(code).toBe(0)
    expect(complained).toBe('')
    const [file, ...facts] = printed.split('\n')
    expect(file).toBe('a.receipt.json')
    expect(facts).toHaveLength(8)
    for (const fact of facts.slice(0, -1)) expect(fact).toMatch(/^ {2}✓ [A-Z].*\.$/)
    expect(facts.at(-1)).toMatch(/^ {2}○ Whether any witness saw that tree is not established/)
  })

  test('just as the README shows it', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const [policy = ''] = /^log .+\n/m.exec(readme) ?? []
    const [, shown = ''] = /^\$ npx assent-verify .+\n([^`]+)\n```/m.exec(readme) ?? []
    put({ 'mine.receipt.json': RECEIPT, 'trust.policy': policy })
    expect(run('mine.receipt.json').printed).toBe(shown)
  })

  test('with the policy of .data, where ./trust.policy is not there', () => {
    put({ 'a.receipt.json': RECEIPT, '.data/trust.policy': POLICY })
    expect(run('a.receipt.json').code).toBe(0)
  })

  test('with ./trust.policy before that of .data, and --policy before both', () => {
    const stranger = `log ${mockVkey(ORIGIN, 9, 'ed25519')}\n`
    put({ 'a.json': RECEIPT, '.data/trust.policy': stranger, 'trust.policy': POLICY, mine: POLICY })
    expect(run('a.json').code).toBe(0)
    put({ 'trust.policy': stranger })
    expect(run('a.json').code).toBe(1)
    expect(run('a.json', '--policy', 'mine').code).toBe(0)
    expect(run('--policy=mine', 'a.json').code).toBe(0)
  })

  test('with --json, and the statement in it', () => {
    put({ 'a.json': RECEIPT, 'trust.policy': POLICY })
    const { code, printed } = run('--json', 'a.json')
    expect(code).toBe(0)
    const document = JSON.parse(printed) as Record<string, unknown>
    expect(document).toMatchObject({
      file: 'a.json',
      ok: true,
      statement: { issuer: 'https://meet.example/' },
    })
    expect(document['facts']).toHaveLength(7)
  })

  test('for --help', () => {
    const { code, printed } = run('--help')
    expect(code).toBe(0)
    expect(printed).toContain(
      'Usage: assent-verify PATH... [--policy FILE] [--at INSTANT] [--json]',
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
    test(name, () => {
      put({ 'a.receipt.json': bytes, 'trust.policy': POLICY })
      const { code, printed, complained } = run('a.receipt.json')
      expect(code).toBe(1)
      expect(complained).toBe('')
      const lines = printed.split('\n')
      expect(lines.at(-1)).toMatch(line)
      expect(lines.filter((each) => /^ {2}[✗…]/.test(each))).toHaveLength(1)
    })
  }

  test('when one of many receipts fails, and says how many verify', () => {
    put({ 'a.json': RECEIPT, 'b.json': awaiting, 'c.json': RECEIPT, 'trust.policy': POLICY })
    const { code, printed } = run('a.json', 'b.json', 'c.json')
    expect(code).toBe(1)
    expect(printed.split('\n').at(-1)).toBe('2 of 3 receipts verify.')
  })

  test('with --json, the reason by its code', () => {
    put({ 'a.json': awaiting, 'trust.policy': POLICY })
    const { code, printed } = run('a.json', '--json')
    expect(code).toBe(1)
    const document = JSON.parse(printed) as { facts: { code: string }[] }
    expect(document.facts.at(-1)).toMatchObject({ state: 'not_yet', code: 'awaiting_proof' })
  })
})

describe('many receipts', () => {
  test('of a folder are found at any depth, by their name, each once', () => {
    put({ 'f/b.receipt.json': RECEIPT, 'f/g/a.receipt.json': RECEIPT, 'f/notes.txt': 'x' })
    put({ 'trust.policy': POLICY })
    const { code, printed } = run('f', 'f/b.receipt.json', '--json')
    expect(code).toBe(0)
    expect(printed.split('\n').map((line) => (JSON.parse(line) as { file: string }).file)).toEqual([
      join('f', 'b.receipt.json'),
      join('f', 'g', 'a.receipt.json'),
    ])
  })

  test('that are more than one reads one by one: a line for each that fails, and how many verify', () => {
    const names = Array.from(
      { length: 250 },
      (_, i) => `f/${String(i).padStart(3, '0')}.receipt.json`,
    )
    put({ 'trust.policy': POLICY, ...Object.fromEntries(names.map((name) => [name, RECEIPT])) })
    put({ 'f/007.receipt.json': 'hello', 'f/100.receipt.json': '' })
    const { code, printed, drawn } = run('f')
    expect(code).toBe(1)
    expect(printed).toBe(
      [
        `✗ ${join('f', '007.receipt.json')}: The file is neither JSON nor a zip, so it is no receipt or a damaged one.`,
        `✗ ${join('f', '100.receipt.json')}: The file is empty.`,
        '248 of 250 receipts verify.',
      ].join('\n'),
    )
    expect(drawn.length).toBe(101)
    expect(drawn.at(-2)).toBe(`\r${'█'.repeat(25)} 250 of 250`)
    expect(drawn.at(-1)).toBe('\r\u001b[K')
  })

  test('that are few draw no progress', () => {
    put({ 'f/a.receipt.json': RECEIPT, 'trust.policy': POLICY })
    expect(run('f').drawn).toEqual([])
  })
})

describe('--at an instant', () => {
  test('says whether it was signed by then, and by whose word', () => {
    put({ 'a.json': RECEIPT, 'trust.policy': POLICY })
    const later = run('a.json', '--at', '2026-03-03T00:00:00Z')
    expect(later.code).toBe(0)
    expect(later.printed).toContain('✓ It was signed by 3 March 2026 at 00:00:00 UTC')
    const earlier = run('a.json', '--at', '2026-03-01T00:00:00Z')
    expect(earlier.code).toBe(1)
    expect(earlier.printed).toContain('✗ Its issuer dates it 2 March 2026')
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
    test(name, () => {
      put(files)
      const { code, printed, complained } = run(...args)
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

function run(...args: string[]) {
  const printed: string[] = []
  const complained: string[] = []
  const drawn: string[] = []
  const code = assentVerify(args, {
    folder,
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
    draw: (text) => drawn.push(text),
  })
  return { code, drawn, printed: printed.join('\n'), complained: complained.join('\n') }
}
