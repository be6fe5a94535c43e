import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accessRequestUntil, accessTask, type AccessRequest } from './access-request.ts'

const day = (number: number) => new Date(Date.UTC(2026, 2, number))
const request: AccessRequest = {
  id: '1',
  accountId: 'a',
  subjectId: 's',
  purpose: 'meeting_summary',
  category: null,
  evaluatedAt: day(1),
  at: day(2),
  expiresAt: accessRequestUntil(day(2)),
}
const said = (kind: string, at: Date, about: Partial<AccessRequest> = {}) => ({
  ...{ purpose: request.purpose, category: request.category },
  ...about,
  kind,
  at,
})

test('a yes after the denial approves it, once and for good; what came before does not', () => {
  expect(accessTask(request, [], day(3))).toEqual({ status: 'pending' })
  const yes = [said('give', day(4))]
  expect(accessTask(request, yes, day(3))).toEqual({ status: 'pending' })
  expect(accessTask(request, yes, day(5))).toEqual({ status: 'approved', at: day(4) })
  const takenBack = [...yes, said('withdraw', day(5)), said('give', day(6))]
  expect(accessTask(request, takenBack, day(7))).toEqual({ status: 'approved', at: day(4) })
  const before = [said('give', new Date(day(1).getTime() - 1))]
  expect(accessTask(request, before, day(5))).toEqual({ status: 'pending' })
  // Said while the request was on its way.
  expect(accessTask(request, [said('give', day(1))], day(5)).status).toBe('approved')
})

test('a yes to another question approves nothing', () => {
  const others = [
    said('give', day(4), { purpose: 'chat_compose' }),
    said('give', day(4), { category: 'audio' }),
  ]
  expect(accessTask(request, others, day(5))).toEqual({ status: 'pending' })
})

test('rule 9: a no, silence and nobody asked read the same, to the last moment', () => {
  const noes = [said('refuse', day(3)), said('withdraw', day(4))]
  for (const answers of [[], noes.slice(0, 1), noes])
    for (const now of [day(3), day(20), new Date(request.expiresAt.getTime() - 1)])
      expect(accessTask(request, answers, now)).toEqual({ status: 'pending' })
  expect(accessTask(request, noes, request.expiresAt)).toEqual({ status: 'expired' })
  expect(accessTask(request, [said('give', day(4))], request.expiresAt).status).toBe('expired')
})

test('it goes from pending to one end, and never on from there, whatever is said and in whatever order of time', () => {
  const kinds = fc.constantFrom('give', 'refuse', 'withdraw')
  const minutes = fc.integer({ min: -100, max: 50_000 })
  const moment = (minute: number) => new Date(day(1).getTime() + minute * 60_000)
  const answers = fc.array(fc.record({ kind: kinds, minute: minutes }), { maxLength: 8 })
  fc.assert(
    fc.property(answers, fc.array(minutes, { minLength: 2, maxLength: 6 }), (given, looks) => {
      const inOrder = given.toSorted((a, b) => a.minute - b.minute)
      const acts = inOrder.map(({ kind, minute }) => said(kind, moment(minute)))
      const seen = looks
        .toSorted((a, b) => a - b)
        .map((minute) => {
          const known = acts.filter(({ at }) => at <= moment(minute))
          return accessTask(request, known, moment(minute)).status
        })
      const order = ['pending', 'approved', 'expired']
      const places = seen.map((status) => order.indexOf(status))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      if (!given.some(({ kind }) => kind === 'give')) expect(seen).not.toContain('approved')
    }),
  )
})
