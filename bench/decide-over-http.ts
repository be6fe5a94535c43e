import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openC15t, type C15t } from './c15t.ts'
import { accountId, memberId } from './decision-world.ts'
import { askOnce, httpLoad, httpRate, wireOf, type Wire } from './http-load.ts'
import { openNextPeer, type NextPeer } from './next-peer.ts'
import type { Line } from './report.ts'
import { alternate } from './rounds.ts'
import type { Stage } from './stage.ts'

type Options = {
  readonly sizes: readonly number[]
  readonly rounds: number
  readonly ms: number
}

type Server = { readonly port: number; readonly key: string; readonly child: ChildProcess }

const BATCH = 100
const PATH = '/access/v1/evaluation'
const NODE = 'node:http, the same bytes in and out'

/**
 * Decisions over HTTP with a key, by the decision point in a process of its own, beside a server of
 * node:http alone that takes in, parses and sends the same bytes.
 */
export async function decideOverHttp({ sizes, rounds, ms }: Options): Promise<Line[]> {
  const lines: Line[] = []
  for (const members of sizes) {
    const servers = await Promise.all([serverOf('ours', members), serverOf('bare', 0)])
    const [ours, bare] = servers
    const of = `${members.toLocaleString('en')} members`
    try {
      const single = await wiresTo(ours, bare, PATH, await permitted(ours, members))
      for (const connections of [16, 64]) {
        const values = await alternate(ratesOf(single, connections, ms), rounds)
        lines.push({
          what: `a decision, ${of}, ${String(connections)} connections`,
          unit: 'requests/s',
          ours: values.ours,
          control: { what: NODE, values: values.bare },
          goal: '≥ 0.8',
        })
      }
      const batch = await wiresTo(ours, bare, `${PATH}s`, batchOf(members))
      const values = await alternate(ratesOf(batch, 16, ms), rounds)
      lines.push({
        what: `decisions in batches of ${String(BATCH)}, ${of}`,
        unit: 'decisions/s',
        ours: values.ours.map((each) => each * BATCH),
        control: { what: NODE, values: values.bare.map((each) => each * BATCH) },
        goal: '≥ 200,000 /s',
      })
    } finally {
      for (const { child } of servers) child.disconnect()
    }
  }
  return lines
}

/**
 * The same beside what others offer: a route of Next, which says what it is told to say and decides nothing;
 * c15t's check of one consent, on the same PostgreSQL; and while pages are made: the decision point beside the
 * process that makes them, the route in it.
 */
export async function decideBesidePeers(
  stage: Stage,
  {
    members,
    rounds,
    ms,
  }: { readonly members: number; readonly rounds: number; readonly ms: number },
): Promise<Line[]> {
  const server = await serverOf('ours', members)
  const body = await permitted(server, members)
  const ours = wireOf(server.port, { path: PATH, body, headers: withKey(server) })
  const next = await openNextPeer((await askOnce(ours)).body)
  const c15t = await openC15t(stage)
  try {
    const route = wireOf(next.port, { path: '/decision', body })
    const check = c15t === null ? null : await checkOf(c15t)
    return [
      await besideOne(ours, route, { what: 'a route of Next', goal: '≥ 15', rounds, ms }),
      ...(check === null
        ? []
        : [await besideOne(ours, check, { what: 'c15t’s check', goal: '', rounds, ms })]),
      await underPages(next, { ours, route }, { rounds, ms }),
    ]
  } finally {
    server.child.disconnect()
    await next.close()
    await c15t?.close()
  }
}

async function besideOne(
  ours: Wire,
  control: Wire,
  {
    what,
    goal,
    rounds,
    ms,
  }: { readonly what: string; readonly goal: string; readonly rounds: number; readonly ms: number },
): Promise<Line> {
  const values = await alternate(
    { ours: () => httpRate(ours, 16, ms), control: () => httpRate(control, 16, ms) },
    rounds,
  )
  return {
    what: 'a decision, 16 connections',
    unit: 'requests/s',
    ours: values.ours,
    control: { what, values: values.control },
    goal,
  }
}

/** A page is opened over eight connections all the while, which is more than can be made. */
async function underPages(
  { port }: NextPeer,
  wires: { readonly ours: Wire; readonly route: Wire },
  { rounds, ms }: { readonly rounds: number; readonly ms: number },
): Promise<Line> {
  const pages = fork('bench/page-load.ts', [String(port), '8'], { stdio: 'inherit' })
  await once(pages, 'message')
  const p99 = async (wire: Wire) => (await httpLoad(wire, 4, ms)).p99
  const values = await alternate(
    { ours: () => p99(wires.ours), route: () => p99(wires.route) },
    rounds,
  )
  pages.disconnect()
  return {
    what: 'a decision while pages are made, 4 connections',
    unit: 'ms, p99',
    ours: values.ours,
    control: { what: 'a route in the process of the pages', values: values.route },
    goal: '≤ 0.3',
  }
}

async function checkOf({ record, port }: C15t): Promise<Wire> {
  await record(0)
  const path = '/consents/check?externalId=user-0&type=cookie_banner'
  const wire = wireOf(port, { method: 'GET', path, headers: { origin: 'http://localhost' } })
  const { body } = await askOnce(wire)
  if (!body.includes('"hasConsent":true')) throw new Error(`c15t said ${body}`)
  return wire
}

function ratesOf(wires: Wires, connections: number, ms: number) {
  return {
    ours: () => httpRate(wires.ours, connections, ms),
    bare: () => httpRate(wires.bare, connections, ms),
  }
}

type Wires = { readonly ours: Wire; readonly bare: Wire }

/** The bare server is told what ours says to it, and asked the same. */
async function wiresTo(ours: Server, bare: Server, path: string, body: string): Promise<Wires> {
  const wire = wireOf(ours.port, { path, body, headers: withKey(ours) })
  const answered = await askOnce(wire)
  if (!answered.body.includes('"decision":true')) throw new Error('nothing is permitted')
  const told = JSON.stringify({ head: ownHeaders(answered.head), body: answered.body })
  await askOnce(wireOf(bare.port, { path: '/answer', body: told }))
  return { ours: wire, bare: { ...wire, port: bare.port } }
}

/** Node sends these by itself. */
const NODES_OWN = new Set(['date', 'connection', 'keep-alive'])

function ownHeaders(head: string): string[] {
  return head
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(': ', 2))
    .filter(([name = '']) => !NODES_OWN.has(name.toLowerCase()))
    .flat()
}

function withKey({ key }: Server) {
  return { authorization: `Bearer ${key}` }
}

/** A question that is answered with yes: all levels were looked at. */
async function permitted(server: Server, members: number): Promise<string> {
  for (let i = 0; i < 100; i++) {
    const body = questionAbout(i, members)
    const wire = wireOf(server.port, { path: PATH, body, headers: withKey(server) })
    if ((await askOnce(wire)).body.startsWith('{"decision":true')) return body
  }
  throw new Error('nothing is permitted')
}

function questionAbout(i: number, members: number): string {
  return JSON.stringify({
    subject: { type: 'user', id: memberId(i) },
    action: { name: 'meeting_summary' },
    resource: { type: 'account', id: accountId(i, members) },
  })
}

function batchOf(members: number): string {
  const evaluations = Array.from(
    { length: BATCH },
    (_, i) => JSON.parse(questionAbout(i * 7, members)) as object,
  )
  return JSON.stringify({ evaluations })
}

async function serverOf(kind: 'ours' | 'bare', members: number): Promise<Server> {
  const child = fork('bench/decision-server.ts', [kind, String(members)], { stdio: 'inherit' })
  const [said] = (await once(child, 'message')) as [{ port: number; key: string }]
  return { ...said, child }
}
