import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { mockVkey } from './testdata/mock-receipt.ts'
import { isQuorumMet, parseTrustPolicy } from './trust-policy.ts'

const LOG = mockVkey('meet.example/ledger', 1, 'ed25519')
const WITNESSES = [21, 22, 23, 31, 32, 33].map((seed) =>
  mockVkey(`w${String(seed)}.example`, seed, 'cosignature'),
)
const [X1 = '', X2 = '', X3 = '', Y1 = '', Y2 = '', Y3 = ''] = WITNESSES

/** C2SP tlog-policy, "Example policy". */
const EXAMPLE = `log ${LOG}

witness X1 ${X1}
witness X2 ${X2}
witness X3 ${X3}
group X-witnesses 2 X1 X2 X3

witness Y1 ${Y1}
witness Y2 ${Y2}
witness Y3 ${Y3}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

describe('a trust policy', () => {
  test('of one log line is a whole policy that asks for no witness', () => {
    const policy = parse(`log ${LOG}`)
    expect(policy.logs.map(({ name }) => name)).toEqual(['meet.example/ledger'])
    expect(policy).toMatchObject({ witnesses: [], quorum: { kind: 'none' } })
    expect(isQuorumMet(policy.quorum, [])).toBe(true)
  })

  test('may have comments, empty lines, tabs, spaces and URLs', () => {
    const text = `# mine – ours\n\n \t# indented\n \tlog\t${LOG}  https://meet.example/ledger\t\n\nquorum none\n`
    expect(parse(text)).toEqual(parse(`log ${LOG}`))
  })

  test('may name a log twice under different keys, and no log at all', () => {
    const rotated = mockVkey('meet.example/ledger', 2, 'ed25519')
    expect(parse(`log ${LOG}\nlog ${rotated}`).logs).toHaveLength(2)
    expect(parse('quorum none').logs).toEqual([])
  })

  test('may ask for a single witness', () => {
    const policy = parse(`log ${LOG}\nwitness X1 ${X1}\nquorum X1`)
    expect(isQuorumMet(policy.quorum, policy.witnesses)).toBe(true)
    expect(isQuorumMet(policy.quorum, [])).toBe(false)
  })

  test('of the specification asks for two of X and any of Y', () => {
    const { witnesses, quorum } = parse(EXAMPLE)
    fc.assert(
      fc.property(fc.subarray([...witnesses.keys()]), (chosen) => {
        const cosigners = chosen.flatMap((at) => witnesses.slice(at, at + 1))
        const ofX = chosen.filter((at) => at < 3).length
        const ofY = chosen.filter((at) => at >= 3).length
        expect(isQuorumMet(quorum, cosigners)).toBe(ofX >= 2 && ofY >= 1)
      }),
    )
  })

  test('counts no witness twice, and more of them never make it less met', () => {
    const { witnesses, quorum } = parse(EXAMPLE)
    const [x1, , , y1] = witnesses
    if (x1 === undefined || y1 === undefined) throw new Error('witnesses')
    expect(isQuorumMet(quorum, [x1, x1, y1])).toBe(false)
    fc.assert(
      fc.property(fc.subarray([...witnesses]), fc.subarray([...witnesses]), (some, more) => {
        if (isQuorumMet(quorum, some)) expect(isQuorumMet(quorum, [...some, ...more])).toBe(true)
      }),
    )
  })

  test('of 32 logs, 32 witnesses and 32 groups is taken', () => {
    const numbers = Array.from({ length: 32 }, (_, i) => i)
    const lines = [
      ...numbers.map((i) => `log ${mockVkey(`l${String(i)}`, 100 + i, 'ed25519')}`),
      ...numbers.map((i) => `witness W${String(i)} ${mockVkey('w', 140 + i, 'cosignature')}`),
      ...numbers.map((i) => `group G${String(i)} 1 W${String(i)}`),
    ]
    expect(parse([...lines, 'quorum G31'].join('\n')).witnesses).toHaveLength(32)
  })
})

describe('a policy that is not right is refused with the line and what is wrong there', () => {
  const refused: Record<string, [string, RegExp]> = {
    'an unknown line': [`log ${LOG}\ntrust me`, /^line 2: .*begins with log/],
    'a line in capitals': [`LOG ${LOG}`, /^line 1: /],
    'a log without a key': ['log', /^line 1: write log <vkey>/],
    'a log with too many words': [`log ${LOG} url more`, /^line 1: write log/],
    'a key that is none': ['log meet.example', /^line 1: .*three parts/],
    'a key changed by a letter': [`log ${LOG.replace('meet', 'neet')}`, /^line 1: .*id/],
    "a log with a witness's key": [`log ${X1}`, /^line 1: not the key of a log/],
    "a witness with a log's key": [
      `witness X1 ${LOG}\nquorum X1`,
      /^line 1: not the key of a witness/,
    ],
    'a log twice': [`log ${LOG}\nlog ${LOG}`, /^line 2: the same key/],
    'a key twice under two names': [
      `log ${LOG}\nlog ${mockVkey('other.example', 1, 'ed25519')}`,
      /^line 2: the same key/,
    ],
    'a witness without a key': ['witness X1', /^line 1: write witness/],
    'a witness twice': [`witness X1 ${X1}\nwitness X2 ${X1}\nquorum X1`, /^line 2: the same key/],
    'a name twice': [`witness X ${X1}\nwitness X ${X2}\nquorum X`, /^line 2: a name that is taken/],
    'a witness named none': [`witness none ${X1}\nquorum none`, /^line 1: a name that is taken/],
    'a group before its members': [
      `group G any X1\nwitness X1 ${X1}\nquorum G`,
      /^line 1: .*no line before/,
    ],
    'a group of itself': [`witness X1 ${X1}\ngroup G any G\nquorum G`, /^line 2: .*no line before/],
    'a group of nobody': ['group G any\nquorum G', /^line 1: write group/],
    'a group of none': [`group G any none\nquorum G`, /^line 1: .*no line before/],
    'a group that asks for none of its members': [
      `witness X1 ${X1}\ngroup G 0 X1`,
      /^line 2: a group asks/,
    ],
    'a group that asks for too many': [`witness X1 ${X1}\ngroup G 2 X1`, /^line 2: a group asks/],
    'a group that asks for 01': [`witness X1 ${X1}\ngroup G 01 X1`, /^line 2: a group asks/],
    'a member twice in a group': [
      `witness X1 ${X1}\ngroup G 2 X1 X1`,
      /^line 2: .*in a group already/,
    ],
    'a member of two groups': [
      `witness X1 ${X1}\ngroup G any X1\ngroup H any X1\nquorum H`,
      /^line 3: .*in a group already/,
    ],
    'two quorums': ['quorum none\nquorum none', /^line 2: a second quorum/],
    'a quorum of nobody': [`log ${LOG}\nquorum`, /^line 2: write quorum/],
    'a quorum of two': [`witness X1 ${X1}\nquorum X1 X1`, /^line 2: write quorum/],
    'a quorum that is not defined': ['quorum X1', /^line 1: .*no line before/],
    'witnesses and no quorum': [
      `log ${LOG}\nwitness X1 ${X1}`,
      /^witnesses are named, but no quorum/,
    ],
    'a carriage return': [`log ${LOG}\r\n`, /^line 1: a control character/],
    'a zero byte in a comment': ['#\0', /^line 1: a control character/],
    'a delete in a comment': ['#\u007f', /^line 1: a control character/],
    'a no-break space for white space': [`log\u00a0${LOG}`, /^line 1: /],
  }
  for (const [name, [text, message]] of Object.entries(refused)) {
    test(name, () => {
      expect(() => parse(text)).toThrow(FormatError)
      expect(() => parse(text)).toThrow(message)
    })
  }
})

function parse(text: string) {
  return parseTrustPolicy(text, nodeCrypto)
}
