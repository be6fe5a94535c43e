import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Makes a git repository there, and answers how to record files in it by their path at an instant. */
export function gitArchive(
  folder: string,
): (at: string, files: Readonly<Record<string, string>>) => void {
  mkdirSync(folder, { recursive: true })
  runGit(folder, 'init', '--quiet', '.')
  return (at, files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    runGit(folder, 'add', '--all')
    runGit(folder, 'commit', '--quiet', '--message', 'record', '--date', at)
  }
}

/** Whoever runs it, and however they configured git. */
export function runGit(folder: string, ...args: readonly string[]): void {
  const person = ['-c', 'user.name=Archive', '-c', 'user.email=archive@example.org']
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  execFileSync('git', [...person, ...args], { cwd: folder, env })
}
