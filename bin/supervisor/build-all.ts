import { buildLibraries, buildPages } from './build.ts'
import { StartError } from './report.ts'

// Everything that is made from the sources, for a machine that will not run `npm start`.
try {
  await buildLibraries()
  await buildPages()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.details)
  console.error(error.message)
  process.exitCode = 1
}
