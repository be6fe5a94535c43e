import { once } from 'node:events'
import type { Server } from 'node:http'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Terminal } from './cli.ts'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { openWitnessKey } from './node-witness-key.ts'
import { openWitnessState } from './node-witness-state.ts'
import { witnessServer } from './node-witness.ts'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from './verifier-key.ts'

/**
 * `assent-witness --log VKEY... [--name NAME] [--port PORT] [--host HOST] [--folder FOLDER]`: listens
 * until it is stopped, and says by which key it cosigns.
 * @returns the server, or null where the command cannot run and has said why
 */
export async function assentWitness(
  args: readonly string[],
  terminal: Pick<Terminal, 'folder' | 'print' | 'complain'>,
  now: () => number,
): Promise<Server | null> {
  try {
    const { logs, name, port, host, folder } = readArguments(args)
    const at = resolve(terminal.folder, folder)
    const key = openWitnessKey(join(at, 'witness.key'), name)
    const state = openWitnessState(join(at, 'witness.state'))
    const complain = (line: string) => {
      terminal.complain(line)
    }
    const server = witnessServer({ key, logs, state, now, complain }).listen(port, host)
    await once(server, 'listening')
    const address = server.address()
    const taken = typeof address === 'object' && address !== null ? address.port : port
    terminal.print(formatVerifierKey(key.verifierKey))
    terminal.print(
      `Witnessing ${logs.map((log) => log.name).join(', ')} at ${host}:${String(taken)}`,
    )
    return server
  } catch (error) {
    terminal.complain(error instanceof Error ? error.message : String(error))
    return null
  }
}

const USAGE = `Usage: assent-witness --log VKEY [--log VKEY...] [--name NAME] [--port PORT] [--host HOST] [--folder FOLDER]
Cosigns each checkpoint that continues what it cosigned before. --name is needed at the first start only.`

function readArguments(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      log: { type: 'string', multiple: true, default: [] },
      name: { type: 'string' },
      port: { type: 'string', default: '8090' },
      host: { type: 'string', default: '127.0.0.1' },
      folder: { type: 'string', default: '.' },
    },
  })
  if (values.log.length === 0) throw new FormatError(`Name a log that you trust.\n${USAGE}`)
  const port = Number(values.port)
  if (!/^[0-9]{1,5}$/.test(values.port) || port > 65_535) throw new FormatError('--port is no port')
  return {
    logs: values.log.map(logKey),
    name: values.name ?? null,
    port,
    host: values.host,
    folder: values.folder,
  }
}

function logKey(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey, nodeCrypto)
  if (key.algorithm !== 'ed25519') throw new FormatError('--log is the key of a witness')
  return key
}
