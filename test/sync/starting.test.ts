// A second process of headquarters that must not start beside the first, and one that may.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../support/postgres.ts'
import { startHqProcess } from './parts/processes.ts'

const home = mkdtempSync(join(tmpdir(), 'okno-beside-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('on one database: not without its key, not at a place that is taken; with a copy of the key it starts', async () => {
  const DATABASE_URL = (await freshDatabase()) ?? ''
  const start = (name: string, more: object = {}) =>
    startHqProcess({ HQ_PORT: '0', HQ_DATA_DIR: join(home, name), DATABASE_URL, ...more })
  const first = await start('first')
  const ended = 'headquarters ended with 1:\nHeadquarters has not started.'
  await expect(start('second')).rejects.toThrow(`${ended} There is no ${join(home, 'second', 'hq.key')}`)
  mkdirSync(join(home, 'third'))
  copyFileSync(join(home, 'first', 'hq.key'), join(home, 'third', 'hq.key'))
  const { port } = new URL(first.url)
  await expect(start('third', { HQ_PORT: port })).rejects.toThrow(
    `${ended} Another program listens at 127.0.0.1:${port}`,
  )
  const third = await start('third')
  await Promise.all([first.stop(), third.stop()])
})
