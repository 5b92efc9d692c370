/**
 * The care of the folder of files, at a gentle pace beside everything else: an upload that nobody goes on with is thrown away;
 * every held file is held against its name again and again, and one that is not what it was is given to nobody, shown, and
 * asked for again; what no case names is thrown away after a long time. A folder that is away is left alone: nothing is
 * concluded from it. No file that a case names is ever thrown away here.
 */
import { createReadStream } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import usual from '../../data/fileCare.json' with { type: 'json' }
import { branchCode } from '../../domain/journal/number.ts'
import { fileHash } from '../../domain/wire/files.ts'
import { digest } from '../../trust/digest.ts'
import type { Hq } from '../hq.ts'
import {
  dropStray,
  type Fault,
  forgetStray,
  lyingOf,
  noteFault,
  noteStray,
  putBack,
  takeDue,
} from '../store/fileCare.ts'
import { holdFile } from '../store/files.ts'
import { comingFolder, type FilesPlace, isThere, keptFile } from './place.ts'

const careRules = z.strictObject({
  /** Days after the last byte until half an upload is thrown away. */
  halfDays: z.number().nonnegative(),
  /** Days within which every file is read once; 0: never. */
  verifyDays: z.number().nonnegative(),
  /** Days that a file must lie without a case before it is thrown away; 0: never. */
  strayDays: z.number().nonnegative(),
  /** No faster is a file read for this: slower than any disk, so that nobody waits for it. */
  bytesPerSecond: z.int().positive(),
})
export type CareRules = z.infer<typeof careRules>
/** What an operator gets who says nothing else. */
export const usualCare: CareRules = careRules.parse(usual)

const DAY_MS = 86_400_000
const ASKED_AT_ONCE = 100
const EVERY_MS = 10 * 60_000
const WALK_EVERY_MS = DAY_MS

type Caring = Pick<Hq, 'database' | 'clock'>
/** Breaks it off between two pieces. */
type End = { signal?: AbortSignal }

const ago = ({ clock }: Caring, days: number) => new Date(clock() - days * DAY_MS).toISOString()
const nowOf = ({ clock }: Caring) => new Date(clock()).toISOString()

/** Throws uploads away to which nothing was added for so long. */
export async function expireHalf(hq: Caring, place: FilesPlace, { halfDays }: CareRules): Promise<void> {
  const until = hq.clock() - halfDays * DAY_MS
  for (const name of await namesIn(comingFolder(place))) {
    const path = join(comingFolder(place), name)
    // What is said of an upload is not written again while its bytes come.
    const last = (await changedAt(path.replace(/\.json$/, ''))) ?? (await changedAt(path))
    if (last !== null && last < until) await rm(path, { force: true })
  }
}

/** Holds files against their names until none is due; those that had a fault are due each day. */
export async function verifyDue(
  hq: Caring,
  place: FilesPlace,
  { verifyDays, bytesPerSecond }: CareRules,
  { signal }: End = {},
) {
  const { database } = hq
  while (verifyDays > 0 && !signal?.aborted && (await isThere(place))) {
    const due = await takeDue(database, { sound: ago(hq, verifyDays), faulty: ago(hq, 1) }, nowOf(hq))
    if (!due) return
    const fault = await faultOf(keptFile(place, due.branch, due.sha256), due.sha256, { bytesPerSecond, signal })
    if (signal?.aborted || !(await isThere(place))) await putBack(database, due)
    else if (fault !== 'unread') await noteFault(database, due.branch, due.sha256, fault)
  }
}

/**
 * Walks through the folder: what no case names is noted, and thrown away once it has stood so long enough; what a case names
 * and headquarters does not know that it holds, because its database was restored, is held again.
 */
export async function walkFolder(hq: Caring, place: FilesPlace, rules: CareRules, { signal }: End = {}) {
  const began = nowOf(hq)
  for (const branch of await namesIn(place.folder)) {
    if (!branchCode.test(branch)) continue
    for (const part of await namesIn(join(place.folder, branch))) {
      const hashes = (await namesIn(join(place.folder, branch, part))).filter((one) => fileHash.safeParse(one).success)
      for (let at = 0; at < hashes.length; at += ASKED_AT_ONCE) {
        if (signal?.aborted || !(await isThere(place))) return
        await lookAt(hq, place, branch, hashes.slice(at, at + ASKED_AT_ONCE), { rules, began, signal })
      }
    }
  }
  // One that is away shows nothing.
  if (await isThere(place)) await forgetStray(hq.database, began)
}

type Walking = { rules: CareRules; began: string; signal: AbortSignal | undefined }

async function lookAt(
  hq: Caring,
  place: FilesPlace,
  branch: string,
  hashes: string[],
  { rules: { strayDays, bytesPerSecond }, began, signal }: Walking,
): Promise<void> {
  const { database } = hq
  const lying = await lyingOf(database, branch, hashes)
  for (const { sha256, bytes } of lying.filter(({ bytes, held }) => bytes.length > 0 && !held)) {
    const path = keptFile(place, branch, sha256)
    const size = (await stat(path).catch(() => null))?.size ?? -1
    if (bytes.includes(size) && (await faultOf(path, sha256, { bytesPerSecond, signal })) === null)
      await holdFile(database, branch, { sha256, bytes: size }, nowOf(hq))
  }
  const unnamed = lying.filter(({ bytes }) => bytes.length === 0).map(({ sha256 }) => sha256)
  if (unnamed.length === 0) return
  const old = await noteStray(database, branch, unnamed, began, ago(hq, strayDays))
  for (const sha256 of strayDays > 0 ? old : []) {
    if (await dropStray(database, branch, sha256)) await rm(keptFile(place, branch, sha256), { force: true })
  }
}

/** What is wrong with a file; `unread` where nobody knows, because it was broken off or this computer may not read it. */
async function faultOf(
  path: string,
  sha256: string,
  { bytesPerSecond, signal }: { bytesPerSecond: number; signal: AbortSignal | undefined },
): Promise<Fault | 'unread' | null> {
  const hash = digest()
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      const piece = chunk as Uint8Array
      hash.add(piece)
      if (signal?.aborted) return 'unread'
      await sleep((piece.length / bytesPerSecond) * 1000, undefined, { ref: false })
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return 'missing'
    return code === 'EIO' ? 'damaged' : 'unread'
  }
  return hash.hex() === sha256 ? null : 'damaged'
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])
const changedAt = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  )

/**
 * Does all of it from now on, one thing after another, until the returned function is called. What fails (the database is away, the
 * disk refuses) is tried again the next time; `failed` hears of it.
 */
export function keepCare(
  hq: Caring,
  place: FilesPlace,
  rules: CareRules,
  failed: (error: unknown) => void = () => {},
): () => void {
  const end = new AbortController()
  let walked = Number.NEGATIVE_INFINITY
  const round = async () => {
    await expireHalf(hq, place, rules)
    await verifyDue(hq, place, rules, end)
    if (performance.now() - walked < WALK_EVERY_MS) return
    walked = performance.now()
    await walkFolder(hq, place, rules, end)
  }
  const go = async () => {
    while (!end.signal.aborted) {
      await round().catch(failed)
      await sleep(EVERY_MS, undefined, { signal: end.signal, ref: false }).catch(() => {})
    }
  }
  void go()
  return () => end.abort()
}
