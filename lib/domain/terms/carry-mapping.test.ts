import { expect, test } from 'vitest'
import { parsedTerms } from '../../../test-support/parsed-terms.ts'
import { carryMapping } from './carry-mapping.ts'
import { compareTerms } from './comparison/compare-terms.ts'

const before = `# Terms

**1.1 Chat.** We keep chat messages and nobody reads them but the people in the meeting.

**1.2 Audio.** We turn the audio of a meeting into a transcript when its host asks us to do so.

**1.3 Recordings.** A recording belongs to the host. We delete each recording after thirty days.

**1.4 Training.** Nobody trains any model of artificial intelligence on what people say here.

**1.5 Ending.** Either of us may end this agreement with a month's notice in writing.
`
const now = `# Terms

**1.1 Chat and audio.** We keep chat messages and nobody reads them but the people in the meeting. We turn the audio of a meeting into a transcript when its host asks us to do so.

**1.2 Recordings.** A recording belongs to the host.

**1.3 Deletion.** We delete each recording after thirty days.

**1.4 Ending.** Either of us may end this agreement with a month's notice in writing.
`

test('what a clause was about goes to all that it became; what is gone is named', () => {
  const [old, next] = [parsedTerms(before), parsedTerms(now)]
  const clause = (number: string) => {
    const found = old.clauses.find((each) => each.number === number)
    if (found === undefined) throw new Error(`no clause ${number}`)
    return { ordinal: found.ordinal }
  }
  const row = (number: string, category: string | null = null) => ({
    ...{ purpose: 'summary', category, clause: clause(number) },
  })
  const published = {
    mapped: [row('1.1', 'chat'), row('1.2', 'chat'), row('1.3'), row('1.5')],
    ceilings: [{ ...row('1.4'), rule: 'forbidden' as const }],
  }
  const { mapping, gone } = carryMapping(published, compareTerms(old, next))
  const about = (id: string, categories: string[] = []) => ({
    ...{ clause: id, purposes: ['summary'], categories },
  })
  expect(mapping).toEqual({
    clauses: [
      about('1-1-chat-and-audio', ['chat']),
      about('1-2-recordings'),
      about('1-3-deletion'),
      about('1-4-ending'),
    ],
    ceilings: [],
  })
  expect(gone.map(({ number }) => number)).toEqual(['1.4'])
})

test('of another contract nothing is carried', () => {
  const old = parsedTerms(before)
  const other = parsedTerms(
    '# Parking\n\nCars stand behind the house at night, and bicycles too.\n',
  )
  const row = { purpose: 'summary', category: null, clause: { ordinal: 1 } }
  const { mapping, gone } = carryMapping({ mapped: [row], ceilings: [] }, compareTerms(old, other))
  expect(mapping).toEqual({ clauses: [], ceilings: [] })
  expect(gone).toHaveLength(1)
})
