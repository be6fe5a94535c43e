import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterEach } from 'vitest'

export type Ended = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export type RunningProgram = {
  readonly child: ChildProcess
  /** What it has written so far. */
  readonly output: { stdout: string; stderr: string }
  readonly ended: Promise<Ended>
}

const running = new Set<ChildProcess>()

/** Starts one of our programs as a user would, with these settings and no others of ours. Ends with the test. */
export function spawnProgram(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  { ipc = false }: { readonly ipc?: boolean } = {},
): RunningProgram {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    env: { ...process.env, NODE_OPTIONS: '', ...settings },
  })
  running.add(child)
  const output = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  // Not the child's own `close`: it never comes once we have disconnected.
  const events = [once(child, 'exit'), once(child.stdout!, 'close'), once(child.stderr!, 'close')]
  const ended = Promise.all(events).then(([exit]): Ended => {
    running.delete(child)
    return { code: exit?.[0] as number | null, ...output }
  })
  return { child, output, ended }
}

/** Runs one to its end. */
export async function runToEnd(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ended> {
  return spawnProgram(args, settings).ended
}

afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
})
