import { bootstrap } from './bootstrap.mjs'

bootstrap('bin/supervisor.ts')
