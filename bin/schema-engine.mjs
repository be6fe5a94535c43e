#!/usr/bin/env node
// Prisma's schema engine from npm (WebAssembly) in the place of the native one that its CLI would download.
// prisma.config.ts names this file in PRISMA_SCHEMA_ENGINE_BINARY. The CLI calls it once for a question
// (`cli can-connect-to-database`), or speaks JSON-RPC 2.0 with it, a message a line.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { SchemaEnginePg, connect, createDatabase } from './schema-engine-pg.mjs'

const args = process.argv.slice(2)
const datasourceUrl = JSON.parse(argument('--datasource')[0] ?? '{}').url

/**
 * These two need what the migrations add up to and cannot reach a shadow database for it: they find it only
 * where another method has just left it, and applying a migration forgets it.
 */
const NEEDS_DIAGNOSTIC = ['evaluateDataLoss', 'createMigration']

if (args.includes('cli')) await answerOnce()
else await serve()

function argument(name) {
  return args.flatMap((arg, i) => (arg === name ? [args[i + 1]] : []))
}

async function answerOnce() {
  try {
    await (args.includes('create-database') ? createDatabase : connect)(datasourceUrl)
  } catch (error) {
    // The CLI skips the first line and reads the rest as the native engine's log.
    const fields = { error_code: error.prismaCode, message: error.message }
    const line = { level: 'ERROR', target: 'schema_engine::logger', fields }
    process.stderr.write(`\n${JSON.stringify(line)}`)
    process.exitCode = 1
  }
}

/** Answers one request at a time, in order: the engine is not re-entrant. */
async function serve() {
  let engine
  let asked
  // A panic inside the engine arrives here, not as a rejected promise; the engine is lost with it.
  process.on('uncaughtException', (error) => {
    send({ id: asked, error: rpcError(error) })
    process.exit(101)
  })
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line)
    if (method === undefined) continue // the CLI's reply to our own `print`
    asked = id
    try {
      engine ??= await startEngine()
      const result = await call(engine, method, params)
      if (method === 'diff') send({ id: `print-${id}`, method: 'print', params: printed(result) })
      send({ id, result })
    } catch (error) {
      send({ id, error: rpcError(error) })
    }
  }
  process.exit(0)
}

async function startEngine() {
  if (datasourceUrl === undefined) {
    throw new Error('No database: set DATABASE_OWNER_URL, or start the demonstration.')
  }
  const { SchemaEngine } = await loadWasm()
  const paths = argument('--datamodels')
  const datamodels = paths.map((path) => [path, readFileSync(path, 'utf8')])
  const adapter = bindMigrationAwareSqlAdapterFactory(new SchemaEnginePg(datasourceUrl))
  // An empty list of models makes the engine panic; none at all does not.
  return SchemaEngine.new(paths.length === 0 ? {} : { datamodels }, () => undefined, adapter)
}

async function call(engine, method, params) {
  if (NEEDS_DIAGNOSTIC.includes(method)) {
    const { migrationsList, filters } = params
    await engine.devDiagnostic({ migrationsList, filters })
  }
  return (await engine[method](params)) ?? null
}

async function loadWasm() {
  // Without this registry a panic hides its message behind "unreachable executed".
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      this.message = message
    },
  }
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const module = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = readFileSync(fileURLToPath(module).replace(/js$/, 'wasm'))
  const imports = { './schema_engine_bg.js': bindings }
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return bindings
}

/** The native engine prints a difference; this one returns it. */
function printed(result) {
  return { content: result?.stdout ?? '' }
}

function send(message) {
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n')
}

/** The form in which the CLI expects a fault that a person can mend (`error_code` P1001 …), or a panic. */
function rpcError(error) {
  const panic = globalThis.PRISMA_WASM_PANIC_REGISTRY?.message
  const message = panic ?? error?.message ?? String(error)
  const meta = error?.meta ?? null
  const data = { is_panic: panic !== undefined, message, meta, error_code: error?.code ?? null }
  return { code: 4466, message, data }
}
