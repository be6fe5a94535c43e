import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createClient } from '@assent/decision'
import { requireConsent } from '@assent/decision/express'
import { Portal } from './portal.mjs'
import { FEATURES, MEMBERS, PEOPLE, Room } from './room.mjs'

// A pretend meeting platform that really asks. README.md says how to start it.

const {
  ASSENT_URL = 'http://localhost:3000',
  DECISION_POINT_URL = 'http://localhost:4322',
  ASSENT_KEY,
  PORT = '4400',
} = process.env

if (ASSENT_KEY === undefined) {
  console.error(
    'Set ASSENT_KEY to an API key with the scopes accounts, answers, meetings and decide.',
  )
  process.exit(2)
}

const client = createClient({
  url: DECISION_POINT_URL,
  key: ASSENT_KEY,
  onError: (error) => console.error(`The decision point: ${error.message}`),
})
const room = new Room(new Portal(ASSENT_URL, ASSENT_KEY), client)
await room.open()
await client.waitUntilReady({ signal: AbortSignal.timeout(30_000) })

const page = readFileSync(new URL('page.html', import.meta.url))
const watching = new Set()

/** What each screen shows. A host reads a sentence; whether one is left out is for that one's own screen. */
function screens() {
  return {
    isCurrent: client.status === 'current',
    notices: room.notices,
    hostUrl: room.hostUrl,
    features: FEATURES.map((feature) => ({
      key: feature.key,
      title: feature.title,
      isRunning: room.running.has(feature.key),
      sentence: room.sentence(feature),
      output: room.outputOf(feature),
    })),
    people: PEOPLE.map(({ id, name, role }) => ({
      id,
      name,
      // A member is asked on the platform's own screen, a guest by their link.
      noticeUrl: role === 'guest' ? room.noticeOf(id) : undefined,
      isHere: room.present.has(id),
      isIncluded: FEATURES.map(({ key, title }) => ({
        title,
        isRunning: room.running.has(key),
        isIn: room.takesIn(key, id),
      })),
    })),
  }
}

function show() {
  const event = `data: ${JSON.stringify(screens())}\n\n`
  for (const response of watching) response.write(event)
}

/**
 * What runs and may not any more is stopped here, whoever said no, and wherever. The host's switch stays as it
 * is: it was not the host who stopped it.
 */
async function judge() {
  if (room.isTelling) return
  for (const feature of FEATURES) {
    if (!room.running.has(feature.key) || (await room.mayRun(feature))) continue
    room.running.delete(feature.key)
  }
  show()
}

client.onChange(() => {
  judge().catch(report)
})

const guards = new Map(
  FEATURES.map(({ key, meets }) => [
    key,
    requireConsent(client, { feature: key, meeting: () => room.now, meets }),
  ]),
)

const server = createServer((request, response) => {
  const [, room_, noun, id, verb] = (request.url ?? '').split('/')
  if (request.method === 'GET' && request.url === '/') send(response, 200, page, 'text/html')
  else if (request.method === 'GET' && request.url === '/events') watch(response)
  else if (request.method !== 'POST' || room_ !== 'room') send(response, 404, 'Not found')
  else if (noun === 'people' && PEOPLE.some((each) => each.id === id)) person(id, verb, response)
  else if (noun === 'features' && guards.has(id)) feature(id, verb, request, response)
  else send(response, 404, 'Not found')
})

function person(id, verb, response) {
  const acts = {
    join: () => room.join(id),
    leave: () => room.leave(id),
    ...(MEMBERS.some((each) => each.id === id)
      ? {
          include: () => room.answer(id, 'include'),
          'leave-out': () => room.answer(id, 'leave_out'),
        }
      : {}),
  }
  finish(
    Object.hasOwn(acts, verb) ? acts[verb]() : Promise.reject(new Error('no such act')),
    response,
  )
}

function feature(id, verb, request, response) {
  if (verb === 'stop') finish(room.stop(id), response)
  else if (verb === 'ask') finish(room.askEveryone(id), response)
  else if (verb === 'start') start(id, request, response).catch(report)
  else send(response, 404, 'Not found')
}

async function start(id, request, response) {
  if (room.isTurnedOff(id)) await room.turn(id, 'on')
  const run = () => finish(room.start(id), response)
  guards.get(id)(request, response, (error) =>
    error ? finish(Promise.reject(error), response) : run(),
  )
}

function finish(work, response) {
  work.then(
    () => {
      send(response, 204, '')
      judge().catch(report)
    },
    (error) => {
      report(error)
      send(response, 502, 'The portal did not take it.')
    },
  )
}

function watch(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(`data: ${JSON.stringify(screens())}\n\n`)
  watching.add(response)
  response.on('close', () => watching.delete(response))
}

function send(response, status, body, type = 'text/plain') {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body)
}

function report(error) {
  console.error(error.message)
}

server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`The meeting is at http://localhost:${server.address().port}`)
})
