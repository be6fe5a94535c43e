/**
 * The life of a program that serves until it is told to stop: by SIGTERM, by SIGINT, or by the end of
 * the process that started it. Then it ends with exit code 0; where it cannot start or stop, with one
 * line and exit code 1.
 *
 * @param start answers how to stop
 */
export async function runProgram(start: () => Promise<() => Promise<void>>): Promise<void> {
  const running: { stop?: () => Promise<void>; ending?: Promise<void> } = {}
  // Told so while it is starting, it has promised nothing to anyone yet and ends at once.
  const end = () => (running.ending ??= finish(() => running.stop?.() ?? Promise.resolve()))
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, () => void end())
  try {
    running.stop = await start()
    process.send?.('ready')
  } catch (error) {
    console.error(lineOf(error))
    process.exit(1)
  }
}

async function finish(stop: () => Promise<void>): Promise<void> {
  try {
    await stop()
    process.exit(0)
  } catch (error) {
    console.error(lineOf(error))
    process.exit(1)
  }
}

/** One line for whoever started the program; what is wrong stands in its message. */
export function lineOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.trim().split('\n')[0] ?? ''
}
