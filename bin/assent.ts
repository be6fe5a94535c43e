import { assent } from './assent/command.ts'

process.exitCode = await assent(process.argv.slice(2))
