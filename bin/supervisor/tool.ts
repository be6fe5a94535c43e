import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { StartError } from './report.ts'

/** Loads what ends a child when this process dies. */
export const END_WITH_PARENT = ['--import', resolve('bin/end-with-parent.mjs')]

/** The surroundings of every child of this process. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ASSENT_PARENT: String(process.pid),
    CHECKPOINT_DISABLE: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
  }
}

const running = new Set<number>()

/**
 * Runs one of our scripts or tools to its end, in silence.
 * @throws StartError with its output when it fails
 */
export async function runTool(what: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runNode(args, childEnvironment())
  if (code !== 0) throw new StartError(`${what} failed; its own words are above.`, output)
}

/** Runs a script under this Node to its end. `code` is null when a signal ended it. */
export async function runNode(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [...END_WITH_PARENT, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    env,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  if (child.pid !== undefined) running.add(child.pid)
  const [code] = (await once(child, 'close')) as [number | null]
  if (child.pid !== undefined) running.delete(child.pid)
  return { code, output: output.trim() }
}

/** Stops what runs, for a start that is interrupted. */
export function stopTools(): void {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // it has just ended
    }
  }
}
