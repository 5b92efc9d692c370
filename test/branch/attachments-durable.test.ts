// Papers and the disk: a row names a file only when its bytes are on the disk itself and are the ones that were named. A
// kill cannot tell whether somebody flushed, so the door to the disk is watched.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { arrive, arrived, keepArrived } from '../../electron/branch/attachments/arriving.ts'
import { keptFile } from '../../electron/branch/attachments/places.ts'
import { atCounter, attached, photo } from './attach.ts'
import { openBench, rows } from './bench.ts'

/** Notes each flush of a file with its size, and the rows that name files by then. */
async function watchFlushes(count: () => number) {
  const handle = await open(import.meta.filename)
  const door = Object.getPrototypeOf(handle) as typeof handle
  await handle.close()
  const flushes: { bytes: number; rows: number }[] = []
  const { sync } = door
  vi.spyOn(door, 'sync').mockImplementation(async function (this: typeof handle) {
    const { size } = await this.stat()
    await sync.call(this)
    flushes.push({ bytes: size, rows: count() })
  })
  return flushes
}

test('a paper that comes in is flushed, and lies under its lasting name, before a row names it', async () => {
  let inPlace = false
  const { bench, to } = await atCounter({
    faults: {
      at(point: string) {
        if (point === 'file-durable') inPlace = existsSync(keptFile(bench.branch, hashOf(photo)))
      },
    },
  })
  const count = () => rows(bench, 'SELECT 1 FROM file').length
  const flushes = await watchFlushes(count)
  const { sha256 } = await attached(bench, to, photo)
  expect(sha256).toBe(hashOf(photo))
  expect(flushes).toContainEqual({ bytes: photo.length, rows: 0 })
  expect(inPlace).toBe(true)
  expect(count()).toBe(1)
})

test('a paper that comes down from headquarters is flushed too, and is thrown away where it is not the one that was named', async () => {
  const { branch, ...bench } = await openBench()
  const content = { sha256: hashOf(photo), bytes: photo.length, kind: 'jpg' as const }
  const count = () => branch.db.prepare('SELECT count(*) FROM file').pluck().get() as number
  const flushes = await watchFlushes(count)
  const wrong = Uint8Array.from(photo, (byte, i) => (i === 1000 ? byte ^ 1 : byte))
  await arrive(branch, content.sha256, 0, wrong)
  expect(await keepArrived(branch, content)).toBe(false)
  expect([count(), await arrived(branch, content.sha256), existsSync(keptFile(branch, content.sha256))]).toEqual([
    ...[0, 0, false],
  ])
  await arrive(branch, content.sha256, 0, new Uint8Array(photo))
  expect(await keepArrived(branch, content)).toBe(true)
  expect(flushes).toContainEqual({ bytes: photo.length, rows: 0 })
  expect(readFileSync(keptFile(branch, content.sha256)).equals(Buffer.from(photo))).toBe(true)
  expect(rows({ ...bench, branch }, 'SELECT sha256 FROM file')).toEqual([{ sha256: content.sha256 }])
})

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
