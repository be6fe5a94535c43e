import { once } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Listens on every address of this machine or, for the demonstration, on the two that only this machine
 * reaches: one server each, since a server has one address.
 * @throws with one line where the port is taken; `other` is how to choose another
 */
export async function listen(
  create: () => Server,
  port: number,
  { loopbackOnly, other }: { readonly loopbackOnly: boolean; readonly other: string },
): Promise<Server[]> {
  const addresses = loopbackOnly ? ['127.0.0.1', '::1'] : [undefined]
  const listening: Server[] = []
  for (const host of addresses) {
    const server = await listenOn(create(), { port, host }, other)
    if (server !== null) listening.push(server)
  }
  return listening
}

/** Null where the machine has no such address, as many have no `::1`. */
async function listenOn(
  server: Server,
  at: { readonly port: number; readonly host: string | undefined },
  other: string,
): Promise<Server | null> {
  try {
    server.listen(at)
    await once(server, 'listening')
    return server
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return null
    if (code !== 'EADDRINUSE') throw error
    throw new Error(
      `Port ${String(at.port)} is taken by another program. Choose another one: ${other} npm start`,
      { cause: error },
    )
  }
}

/** Takes no new requests, gives those under way five seconds, and cuts what is left. */
export async function stopServing(servers: readonly Server[]): Promise<void> {
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)))
  const cutting = new AbortController()
  const cut = delay(5_000, null, { signal: cutting.signal }).then(
    () => servers.forEach((server) => server.closeAllConnections()),
    () => undefined,
  )
  await Promise.all(closed)
  cutting.abort()
  await cut
}
