import { httpLoad, wireOf } from './http-load.ts'

// Opens one page again and again over so many connections, in a process of its own, until nobody wants it
// any more: `node bench/page-load.ts PORT CONNECTIONS`.

const [port, connections] = process.argv.slice(2).map(Number)
const wire = wireOf(port ?? NaN, { method: 'GET', path: '/' })
process.on('disconnect', () => process.exit())
process.send?.('begins')
for (;;) await httpLoad(wire, connections ?? NaN, 1_000)
