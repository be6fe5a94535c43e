import { expect, test } from 'vitest'
import type { ArchiveFile } from './archive-document.ts'
import { slicesOf, type ArchiveSlice } from './archive-slices.ts'

test('a slice holds 32 files, and the last what is left', async () => {
  const slices = await slicesFrom(Array.from({ length: 70 }, (_, day) => file(day)))
  expect(slices.map(({ done }) => done)).toEqual([32, 64, 70])
  expect(slices.flatMap(({ records }) => records.map(({ name }) => name))).toEqual(
    Array.from({ length: 70 }, (_, day) => `file ${day}`),
  )
})

test('large files make a slice full sooner', async () => {
  const slices = await slicesFrom(Array.from({ length: 5 }, (_, day) => file(day, 2_000_000)))
  expect(slices.map(({ done }) => done)).toEqual([2, 4, 5])
})

test('what was recorded at one instant stays in one slice, in its order', async () => {
  const days = [...Array.from({ length: 31 }, (_, day) => day), 31, 31, 31, 32]
  const slices = await slicesFrom(days.map((day) => file(day)))
  expect(slices.map(({ done }) => done)).toEqual([34, 35])
})

test('a file without a date, or that cannot be read, is a problem and no record', async () => {
  const [slice, ...more] = await slicesFrom([
    file(1),
    { ...file(2), read: () => Promise.reject(new Error('it is gone\nor never was')) },
    { ...file(3), recordedAt: null },
  ])
  expect(more).toEqual([])
  expect(slice).toMatchObject({ done: 3, records: [{ name: 'file 1' }] })
  expect(slice?.problems).toEqual([
    'file 2: it is gone',
    expect.stringMatching(/^file 3: its name is no date/),
  ])
})

test('of no files there is no slice', async () => {
  expect(await slicesFrom([])).toEqual([])
})

async function slicesFrom(files: readonly ArchiveFile[]): Promise<ArchiveSlice[]> {
  const slices: ArchiveSlice[] = []
  for await (const slice of slicesOf(files)) slices.push(slice)
  return slices
}

function file(day: number, bytes = 10): ArchiveFile {
  const read = () => Promise.resolve(new Uint8Array(bytes))
  return { name: `file ${day}`, recordedAt: new Date(Date.UTC(2024, 0, 1 + day)), read }
}
