import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventStream, type StreamEvent } from './event-stream.ts'

function read(...texts: readonly string[]): readonly StreamEvent[] {
  const stream = new EventStream()
  return texts.flatMap((text) => stream.push(text))
}

const message = (data: string) => ({ event: 'message', data })

describe('EventStream', () => {
  it.each<[string, string, readonly StreamEvent[]]>([
    // The examples of WHATWG HTML, 9.2.6.
    ['one event of lines', 'data: YHOO\ndata: +2\ndata: 10\n\n', [message('YHOO\n+2\n10')]],
    [
      'a comment, an id, a space that counts',
      ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
      [message('first event'), message('second event'), message(' third event')],
    ],
    ['data without a value', 'data\n\ndata\ndata\n\ndata:', [message(''), message('\n')]],
    ['with and without a space', 'data:test\n\ndata: test\n\n', [message('test'), message('test')]],
    ['named events', 'event: add\ndata: 73857293\n\n', [{ event: 'add', data: '73857293' }]],
    ['a name without data is no event', 'event: add\n\ndata: x\n\n', [message('x')]],
    ['what the end cuts off is none', 'data: x\n', []],
    ['fields that it does not know', 'retry: 5\nfoo: bar\ndata: x\n\n', [message('x')]],
    [
      'each way to end a line',
      'data: a\r\n\r\ndata: b\r\rdata: c\n\n',
      ['a', 'b', 'c'].map(message),
    ],
    ['a colon within', 'data: {"a":1}\n\n', [message('{"a":1}')]],
  ])('reads %s', (_, text, events) => {
    expect(read(text)).toEqual(events)
  })

  it('reads the same wherever the text is cut', () => {
    const piece = fc.constantFrom('data', ': ', ':', 'x', 'event', 'y', '\r', '\n', '\r\n', '\n\n')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(80)), (pieces, cuts) => {
        const text = pieces.join('')
        const at = [0, ...cuts.map((each) => each % (text.length + 1)), text.length]
        at.sort((a, b) => a - b)
        const parts = at.slice(1).map((end, i) => text.slice(at[i], end))
        expect(read(...parts)).toEqual(read(text))
      }),
      { numRuns: 500 },
    )
  })

  it('refuses an event that has no end', () => {
    const stream = new EventStream()
    const much = 'x'.repeat(8 * 1024 * 1024)
    stream.push('data: ')
    for (let i = 0; i < 7; i++) stream.push(much)
    expect(() => {
      stream.push(much)
    }).toThrow(RangeError)
  })
})
