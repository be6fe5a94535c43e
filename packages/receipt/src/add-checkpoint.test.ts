import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts'
import { FormatError } from './format-error.ts'
import { mockLog } from './testdata/mock-log.ts'

const log = mockLog()

test('a submission is read back as it was written', () => {
  for (const [from, to] of [
    [0, 0],
    [0, 1],
    [1, 1],
    [3, 7],
    [70, 600],
  ] as const) {
    const body = log.submission(from, to)
    const { oldSize, proof, checkpoint, note } = parseAddCheckpoint(body)
    expect([oldSize, checkpoint.origin, checkpoint.size]).toEqual([from, log.origin, to])
    expect(proof.map(String)).toEqual(
      log.proof(from, to).map((hash) => String(new Uint8Array(hash))),
    )
    expect(formatAddCheckpoint({ oldSize, proof, checkpoint: log.checkpoint(to) })).toBe(body)
    expect(`${note.text}\n`).toBe(log.checkpoint(to).split('—')[0])
  }
})

describe('refused as malformed', () => {
  const body = log.submission(3, 7)
  const [old = '', hash = ''] = body.split('\n')
  const note = log.checkpoint(7)
  test.each([
    ['nothing', ''],
    ['the checkpoint alone', note],
    ['no old line', body.replace(`${old}\n`, '')],
    ['an old size with zeros before it', body.replace('old 3', 'old 03')],
    ['a negative old size', body.replace('old 3', 'old -3')],
    ['an old size beyond any tree', body.replace('old 3', 'old 9007199254740993')],
    ['two spaces', body.replace('old 3', 'old  3')],
    ['another word', body.replace('old 3', 'size 3')],
    ['carriage returns', body.replaceAll('\n', '\r\n')],
    ['a proof line that is no base64', body.replace(hash, `${hash.slice(0, -2)}*=`)],
    ['a proof line of 31 bytes', body.replace(hash, Buffer.alloc(31).toString('base64'))],
    ['a proof line with a space', body.replace(hash, `${hash} `)],
    ['64 proof lines', `old 3\n${`${hash}\n`.repeat(64)}\n${note}`],
    ['no signature', body.slice(0, body.indexOf('— '))],
    ['no newline at the end', body.slice(0, -1)],
    ['a checkpoint of two lines', body.replace('\n7\n', '\n')],
  ])('%s', (_, malformed) => {
    expect(() => parseAddCheckpoint(malformed)).toThrow(FormatError)
  })

  test('63 proof lines are not', () => {
    const longest = `old 3\n${`${hash}\n`.repeat(63)}\n${note}`
    expect(parseAddCheckpoint(longest).proof).toHaveLength(63)
  })

  test('whatever is sent: it is read back the same, or refused with a FormatError', () => {
    const lines = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('', 'old 3', hash, log.origin, '7', '— a AAAAAAAA')),
    )
    const spliced = fc
      .tuple(fc.nat(body.length), fc.nat(body.length), fc.string({ unit: 'binary' }))
      .map(([at, length, text]) => body.slice(0, at) + text + body.slice(at + length))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          lines.map((all) => all.join('\n')),
          spliced,
        ),
        (sent) => {
          try {
            const { oldSize, proof } = parseAddCheckpoint(sent)
            const checkpoint = sent.slice(sent.indexOf('\n\n') + 2)
            expect(formatAddCheckpoint({ oldSize, proof, checkpoint })).toBe(sent)
          } catch (error) {
            if (!(error instanceof FormatError)) throw error
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
