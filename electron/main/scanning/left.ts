/**
 * Sheets of scans that ended before they were taken over (the program ended, the disk was full). They go into the tray, each
 * deleted here only after it lies there; what cannot be taken now stays for the next start.
 */
import { randomUUID } from 'node:crypto'
import { readdir, rm, rmdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { BranchClient } from '../branchClient.ts'

type Client = Pick<BranchClient, 'reading'>

const SHEET = /^[1-9]\d{0,5}\.jpg$/

/** `folder`: one folder for each scan. */
export async function takeLeftSheets(client: Client, folder: string): Promise<void> {
  for (const scan of await namesIn(folder)) {
    const place = join(folder, scan)
    const batch = z.uuid().safeParse(scan).data ?? randomUUID()
    const sheets = (await namesIn(place))
      .filter((name) => SHEET.test(name))
      .map((name) => Number(basename(name, '.jpg')))
    for (const sheet of sheets.sort((a, b) => a - b)) {
      const path = join(place, `${sheet}.jpg`)
      const to = { tray: true as const }
      const answer = await client.reading.take({ path, to, name: `scan-${sheet}.jpg`, paper: null, batch, sheet })
      if (answer.ok) await rm(path, { force: true })
    }
    await removeIfEmpty(place)
  }
}

/** Whether it is gone. A sheet that the scanner had not finished, `3.jpg.part`, is no sheet. */
export async function removeIfEmpty(place: string): Promise<boolean> {
  for (const name of await namesIn(place)) if (name.endsWith('.part')) await rm(join(place, name), { force: true })
  if ((await namesIn(place)).length > 0) return false
  await rmdir(place).catch(() => {})
  return true
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])
