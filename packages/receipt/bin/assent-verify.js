#!/usr/bin/env node
import { assentVerify } from '../dist/cli.js'

process.exitCode = await assentVerify(process.argv.slice(2), {
  folder: process.cwd(),
  now: () => new Date(),
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  ask: (url) => fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) }),
  ...(process.stderr.isTTY ? { draw: (text) => process.stderr.write(text) } : {}),
})
