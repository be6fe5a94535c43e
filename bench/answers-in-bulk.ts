import demonstration from '../prisma/demonstration.json' with { type: 'json' }
import { openPortal } from '../test-support/portal.ts'
import { c15tInstall, openC15t } from './c15t.ts'
import { freePort } from './free-port.ts'
import type { Line } from './report.ts'
import { alternate, rateOfWriters } from './rounds.ts'
import { CONNECTIONS, type Stage } from './stage.ts'

/** As many as one request may hand over. */
const AT_ONCE = 1_000
/** Requests that are under way at once. */
const SENDERS = 2

/**
 * Answers that a platform hands over in bulk, over HTTP with a key, to a whole portal with its worker and
 * decision point; beside c15t, which takes one at a time. Each on a PostgreSQL of the same version and settings.
 */
export async function answersInBulk(
  stage: Stage,
  { rounds, ms }: { readonly rounds: number; readonly ms: number },
): Promise<Line[]> {
  const c15t = await openC15t(stage)
  if (c15t === null) {
    console.log(`c15t is not installed (${c15tInstall})\n`)
    return []
  }
  const port = String(await freePort())
  const close = await openPortal(port)
  try {
    const hand = await openHanding(`http://localhost:${port}`)
    let last = 0
    const values = await alternate(
      {
        ours: async () => (await rateOfWriters(SENDERS, hand, ms)) * AT_ONCE,
        peer: () => rateOfWriters(CONNECTIONS, () => c15t.record(last++), ms),
      },
      rounds,
    )
    return [
      {
        what: `record answers over HTTP, ${AT_ONCE.toLocaleString('en')} a request, ${String(SENDERS)} at once`,
        unit: 'answers/s',
        ours: values.ours,
        control: {
          what: `c15t, POST /subjects, ${String(CONNECTIONS)} at once`,
          values: values.peer,
        },
        goal: '≥ 20',
      },
    ]
  } finally {
    await close()
    await c15t.close()
  }
}

/** An account of its own with members who are asked, and what hands over what they say, which is new each time. */
async function openHanding(portal: string) {
  const api = { portal, key: await newKey(portal) }
  await call(api, '', { externalId: 'bulk', name: 'Bulk Ltd' })
  const ids = Array.from({ length: SENDERS * AT_ONCE }, (_, i) => `m-${String(i)}`)
  for (let at = 0; at < ids.length; at += 500)
    await call(api, '/bulk/members', { members: membersOf(ids, at) })
  const asked = await call<{ permissionRevisions: { features: number } }>(api, '/bulk/questions')
  const permitted = {
    by: 'm-0',
    question: 'features',
    settings: [{ purpose: 'meeting_summary', category: null, kind: 'members_decide' }],
    askings: [{ purpose: 'meeting_summary', mode: 'not_yet' }],
  }
  const current = { 'if-match': `"${String(asked.permissionRevisions.features)}"` }
  await call(api, '/bulk/permissions', permitted, current)
  const { questions } = await call<{ questions: { purpose: string; displayed: object }[] }>(
    api,
    '/bulk/questions',
  )
  const displayed = questions.find(({ purpose }) => purpose === 'meeting_summary')?.displayed
  const turns = Array.from({ length: SENDERS }, () => 0)
  return async (sender: number) => {
    const turn = turns[sender] ?? 0
    turns[sender] = turn + 1
    const choice = turn % 2 === 0 ? { intent: 'include', displayed } : { intent: 'leave_out' }
    const answers = ids.slice(sender * AT_ONCE, (sender + 1) * AT_ONCE).map((member) => ({
      member,
      question: 'features',
      interfaceVersion: 'bench',
      choices: [{ purpose: 'meeting_summary', ...choice }],
    }))
    const said = await call<{ outcomes: { receiptId: string | null }[] }>(api, '/bulk/choices', {
      answers,
    })
    if (said.outcomes.some(({ receiptId }) => receiptId === null))
      throw new Error('not all was new')
  }
}

function membersOf(ids: readonly string[], from: number) {
  return ids.slice(from, from + 500).map((externalId, i) => ({
    externalId,
    name: `Member ${externalId}`,
    email: `${externalId}@bulk.example`,
    role: from + i === 0 ? 'owner' : 'member',
  }))
}

async function newKey(portal: string): Promise<string> {
  const staff = Object.values(demonstration.people).find((person) => 'staff' in person)
  const person = staff?.email
  const signedIn = await send(`${portal}/api/v1/demonstration/sessions`, { person })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
  const wanted = { name: 'Bench', account: '', scopes: ['accounts', 'answers'] }
  const made = await send(`${portal}/api/v1/operator/api-keys`, wanted, { cookie, origin: portal })
  return ((await made.json()) as { key: string }).key
}

type Api = { readonly portal: string; readonly key: string }

async function call<Answer>(
  { portal, key }: Api,
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const authorization = `Bearer ${key}`
  const response = await send(`${portal}/api/v1/accounts${path}`, body, {
    authorization,
    ...headers,
  })
  return (await response.json()) as Answer
}

async function send(
  url: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const response = await fetch(url, {
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  if (!response.ok)
    throw new Error(`${url} answered ${String(response.status)}: ${await response.text()}`)
  return response
}
