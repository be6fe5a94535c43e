import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { type Check, passed } from './check.ts'

const rooms = ['app', 'bin', 'components', 'lib', 'packages']

/** What the house aims at; `npm run lint` refuses what is over the maximum. */
const goals = { functionP90: 33, functionMax: 60, fileP90: 180, fileMax: 300 }

/** Lines of functions and files without tests: shows, and never fails, where the house grows too big. */
export const sizes: Check = {
  name: 'sizes',
  run() {
    const sources = rooms.flatMap(sourceFiles)
    const functions = sources.filter((file) => file.endsWith('.ts')).flatMap(functionLengths)
    const files = sources.map((file) => filledLines(readFileSync(file, 'utf8')))
    const { functionP90, functionMax, fileP90, fileMax } = goals
    const note = [
      `functions p90 ${p90(functions)} (≤ ${functionP90}), max ${Math.max(...functions)} (≤ ${functionMax})`,
      `files p90 ${p90(files)} (≤ ${fileP90}), max ${Math.max(...files)} (≤ ${fileMax})`,
    ]
    return Promise.resolve(passed(note.join('; ')))
  },
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) => !/\.test\.tsx?$|\.d\.ts$|(^|\/)(dist|testdata|node_modules)\//.test(name))
    .map((name) => join(folder, name))
}

function functionLengths(file: string): number[] {
  const text = readFileSync(file, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const lengths: number[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      lengths.push(filledLines(node.getText(source)))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return lengths
}

function filledLines(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length
}

function p90(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.9)] ?? 0
}
