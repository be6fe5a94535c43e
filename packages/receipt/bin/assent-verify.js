#!/usr/bin/env node
import { assentVerify } from '../dist/cli.js'

process.exitCode = assentVerify(process.argv.slice(2), {
  folder: process.cwd(),
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  ...(process.stderr.isTTY ? { draw: (text) => process.stderr.write(text) } : {}),
})
