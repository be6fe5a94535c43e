import { runBuilt } from './bootstrap.mjs'

runBuilt(process.argv[2], process.argv.slice(3))
