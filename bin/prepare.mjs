// After `npm ci`: the packages' JavaScript, so that `npx assent-verify` works in a clone that never starts.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const tsc = 'node_modules/typescript/bin/tsc'
if (existsSync(tsc)) {
  const args = [tsc, '-b', 'packages/receipt', 'packages/decision']
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
}
