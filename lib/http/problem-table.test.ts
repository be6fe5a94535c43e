import { expect, test } from 'vitest'
import { problems } from './problem-table.ts'

test('every problem has a status of its class, a title and plain words', () => {
  for (const [code, { status, title, detail }] of Object.entries(problems)) {
    expect({ code, isError: status >= 400 && status < 600 }).toEqual({ code, isError: true })
    expect({ code, title }).toEqual({
      code,
      title: expect.stringMatching(/^[A-Z].*[^.!]$/) as string,
    })
    expect({ code, detail }).toEqual({
      code,
      detail: expect.stringMatching(/^[A-Z][^!\n]*\.$/) as string,
    })
  }
})
