/**
 * A registration on the disk of a branch's computer, where each flush takes 5 ms more than here: a process of its own with
 * `slowDisk.c` loaded before everything else, which also counts the flushes. Needs a C compiler (`cc`) and no rights.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Registration } from '../../electron/contract.ts'
import { bareAppends, clerkAtWork, goHome, openDraft } from './branch.ts'
import { asked, percentile, say } from './measure.ts'

const FLUSH_US = 5_000

/** Says on the console why not where there is no compiler. */
export async function benchSaveDisk(cases: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-bench-disk-'))
  const library = join(folder, 'slowDisk.so')
  try {
    const words = ['-shared', '-fPIC', '-O2', '-o', library, join(import.meta.dirname, 'slowDisk.c'), '-ldl']
    const made = await promisify(execFile)('cc', words).catch((error: unknown) => String(error))
    if (typeof made === 'string') return console.error(`save-disk is left out: ${made}`)
    const env = { LD_PRELOAD: library, OKNO_FLUSH_US: `${FLUSH_US}`, OKNO_FLUSH_COUNT: join(folder, 'count') }
    const child = spawn(process.execPath, [import.meta.filename, `${cases}`], {
      env: { ...process.env, ...env },
      stdio: 'inherit',
    })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`the process on the slow disk ended with ${code}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** In the process on the slow disk. */
async function there(cases: number, count: string): Promise<void> {
  const flushes = () => (existsSync(count) ? Number(readFileSync(count, 'utf8')) : 0)
  const clerk = await clerkAtWork()
  const measured: number[] = []
  let flushed = 0
  for (let i = 0; i < cases; i++) {
    const draft = await openDraft(clerk, i)
    const before = flushes()
    let answer: Registration | undefined
    measured.push(
      await asked(async () => {
        answer = (await clerk.branch.call('cases.register', { draft: draft.id })) as Registration
      }),
    )
    if (!answer?.ok) throw new Error(JSON.stringify(answer?.refusal))
    flushed += flushes() - before
  }
  const value = 1000 / percentile(measured, 0.5)
  const bare = 1000 / percentile(bareAppends(clerk.folder, Math.min(cases, 200)), 0.5)
  const ratio = value / bare
  const against = { name: '4 KB append + fsync on the same disk', value: bare }
  const goal = '>= 0.88 of the bare disk'
  say({ name: 'save-disk, 5 ms a flush', value, unit: '/s', against, ratio, goal, ok: ratio >= 0.88, of: cases })
  const each = flushed / cases
  say({
    ...{ name: 'save-disk: flushes a case', value: each, unit: 'x', against: null, ratio: null, of: cases },
    ...{ goal: '<= 1.1', ok: each <= 1.1 },
  })
  await goHome(clerk)
}

if (process.argv[1] === import.meta.filename)
  await there(Number(process.argv[2]), process.env.OKNO_FLUSH_COUNT ?? '').then(() => process.exit(0))
