import { buildLibraries, buildPages } from '../supervisor/build.ts'
import { StartError, reasonOf } from '../supervisor/report.ts'
import { childEnvironment, runNode, runTool } from '../supervisor/tool.ts'
import { type Check, type Outcome, failed, passed } from './check.ts'

/** The surroundings of a check: not those of a running portal. */
export function checkEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...childEnvironment(), NODE_ENV: 'test', NO_COLOR: '1', ...more }
}

/** Made first: lint and types look into the database client, the packages' and the routes' types. */
export const libraries: Check = {
  name: 'libraries',
  run: () =>
    whole(async () => {
      await buildLibraries()
      await runTool('Next', ['node_modules/next/dist/bin/next', 'typegen'])
    }),
}

export const format = tool('format', 'prettier/bin/prettier.cjs', [
  '--check',
  '--log-level=warn',
  '.',
])

export const lint = tool('lint', 'eslint/bin/eslint.js', ['--max-warnings=0', '.'])

export const types = tool('types', 'typescript/bin/tsc', ['--noEmit', '--incremental', 'false'])

export const unused = tool('unused', 'knip/bin/knip.js', [])

export const build: Check = { name: 'build', run: () => whole(buildPages) }

function tool(name: string, script: string, args: readonly string[]): Check {
  return {
    name,
    async run() {
      const { code, output } = await runNode(
        [`node_modules/${script}`, ...args],
        checkEnvironment(),
      )
      return code === 0 ? passed() : failed(output)
    },
  }
}

async function whole(work: () => Promise<void>): Promise<Outcome> {
  try {
    await work()
    return passed()
  } catch (error) {
    return failed(error instanceof StartError ? error.details : reasonOf(error))
  }
}
