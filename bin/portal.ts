import { createServer, type Server } from 'node:http'
import { appContext, closeContext } from '#lib/context.ts'
import { env } from '#lib/env.ts'
import { frontDoor } from './portal/front-door.ts'
import { listen, stopServing } from './portal/listen.ts'
import { runProgram } from './program.ts'

await runProgram(async () => {
  const dev = process.argv.includes('--dev')
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production' })
  const { port, publicUrl, demonstration } = env()
  const { warnings } = await appContext()
  for (const warning of warnings) console.error(warning)
  // Loaded now and not before: React and Next.js look at NODE_ENV as they are loaded.
  const { default: next } = await import('next')
  const pages = next({ dev, hostname: new URL(publicUrl).hostname, port, quiet: !dev })
  await inSilence(() => pages.prepare(), { unless: dev })
  const serve = frontDoor(pages.getRequestHandler(), { loopbackOnly: demonstration })
  const servers: Server[] = await listen(() => createServer(serve), port, {
    loopbackOnly: demonstration,
    other: 'PORT=3100',
  })
  console.log(`The portal answers at ${publicUrl}.`)
  return async () => {
    await stopServing(servers)
    await pages.close()
    await closeContext()
  }
})

/** Next.js says how long it read its own settings; whoever started the portal waits for one line, not for that. */
async function inSilence(
  work: () => Promise<void>,
  { unless }: { unless: boolean },
): Promise<void> {
  const { log } = console
  if (!unless) console.log = () => undefined
  try {
    await work()
  } finally {
    console.log = log
  }
}
