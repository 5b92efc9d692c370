/**
 * What grows with the cases that a branch holds: a registration, a page of the queue, a search, the opening of the branch's
 * process. Each at a tenth and at the whole of the number, in turns where that can be; nothing may grow faster than its logarithm.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Registration } from '../../electron/contract.ts'
import { startBranch } from '../sync/parts/processes.ts'
import { type Clerk, clerkAtWork, openDraft } from './branch.ts'
import { asked, percentile, say } from './measure.ts'
import { leadAtWork, waitingFolder } from './waiting.ts'

const TIMES = 100
const OPENINGS = 5
/** Nobody's number in the lists that were laid. */
const NEW = 5_000_000

const page = {
  ...{ tab: 'all' as const, find: '', types: [], sort: 'answerBy' as const, descending: false, offset: 0, limit: 50 },
}
type Measured = Record<'save' | 'page of the queue' | 'search' | 'opening of the branch', number[]>

/** `sizes`: the least first. */
export async function benchGrowth(sizes: readonly number[]): Promise<void> {
  const all: { size: number; measured: Measured }[] = []
  for (const size of sizes) all.push({ size, measured: await at(size) })
  const [least, ...others] = all
  if (!least) return
  for (const { size, measured } of others)
    for (const [name, times] of Object.entries(measured)) {
      const value = percentile(times, 0.5)
      const before = percentile(least.measured[name as keyof Measured], 0.5)
      const ratio = value / before
      const most = Math.log(size) / Math.log(least.size)
      say({
        ...{ name: `growth: ${name} p50, ${size} cases`, value, unit: 'ms', ratio, of: times.length },
        against: { name: `the same at ${least.size}`, value: before },
        ...{ goal: `<= ${most.toPrecision(3)}: no faster than the logarithm`, ok: ratio <= most },
      })
    }
}

async function at(size: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-bench-growth-'))
  cpSync(await waitingFolder(size), folder, { recursive: true })
  const measured: Measured = { save: [], 'page of the queue': [], search: [], 'opening of the branch': [] }
  try {
    for (let i = 0; i < OPENINGS; i++) measured['opening of the branch'].push(await opening(folder))
    const clerk = await clerkAtWork(folder)
    // It is read through beside the work at each start; that is no part of a registration.
    await clerk.branch.checked
    for (let i = 0; i < TIMES; i++) measured.save.push(await saved(clerk, NEW + i))
    await leadAtWork(clerk)
    for (let i = 0; i < TIMES / 5; i++) {
      measured['page of the queue'].push(await asked(() => clerk.branch.call('cases.page', page)))
      const find = `0712-B26-${String(Math.floor((size * (i + 0.5)) / TIMES) * 5).padStart(6, '0')}`
      measured.search.push(await asked(() => clerk.branch.call('cases.page', { ...page, find })))
    }
    await clerk.branch.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return measured
}

/** Milliseconds until the process answers that the workspace is open. */
async function opening(folder: string): Promise<number> {
  const began = performance.now()
  const branch = await startBranch({
    OKNO_WORKSPACE: join(folder, 'branch'),
    OKNO_STATE: join(folder, 'state'),
    OKNO_DATA: join(import.meta.dirname, '..', '..', 'data'),
    OKNO_DEMO: '1',
  })
  const ms = performance.now() - began
  await branch.kill()
  return ms
}

async function saved(clerk: Clerk, i: number): Promise<number> {
  const { id } = await openDraft(clerk, i)
  let answer: Registration | undefined
  const ms = await asked(async () => {
    answer = (await clerk.branch.call('cases.register', { draft: id })) as Registration
  })
  if (!answer?.ok) throw new Error(JSON.stringify(answer?.refusal))
  return ms
}
