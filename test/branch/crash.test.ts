import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FaultPoint } from '../../electron/branch/faults.ts'
import type { Draft, Registration } from '../../electron/contract.ts'
import { clerk, freshFolder, least, openBench, page, rows, seededBytes } from './bench.ts'
import { type KilledDisk, killedAfter, type Running, start } from './process.ts'

const foldersFor = () => {
  const folder = freshFolder()
  return { workspace: join(folder, 'workspace'), state: join(folder, 'state') }
}

async function openDraft(running: Running): Promise<Draft> {
  const opened = (await running.call('drafts.open', { type: 'ACC-DEREG', answers: least })) as { draft: Draft }
  return opened.draft
}

/** Registers until the process dies; tells each number that was confirmed. */
async function registerUntilDeath(running: Running, confirmed: Map<string, string>): Promise<void> {
  try {
    for (;;) {
      const { command, id } = await openDraft(running)
      const answer = (await running.call('cases.register', { draft: id })) as Registration
      if (answer.ok) confirmed.set(command, answer.receipt.number)
    }
  } catch {
    // The process is dead: what it had not answered may or may not have been recorded.
  }
}

test('killed twenty times in the middle of saving: each confirmed number is there once, none twice (R-012, R-057)', async () => {
  const folders = foldersFor()
  const confirmed = new Map<string, string>()
  const chance = seededBytes(57)
  for (let kill = 0; kill < 20; kill++) {
    const running = start('real', folders)
    expect(await running.opened).toEqual({ opened: true })
    await running.call('session.signIn', clerk)
    const before = confirmed.size
    const dying = registerUntilDeath(running, confirmed)
    await expect.poll(() => confirmed.size, { interval: 1 }).toBeGreaterThan(before)
    await new Promise((resolve) => setTimeout(resolve, (chance(1)[0] ?? 0) / 5))
    running.child.kill('SIGKILL')
    await Promise.all([running.ended, dying])
  }
  const bench = await openBench(folders)
  const commands = new Map(
    (rows(bench, `SELECT payload FROM journal WHERE type = 'caseRegistered'`) as { payload: string }[]).map(
      ({ payload }) => {
        const { command, number } = JSON.parse(payload)
        return [command as string, number as string]
      },
    ),
  )
  await bench.call('session.signIn', clerk)
  const { rows: shown, total } = await page(bench, { limit: 500 })
  expect(confirmed.size).toBeGreaterThanOrEqual(20)
  for (const [command, number] of confirmed) expect(commands.get(command)).toBe(number)
  expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'caseRegistered'`)).toHaveLength(commands.size)
  expect(total).toBe(commands.size)
  expect(new Set(shown.map(({ number }) => number)).size).toBe(shown.length)
}, 120_000)

describe('killed during a registration', () => {
  let typed: KilledDisk<string>
  beforeAll(async () => {
    typed = await killedAfter(async (first) => {
      await first.call('session.signIn', clerk)
      const { id } = await openDraft(first)
      const said = { id, type: 'ACC-DEREG', answers: least, kept: [], stepsDone: ['say'], papers: [], focus: 'iin' }
      await first.call('drafts.save', said)
      return id
    })
  })
  afterAll(() => typed.remove())

  test.each<[FaultPoint, 'recorded' | 'not recorded']>([
    ['before-transaction', 'not recorded'],
    ['in-transaction', 'not recorded'],
    ['before-commit', 'not recorded'],
    ['after-commit', 'recorded'],
    ['after-answer', 'recorded'],
  ])('%s: it is %s, the draft or the case is there, and repeating it gives one case', async (point, outcome) => {
    const { made: id } = typed
    const folders = typed.lay()
    const count = point === 'after-answer' ? 2 : 1
    const second = start('killable', folders, { OKNO_TEST_KILL: `${point}:${count}` })
    await second.call('session.signIn', clerk)
    const asked = second.call('cases.register', { draft: id }).then(
      () => 'answered',
      () => 'died',
    )
    await second.ended
    expect(await asked).toBe(point === 'after-answer' ? 'answered' : 'died')

    const bench = await openBench(folders)
    await bench.call('session.signIn', clerk)
    const drafts = (await bench.call('drafts.list', {})) as Draft[]
    expect(drafts.map((draft) => draft.focus)).toEqual(outcome === 'recorded' ? [] : ['iin'])
    expect((await page(bench)).total).toBe(outcome === 'recorded' ? 1 : 0)
    expect(await bench.call('cases.register', { draft: id })).toMatchObject({
      ok: true,
      repeated: outcome === 'recorded',
      receipt: { number: expect.stringMatching(/^0712-A\d\d-00001-/) },
    })
    expect((await page(bench)).total).toBe(1)
  })
})

test('F-8 a case whose slip was never begun when the power went is named at the next start: nobody registers it again', async () => {
  const folders = foldersFor()
  const running = start('killable', folders)
  await running.opened
  await running.call('session.signIn', clerk)
  const { id } = await openDraft(running)
  const answer = (await running.call('cases.register', { draft: id })) as Registration
  if (!answer.ok) throw new Error('not registered')
  running.child.kill('SIGKILL')
  await running.ended

  const bench = await openBench(folders)
  const unprinted = () => bench.call('workspace.unprinted', {})
  await bench.call('session.signIn', clerk)
  expect(await unprinted()).toEqual([answer.receipt.number])
})

test('a slip that was printing when the power went is listed as uncertain and asked about once', async () => {
  const folders = foldersFor()
  const running = start('killable', folders)
  await running.opened
  await running.call('session.signIn', clerk)
  const { id, command } = await openDraft(running)
  const answer = (await running.call('cases.register', { draft: id })) as Registration
  if (!answer.ok) throw new Error('not registered')
  await running.call('printJobs.begin', { case: answer.receipt.case, size: '80mm', command })
  running.child.kill('SIGKILL')
  await running.ended

  const bench = await openBench(folders)
  await bench.call('session.signIn', clerk)
  const workspace = (await bench.call('workspace.open', {})) as { recovery: { uncertainPrints: number } }
  expect(workspace.recovery.uncertainPrints).toBe(1)
  const jobs = (await bench.call('printJobs.uncertain', {})) as { id: string }[]
  expect(jobs).toMatchObject([{ number: answer.receipt.number, copy: 1, state: 'uncertain', why: 'interrupted' }])
  expect(await bench.call('printJobs.settle', { job: jobs[0]?.id, printed: true })).toEqual({ ok: true })
  expect(await bench.call('printJobs.uncertain', {})).toEqual([])
  expect(
    rows(bench, `SELECT json_extract(payload, '$.confirmedBy') AS by FROM journal WHERE type = 'slipPrinted'`),
  ).toEqual([{ by: 'person' }])
})

test('F-18 a second program is told who has the workspace, over the same messages', async () => {
  const folders = foldersFor()
  const first = start('real', folders)
  await first.opened
  const second = start('real', folders)
  expect(await second.opened).toMatchObject({
    opened: false,
    error: { code: 'held', holder: { pid: first.child.pid, person: null } },
  })
  expect(await second.ended).toEqual([1, null])
  first.child.disconnect()
  expect(await first.ended).toEqual([0, null])
})

test('input that is not the contract’s, and calls that are not there, are refused by name', async () => {
  const running = start('killable', foldersFor())
  await expect(running.call('cases.receipt', { id: clerk.person })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  await running.call('session.signIn', clerk)
  await expect(running.call('cases.receipt', { id: 'x' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(running.call('cases.receipt', { id: clerk.person, more: 1 })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  await expect(running.call('cases.erase', {})).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(running.call('constructor.name', {})).rejects.toMatchObject({ code: 'NOT_FOUND' })
  running.child.kill('SIGKILL')
})
