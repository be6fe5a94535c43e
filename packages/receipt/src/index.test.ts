import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const FOLDER = dirname(fileURLToPath(import.meta.url))

describe('the package', () => {
  test('loads nothing of node and nothing of others from its main entry, so a browser can', () => {
    const imports = importsFrom('index.ts')
    expect(imports.size).toBeGreaterThan(20)
    expect([...imports].filter((each) => !each.startsWith('./'))).toEqual([])
  })

  test('loads only node itself from its entry for node and from its command', () => {
    const foreign = (entry: string) =>
      [...importsFrom(entry)].filter((each) => !each.startsWith('./'))
    expect(foreign('node-crypto.ts')).toEqual(['node:crypto', 'node:zlib'])
    expect(foreign('cli.ts').every((each) => each.startsWith('node:'))).toBe(true)
  })

  test('depends on no other package, and every file it names is built from a source', () => {
    const manifest = JSON.parse(readFileSync(join(FOLDER, '../package.json'), 'utf8')) as {
      exports: Record<string, Record<string, string>>
      bin: Record<string, string>
    }
    expect(Object.keys(manifest).filter((each) => /dependencies/i.test(each))).toEqual([])
    const built = Object.values(manifest.exports).flatMap((entry) => Object.values(entry))
    const sources = built.map((path) =>
      path.replace('./dist/', '').replace(/(\.d\.ts|\.js)$/, '.ts'),
    )
    expect(new Set(sources)).toEqual(new Set(['index.ts', 'node-crypto.ts']))
    expect(sources.every((source) => existsSync(join(FOLDER, source)))).toBe(true)
    expect(existsSync(join(FOLDER, '..', manifest.bin['assent-verify'] ?? ''))).toBe(true)
  })
})

/** What a source imports, and what its own files import in turn. */
function importsFrom(entry: string, seen = new Set<string>()): Set<string> {
  const source = readFileSync(join(FOLDER, entry), 'utf8')
  for (const [, path = ''] of source.matchAll(/ from '([^']+)'/g)) {
    if (seen.has(path)) continue
    seen.add(path)
    if (path.startsWith('./')) importsFrom(path, seen)
  }
  return seen
}
