/** What schedules are played on: a headquarters with an officer, and a folder in memory; each takes branches of its own. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHq, type TestHq } from '../../support/hq.ts'
import { layTemplate } from './counter.ts'
import { engage, type Officer } from './office.ts'
import { MORNING } from './world.ts'

export type Ground = {
  hq: TestHq
  /** Headquarters' clock and chance are those of the world that is played. */
  time: { now: () => number; random: (bytes: number) => Uint8Array }
  officer: Officer
  folder: string
  template: string
}

export async function raiseGround(): Promise<{ ground: Ground; raze(): Promise<void> }> {
  // Memory instead of a disk: what a power cut takes is decided by the model (`disk.ts`), not by the disk below it.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'okno-sim-'))
  const time: Ground['time'] = { now: () => MORNING, random: randomBytes }
  const template = await layTemplate(folder)
  const hq = await startHq(() => time.now(), null, { random: (bytes) => time.random(bytes) })
  const officer = await engage(hq)
  return {
    ground: { hq, time, officer, folder, template },
    async raze() {
      await hq.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
