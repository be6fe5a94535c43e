import { bootstrap } from './bootstrap.mjs'

bootstrap('bin/checks/run.ts')
