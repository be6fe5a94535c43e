import { expect, test } from 'vitest'
import { frameWords } from './frame-words.ts'
import { LANGUAGES, type Language } from './language.ts'
import { linkTroubleWords } from './link-trouble-words.ts'
import { meetingWords } from './meeting/words-by-language.ts'
import { noticeWords } from './notice/words-by-language.ts'

/** That none is missing is the compiler's to say; here, that none is empty or was left in English. */
const catalogues: Readonly<Record<string, Readonly<Record<Language, unknown>>>> = {
  frame: frameWords,
  trouble: linkTroubleWords,
  meeting: meetingWords,
  notice: noticeWords,
}

test.each(Object.entries(catalogues))('%s says the same things in every language', (_, words) => {
  const english = messagesIn(words.en)
  expect(english.size).toBeGreaterThan(10)
  for (const language of LANGUAGES) {
    const said = messagesIn(words[language])
    expect([...said.keys()]).toEqual([...english.keys()])
    for (const [name, text] of said)
      if (!MAY_BE_EMPTY.test(name)) expect(text.trim(), `${language} ${name}`).not.toBe('')
    if (language === 'en') continue
    const left = [...said].filter(([name, text]) => text.length > 12 && english.get(name) === text)
    expect(left).toEqual([])
  }
})

const MAY_BE_EMPTY = /\.follows$/

type Message = (...values: readonly string[]) => unknown

/** Every text by its path. What takes arguments is called with words that stand for themselves. */
function messagesIn(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]])
  if (typeof value === 'function') return messagesIn((value as Message)('Xx', 'Yy'), `${path}()`)
  if (typeof value !== 'object' || value === null) return new Map()
  if (path !== '' && Array.isArray(value) && value.some((part) => typeof part === 'object'))
    return new Map([[path, JSON.stringify(value)]])
  return new Map(
    Object.entries(value).flatMap(([key, each]) => [...messagesIn(each, `${path}.${key}`)]),
  )
}
