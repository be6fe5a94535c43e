import { existsSync, rmSync } from 'node:fs'
import { StartError, step } from './report.ts'
import { type Made, digest, isFresh, markFresh } from './stamp.ts'
import { runTool } from './tool.ts'

const locked = ['package.json', 'package-lock.json']

const client: Made = {
  stamp: 'generated/prisma/.made-from',
  from: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
}

const packages: Made = {
  stamp: 'packages/receipt/dist/.made-from',
  from: ['packages', 'package-lock.json'],
}

const pages: Made = {
  stamp: '.next/.made-from',
  from: [
    ...locked,
    ...['app', 'components', 'lib', 'packages', 'public', 'prisma/schema.prisma'],
    ...['instrumentation.ts', 'proxy.ts'],
    ...['next.config.mjs', 'postcss.config.mjs', 'tsconfig.json'],
  ],
}

const verifyPage: Made = {
  stamp: 'generated/verify-page/.made-from',
  from: [
    ...locked,
    ...['bin/build-verify-page.ts', 'lib/http/verify-document.ts', 'lib/paths.ts'],
    ...['components', 'packages/receipt', 'tsconfig.json'],
    ...['base', 'fonts', 'print', 'theme', 'tokens'].map((name) => `app/${name}.css`),
  ],
}

/** What every program needs and is not in the repository: Prisma's client, the packages' JavaScript. */
export async function buildLibraries(): Promise<void> {
  await ensure(client, 'Generating the database client', () =>
    runTool('Prisma', ['node_modules/prisma/build/index.js', 'generate']),
  )
  if (!existsSync('packages/decision/dist')) rmSync(packages.stamp, { force: true })
  await ensure(packages, 'Building the packages', () =>
    runTool('TypeScript', [
      ...['node_modules/typescript/bin/tsc', '-b', '--force'],
      ...['packages/receipt', 'packages/decision'],
    ]),
  )
}

/** The portal's pages. Asks for no database. */
export async function buildPages(): Promise<void> {
  await ensure(verifyPage, 'Building the verification page', () =>
    runTool('The build', ['bin/build-verify-page.ts']),
  )
  await ensure(pages, 'Building the pages (this takes a minute)', () =>
    runTool('The build', ['node_modules/next/dist/bin/next', 'build']),
  )
  if (!existsSync('.next/BUILD_ID')) throw new StartError('The build left no pages in .next.')
}

async function ensure(made: Made, what: string, make: () => Promise<void>): Promise<void> {
  if (isFresh(made)) return
  await step(what, async () => {
    const from = digest(made.from)
    rmSync(made.stamp, { force: true })
    await make()
    markFresh(made, from)
  })
}
