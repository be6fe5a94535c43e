import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { say } from './report.ts'
import { END_WITH_PARENT, childEnvironment } from './tool.ts'

/** One of our programs, kept running. */
export type Program = {
  /** Settles with a sentence when the program cannot be kept running. */
  readonly lost: Promise<string>
  stop(): Promise<void>
}

/** After so many ends in a row, each within a minute of its start, more of the same helps nobody. */
const ENDS_MAX = 5
const STEADY_MS = 60_000
const GRACE_MS = 10_000

/**
 * Starts `bin/<name>.ts` and starts it again when it ends by itself, after 1, 2, 4, 8 seconds. Every crash
 * leaves the data whole, so another try is safe; one that never holds is given up, and with it the whole.
 */
export function keepRunning(name: string, mayRestart: () => boolean): Program {
  let child = launch(name)
  let stopping = false
  const isStopping = () => stopping

  async function watch(): Promise<string> {
    let ends = 0
    while (!isStopping()) {
      const startedAt = Date.now()
      const how = await endOf(child)
      if (isStopping()) break
      ends = Date.now() - startedAt > STEADY_MS ? 1 : ends + 1
      if (!mayRestart()) return `The ${name} did not start (${how}).`
      if (ends >= ENDS_MAX) return `The ${name} ended ${ends} times in a row (${how}).`
      const pauseS = 2 ** (ends - 1)
      say(`The ${name} ended unexpectedly (${how}); starting it again in ${pauseS} s.`)
      await delay(pauseS * 1000)
      if (!isStopping()) child = launch(name)
    }
    return `The ${name} was stopped.`
  }

  async function stop(): Promise<void> {
    stopping = true
    const stubborn = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    child.kill('SIGTERM')
    await endOf(child)
    clearTimeout(stubborn)
  }

  return { lost: watch(), stop }
}

/** In a process group of its own: Ctrl-C reaches the supervisor alone, which ends the programs in order. */
function launch(name: string): ChildProcess {
  return spawn(process.execPath, [...END_WITH_PARENT, `bin/${name}.ts`], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
    env: childEnvironment(),
  })
}

async function endOf(child: ChildProcess): Promise<string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.signalCode ?? `exit ${child.exitCode ?? 0}`
}
