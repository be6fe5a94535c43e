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
    expect(facts).toHaveLength(7)
    for (const fact of facts) expect(fact).toMatch(/^ {2}✓ [A-Z].*\.$/)
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
    const [document] = JSON.parse(printed) as Record<string, unknown>[]
    expect(document).toMatchObject({
      file: 'a.json',
      ok: true,
      statement: { issuer: 'https://meet.example/' },
    })
    expect(document?.['facts']).toHaveLength(7)
  })

  test('for --help', () => {
    const { code, printed } = run('--help')
    expect(code).toBe(0)
    expect(printed).toContain('Usage: assent-verify FILE... [--policy FILE] [--json]')
  })
})

describe('exit code 1 and a line of its own', () => {
  const awaiting = serialiseReceiptFile({ ...mockReceipt(), proof: null })
  const cases: Record<string, [Uint8Array | string, RegExp]> = {
    'for a file that is not JSON': ['hello', /✗ The file is not JSON/],
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
    const [document] = JSON.parse(printed) as { facts: { code: string }[] }[]
    expect(document?.facts.at(-1)).toMatchObject({ state: 'not_yet', code: 'awaiting_proof' })
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
    'for a folder': [
      { 'trust.policy': POLICY, 'f/a': '' },
      ['f'],
      /^The file f cannot be read: .+\.$/,
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
  const code = assentVerify(args, {
    folder,
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  })
  return { code, printed: printed.join('\n'), complained: complained.join('\n') }
}
