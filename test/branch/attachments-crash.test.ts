import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaultPoint } from '../../electron/branch/faults.ts'
import { heavyJpg } from '../support/papers.ts'
import { attach, filesIn, list } from './attach.ts'
import { clerk, freshFolder, openBench, rows, seededBytes, signIn } from './bench.ts'
import { type KilledDisk, killedAfter, type Running, start } from './process.ts'

const MB = 1024 * 1024
const foldersFor = () => {
  const folder = freshFolder()
  return { workspace: join(folder, 'workspace'), state: join(folder, 'state') }
}

async function draftOf(running: Running): Promise<string> {
  await running.opened
  await running.call('session.signIn', clerk)
  const opened = (await running.call('drafts.open', { type: 'ACC-DEREG' })) as { draft: { id: string } }
  return opened.draft.id
}

let opened: KilledDisk<string>
beforeAll(async () => {
  opened = await killedAfter(draftOf)
})
afterAll(() => opened.remove())

test.each<[FaultPoint, number, 'there' | 'not there']>([
  ['file-append', 2, 'not there'],
  ['file-written', 1, 'not there'],
  ['file-durable', 1, 'not there'],
  ['before-commit', 1, 'not there'],
  ['after-commit', 1, 'there'],
])(
  'killed at %s (time %i) while a file comes in: it is %s, and every reference has its file',
  async (point, count, outcome) => {
    const { made: draft } = opened
    const folders = opened.lay()
    const second = start('killable', folders, { OKNO_TEST_KILL: `${point}:${count}` })
    await second.opened
    await second.call('session.signIn', clerk)
    const bytes = heavyJpg(3 * MB)
    await attach(second, { draft }, bytes).catch(() => 'died')
    await second.ended

    const bench = await openBench(folders)
    await signIn(bench)
    const files = await list(bench, { draft })
    expect(files).toHaveLength(outcome === 'there' ? 1 : 0)
    expect(rows(bench, 'SELECT 1 FROM file')).toHaveLength(files.length)
    for (const { sha256 } of files) expect(filesIn(bench.workspace).kept).toContain(sha256)
    expect(filesIn(bench.workspace).incoming).toEqual([])
    expect(await attach(bench, { draft }, bytes)).toMatchObject({ ok: true, repeated: outcome === 'there' })
    expect(filesIn(bench.workspace).kept).toHaveLength(1)
  },
)

test('killed ten times at any moment while files come in: each confirmed file is there, none refers to nothing', async () => {
  const folders = foldersFor()
  const chance = seededBytes(18)
  const confirmed = new Set<string>()
  let draft = ''
  for (let kill = 0; kill < 10; kill++) {
    const running = start('real', folders)
    if (!draft) draft = await draftOf(running)
    else {
      await running.opened
      await running.call('session.signIn', clerk)
    }
    const dying = (async () => {
      for (let i = 0; ; i++) {
        const bytes = Buffer.concat([heavyJpg(MB), Buffer.from([kill, i])])
        const answer = await attach(running, { draft }, bytes)
        if (answer.ok && answer.attachment) confirmed.add(answer.attachment.sha256)
      }
    })().catch(() => {})
    // One file at the least comes in whole, however slow the disk is; after that the power goes at any moment.
    if (kill === 0) await expect.poll(() => confirmed.size).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 100 + (chance(1)[0] ?? 0)))
    running.child.kill('SIGKILL')
    await Promise.all([running.ended, dying])
  }
  const bench = await openBench(folders)
  await signIn(bench)
  const { kept } = filesIn(bench.workspace)
  const named = (await list(bench, { draft })).map(({ sha256 }) => sha256)
  expect(confirmed.size).toBeGreaterThan(0)
  for (const sha256 of confirmed) expect(named).toContain(sha256)
  for (const sha256 of named) expect(kept).toContain(sha256)
}, 120_000)
