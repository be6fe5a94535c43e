// Read by whatever Node called npm, old ones too: nothing here is newer than Node 14, so that it can say so.
import { spawn, spawnSync } from 'child_process'
import { existsSync, readFileSync } from 'fs'
import { delimiter, dirname, join } from 'path'
import { fileURLToPath, pathToFileURL } from 'url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const startedAt = Date.now()

/** Installs what is missing, then runs `program` under Node 24 and ends as it ends. */
export function bootstrap(program) {
  process.chdir(root)
  requireNode()
  if (!isInstalled()) install()
  run(findNode24(), program, process.argv.slice(2))
}

/** For a program that answers at once, or not at all where something is missing. */
export function runBuilt(program, args) {
  process.chdir(root)
  requireNode()
  if (!isInstalled()) stop('The dependencies are not installed: run `npm ci` first.')
  const built = ['generated/prisma/client.ts', 'packages/receipt/dist', 'packages/decision/dist']
  if (!built.every((path) => existsSync(path))) {
    stop('Assent is not built yet: run `npm run build` first (`npm start` does it too).')
  }
  run(findNode24(), program, args)
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  stop(`Assent needs Node 20.19 or later to start; this is Node ${process.versions.node}.`)
}

/** npm writes what it installed into node_modules at the very end: an install that was cut off has none. */
function isInstalled() {
  const installed = readJson('node_modules/.package-lock.json')
  if (installed === null) return false
  const wanted = readJson('package-lock.json').packages
  return Object.keys(wanted).every((path) => {
    const { optional, link, version, integrity } = wanted[path]
    const found = installed.packages[path]
    if (!path.startsWith('node_modules/') || link) return true
    if (found === undefined) return optional === true
    return found.version === version && found.integrity === integrity
  })
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

function install() {
  console.log('Installing dependencies (npm ci) …')
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  // Without the warnings that some packages want the Node 24 which is about to run them.
  args.push('--loglevel=error')
  const npm = process.env.npm_execpath
  const result =
    npm === undefined || !/\.[cm]?js$/.test(npm)
      ? spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
      : spawnSync(process.execPath, [npm].concat(args), { stdio: 'inherit' })
  if (result.status === 0) return
  stop('The dependencies could not be installed: npm says why above.')
}

/** The locked Node 24 from npm; where npm has none (macOS), the one that runs this, if it is new enough. */
function findNode24() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  const locked = join(root, 'node_modules', `node-${platform}-${process.arch}`, file)
  if (spawnSync(locked, ['--version']).status === 0) return locked
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return stop(
    `For ${process.platform} ${process.arch} npm has no Node 24 that runs here: install Node 24 yourself and start again with it (this is Node ${process.versions.node}).`,
  )
}

/** The channel to the child closes when this process dies, however it dies, and the child ends itself then. */
function run(node, program, given) {
  const preload = pathToFileURL(join(root, 'bin/end-with-parent.mjs')).href
  const args = ['--import', preload, join(root, program)].concat(given)
  const path = [join(root, 'node_modules/.bin'), dirname(node), process.env.PATH].join(delimiter)
  const ours = {
    PATH: path,
    ASSENT_STARTED_AT: String(startedAt),
    ASSENT_PARENT: String(process.pid),
  }
  const env = Object.assign({}, process.env, ours)
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 1))
  if (process.env.npm_lifecycle_event !== undefined) endWithNpm(child)
}

/**
 * npm that is killed outright passes no signal on, and nobody could stop this process any more. Between the
 * two there may be the shell that npm runs scripts with.
 */
function endWithNpm(child) {
  const isShell = /sh$/.test(readProcess(process.ppid, 'comm').trim())
  const ancestry = () => `${process.ppid} ${isShell ? parentOf(process.ppid) : ''}`
  const npm = ancestry()
  setInterval(() => {
    if (ancestry() !== npm) child.kill('SIGTERM')
  }, 500).unref()
}

function parentOf(pid) {
  return readProcess(pid, 'stat')
    .replace(/^.*\) . /, '')
    .split(' ')[0]
}

/** Empty where the system has no such file. */
function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch (error) {
    return ''
  }
}

function stop(line) {
  console.error(line)
  process.exit(1)
}
