#!/usr/bin/env node
import { assentWitness } from '../dist/cli-witness.js'

const server = await assentWitness(
  process.argv.slice(2),
  {
    folder: process.cwd(),
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  },
  () => Math.floor(Date.now() / 1000),
)
if (server === null) process.exitCode = 2
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => server?.close())
