import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { accountId, memberId } from './decision-world.ts'
import { askOnce, httpRate, wireOf } from './http-load.ts'
import type { Line } from './report.ts'
import { alternate } from './rounds.ts'

type Options = {
  readonly sizes: readonly number[]
  readonly rounds: number
  readonly ms: number
}

type Server = { readonly port: number; readonly key: string; readonly child: ChildProcess }

const BATCH = 100

/**
 * Decisions over HTTP with a key, by the decision point in a process of its own, beside a server of
 * node:http alone that takes in, parses and sends as much.
 */
export async function decideOverHttp({ sizes, rounds, ms }: Options): Promise<Line[]> {
  const lines: Line[] = []
  for (const members of sizes) {
    const servers = await Promise.all([serverOf('ours', members), serverOf('bare', 0)])
    const [ours, bare] = servers
    try {
      const single = { path: PATH, body: await permitted(ours, members) }
      const batch = { path: '/access/v1/evaluations', body: batchOf(members) }
      for (const connections of [16, 64]) {
        const values = await compareAt(ours, bare, single, { connections, rounds, ms })
        lines.push({
          what: `a decision, ${members.toLocaleString('en')} members, ${connections} connections`,
          unit: 'requests/s',
          ours: values.ours,
          control: { what: 'node:http, the same in and out', values: values.bare },
          goal: '≥ 0.8',
        })
      }
      const values = await compareAt(ours, bare, batch, { connections: 16, rounds, ms })
      lines.push({
        what: `decisions in batches of ${BATCH}, ${members.toLocaleString('en')} members`,
        unit: 'decisions/s',
        ours: values.ours.map((each) => each * BATCH),
        control: {
          what: 'node:http, the same in and out',
          values: values.bare.map((each) => each * BATCH),
        },
        goal: '≥ 200,000 /s',
      })
    } finally {
      for (const { child } of servers) child.disconnect()
    }
  }
  return lines
}

async function compareAt(
  ours: Server,
  bare: Server,
  { path, body }: { readonly path: string; readonly body: string },
  { connections, rounds, ms }: Omit<Options, 'sizes'> & { readonly connections: number },
) {
  const headers = { authorization: `Bearer ${ours.key}` }
  const wires = {
    ours: wireOf(ours.port, path, body, headers),
    bare: wireOf(bare.port, path, body, headers),
  }
  const answer = await askOnce(wires.ours)
  if (!answer.includes('"decision":true')) throw new Error('nothing is permitted')
  await askOnce(wireOf(bare.port, '/answer', answer))
  return alternate(
    {
      ours: () => httpRate(wires.ours, connections, ms),
      bare: () => httpRate(wires.bare, connections, ms),
    },
    rounds,
  )
}

const PATH = '/access/v1/evaluation'

/** A question that is answered with yes: all levels were looked at. */
async function permitted({ port, key }: Server, members: number): Promise<string> {
  const headers = { authorization: `Bearer ${key}` }
  for (let i = 0; i < 100; i++) {
    const body = questionAbout(i, members)
    const answer = await askOnce(wireOf(port, PATH, body, headers))
    if (answer.startsWith('{"decision":true')) return body
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
