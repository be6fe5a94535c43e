import { bootstrap } from './bootstrap.mjs'

bootstrap('bin/supervisor/build-all.ts')
