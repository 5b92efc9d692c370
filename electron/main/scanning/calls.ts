/**
 * Scanning for the window: one scan at a time. Each sheet goes in by the same way as every other file and its picture is
 * deleted here only when it lies safely there. One that its draft or case does not take goes into the tray; one that cannot
 * be taken at all ends the scan and stays here for the next start.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Destination, Scan } from '../../contract.ts'
import type { BranchClient } from '../branchClient.ts'
import type { OwnCalls } from '../calls.ts'
import { removeIfEmpty } from './left.ts'
import { listScanners, NotInstalled, type Program, type Running, scanimage, startScan } from './scanimage.ts'

type Needs = {
  client: Pick<BranchClient, 'reading' | 'session'>
  /** Folder for sheets on their way; made and emptied here. */
  folder: string
  /** The window reads the state again. */
  onChanged(): void
  program?: Program
}
type Job = { to: Destination; device: string; batch: boolean; paper: string | null }

/** The window is told of so much progress at a time. */
const PERCENT_STEP = 10

export function scanningCalls({ client, folder, onChanged, program = scanimage }: Needs): OwnCalls['scanning'] {
  let now: Scan | null = null
  let running: Running | null = null
  let cancelled = false

  const move = (change: Partial<Scan>) => {
    if (!now) return
    now = { ...now, ...change }
    onChanged()
  }
  const signedIn = async () => (await client.session.current({})).person !== null

  async function scanSheets(job: Job, scan: string): Promise<void> {
    const place = join(folder, scan)
    let taking: Promise<unknown> = Promise.resolve()
    let refused = false
    let strayed = false
    const take = async (path: string) => {
      const sheet = Number(basename(path, '.jpg'))
      const about = { path, name: `scan-${sheet}.jpg`, batch: scan, sheet }
      const answer = await client.reading.take({ ...about, to: job.to, paper: job.paper })
      const there = answer.ok
      const kept = there || (await client.reading.take({ ...about, to: { tray: true }, paper: null })).ok
      if (kept) await rm(path, { force: true })
      if (there) return move({ taken: (now?.taken ?? 0) + 1 })
      // The sheets that are out already follow the same way.
      if (!strayed && !refused) running?.cancel()
      if (kept) strayed = true
      else refused = true
    }
    try {
      await mkdir(place, { recursive: true, mode: 0o700 })
      running = await startScan(
        {
          device: job.device,
          batch: job.batch,
          folder: place,
          onSheet(path) {
            taking = taking
              .then(() => take(path))
              .catch((error: unknown) => {
                console.error('scanned sheet:', error)
                refused = true
                running?.cancel()
              })
          },
          onProgress(sheet, percent) {
            const moved = sheet !== now?.sheet || Math.abs(percent - now.percent) >= PERCENT_STEP
            if (moved) move({ sheet, percent })
          },
        },
        program,
      )
      if (cancelled) running.cancel()
      const why = await running.ended
      await taking
      if (refused) move({ state: 'failed', why: 'notTaken' })
      else if (strayed) move({ state: 'failed', why: 'inTray' })
      else if (cancelled) move({ state: 'cancelled' })
      else move(why === null ? { state: 'ended', percent: 100 } : { state: 'failed', why })
    } catch (error) {
      console.error('scan:', error)
      move({ state: 'failed', why: 'other' })
    } finally {
      running = null
      await taking
      if (!(await removeIfEmpty(place))) console.error('scan: sheets that could not be taken are left in', place)
    }
  }

  return {
    async devices() {
      if (!(await signedIn())) return { ok: false, refusal: { code: 'notSignedIn' } }
      try {
        return { ok: true, devices: await listScanners(program) }
      } catch (error) {
        return { ok: false, refusal: { code: error instanceof NotInstalled ? 'notInstalled' : 'failed' } }
      }
    },
    async start(job) {
      if (!(await signedIn())) return { ok: false, refusal: { code: 'notSignedIn' } }
      if (now?.state === 'running') return { ok: false, refusal: { code: 'scanRunning' } }
      const scan = randomUUID()
      now = { scan, state: 'running', sheet: 1, percent: 0, taken: 0, why: null }
      cancelled = false
      const known = await listScanners(program).catch((error: unknown) => error)
      if (!Array.isArray(known) || !known.some(({ device }) => device === job.device)) {
        now = null
        const code = known instanceof NotInstalled ? 'notInstalled' : 'unknownDevice'
        return { ok: false, refusal: { code } }
      }
      void scanSheets(job, scan)
      onChanged()
      return { ok: true, scan }
    },
    state: () => now,
    cancel({ scan }) {
      if (now?.scan === scan && now.state === 'running') {
        cancelled = true
        running?.cancel()
      }
      return { ok: true }
    },
  }
}
