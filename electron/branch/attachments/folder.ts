/**
 * The watched folder: a network scanner or a copier puts files there. Each is copied into the tray when it has stopped
 * growing and is whole, and put aside into the folder's own `taken/` only after it lies safely here; nothing is ever
 * deleted. A file that stays torn, or is no kind that we keep, is named in the tray and left where it is. A folder that is
 * not there (a share that comes up later, a stick that was pulled) is looked for again until it is.
 */
import { existsSync } from 'node:fs'
import { mkdir, rename, stat } from 'node:fs/promises'
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { FSWatcher } from 'chokidar'
import { strangeFile, type TrayItem } from '../../contract.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import { record } from '../record.ts'
import { setSetting, setting } from '../store/settings.ts'
import { fromPath, insertTray, removeTray, type TrayRow, updateTray } from '../store/tray.ts'
import type { Folder, Pace } from './doors.ts'
import { largest } from './incoming.ts'
import { shownName } from './name.ts'

const SETTING = 'attachments.folder'
const TAKEN = 'taken'
/** Names that programs give to what they are still writing. */
const UNFINISHED = /^[.~]|[~]$|\.(tmp|part|partial|crdownload|swp)$/i

export function openFolder(branch: Branch, pace: Pace, onTrouble: (error: unknown) => void): Folder {
  let watcher: FSWatcher | null = null
  /** Which folder the watcher sees, whatever it is called. */
  let watched: string | null = null
  let stopped = false
  let queue: Promise<unknown> = Promise.resolve()
  const timers = new Set<NodeJS.Timeout>()
  let looking: NodeJS.Timeout | null = null
  let steps: Promise<unknown> = Promise.resolve()
  /** Since when a file could not be taken. */
  const waiting = new Map<string, number>()
  const folderNow = () => setting(branch.db, SETTING) || null

  /** One after another: two files at once are two copies at once on a slow disk. */
  const enqueue = (path: string) => {
    queue = queue.then(() => (stopped ? undefined : take(path))).catch(onTrouble)
  }

  async function take(path: string): Promise<void> {
    const before = await stat(path).catch(() => null)
    if (!before?.isFile()) return void forgetUnusable(path)
    if (before.size > largest(branch)) return name(path, 'tooBig')
    const batch = newId(branch)
    const to = { tray: true as const }
    const taken = await branch.reception.takeFile(path, {
      to,
      name: basename(path),
      paper: null,
      origin: 'folder',
      batch,
      path,
    })
    const after = await stat(path).catch(() => null)
    const grew = after?.size !== before.size || after.mtimeMs !== before.mtimeMs
    if (taken.ok) {
      waiting.delete(path)
      forgetUnusable(path)
      // What was taken is whole; more that came meanwhile is another file, and stays for the next look.
      if (!grew) await putAside(path)
      return
    }
    const { refusal } = taken
    if (refusal.code === 'notRecorded') return again(path, refusal.why === 'diskFull' ? 'diskFull' : 'notRecorded')
    if (refusal.code === 'torn' || refusal.code === 'empty' || grew)
      return again(path, grew ? 'stillGrowing' : refusal.code === 'empty' ? 'empty' : 'torn')
    const strange = strangeFile.safeParse(refusal.code)
    if (strange.success) return name(path, strange.data)
    if (refusal.code === 'tooBig') return name(path, refusal.code)
    throw new Error(`a file for the tray cannot be refused with ${refusal.code}`)
  }

  /** Later once more; a person hears of it when it has lasted. */
  function again(path: string, why: NonNullable<TrayItem['why']>): void {
    const since = waiting.get(path) ?? branch.clock()
    waiting.set(path, since)
    if (branch.clock() - since >= branch.knowledge.rules.attachments.tornAfterSeconds * 1000) name(path, why)
    const timer = setTimeout(() => {
      timers.delete(timer)
      enqueue(path)
    }, pace.againMs)
    timers.add(timer)
  }

  const unusable = (path: string) => fromPath(branch.db, path).filter(({ state }) => state === 'unusable')

  function name(path: string, why: NonNullable<TrayItem['why']>): void {
    const [known] = unusable(path)
    if (known?.why === why) return
    record(branch, () =>
      known ? updateTray(branch.db, { ...known, why }) : insertTray(branch.db, unusableRow(path, why)),
    )
    branch.changed('tray')
  }

  function unusableRow(path: string, why: NonNullable<TrayItem['why']>): TrayRow {
    return {
      ...{ id: newId(branch), batch: newId(branch), sheet: null, sha256: null, source: null, other_kind: 0 },
      ...{ name: shownName(path), origin: 'folder', state: 'unusable', why, code: null, draft: null, case_id: null },
      ...{ path, moved: 0, at: utcNow(branch), settled: null, settled_by: null, settled_at: null },
    }
  }

  /** It was mended, or somebody took it away. */
  function forgetUnusable(path: string): void {
    waiting.delete(path)
    const rows = unusable(path)
    if (rows.length === 0) return
    record(branch, () => {
      for (const { id } of rows) removeTray(branch.db, id)
    })
    branch.changed('tray')
  }

  async function putAside(path: string): Promise<void> {
    const folder = join(path, '..', TAKEN)
    await mkdir(folder, { recursive: true })
    await rename(path, freeName(folder, basename(path)))
    record(branch, () => {
      for (const row of fromPath(branch.db, path)) if (!row.moved) updateTray(branch.db, { ...row, moved: 1 })
    })
  }

  /** Starting and stopping follow one another. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = steps.then(work)
    steps = mine.catch(() => {})
    return mine
  }

  async function start(folder: string): Promise<void> {
    const { watch } = await import('chokidar')
    if (stopped || watcher) return
    watched = await placeOf(folder)
    const mine = watch(folder, {
      depth: 0,
      ignored: (path) => path !== folder && (UNFINISHED.test(basename(path)) || basename(path) === TAKEN),
      awaitWriteFinish: { stabilityThreshold: pace.restMs, pollInterval: Math.min(200, pace.restMs) },
    })
    watcher = mine
    mine.on('add', enqueue).on('change', enqueue).on('unlink', forgetUnusable)
    mine.on('error', (error) => {
      onTrouble(error)
      if (aboutOneFile(error, folder)) return
      // Whatever it still sees, it cannot be relied upon: it begins anew with the next look.
      void inTurn(async () => {
        if (watcher !== mine) return
        await stop()
        branch.changed('tray')
      }).catch(onTrouble)
    })
  }

  /** Watches what should be watched and is there, and lets go of what is there no more. */
  const look = () =>
    inTurn(async () => {
      const folder = folderNow()
      if (stopped || folder === null) return
      const place = await placeOf(folder)
      if (watcher && place === watched) return
      if (!watcher && place === null) return
      // Gone, or another one under the same name (a share that was mounted anew): the old watch would see nothing.
      await stop()
      if (place !== null) await start(folder)
      branch.changed('tray')
    })

  function keepLooking(): void {
    looking ??= setInterval(() => void look().catch(onTrouble), pace.lookMs)
    looking.unref()
  }

  async function stop(): Promise<void> {
    const running = watcher
    watcher = null
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
    waiting.clear()
    await running?.close()
    await queue
  }

  return {
    begin() {
      void look().catch(onTrouble)
      keepLooking()
    },
    now() {
      const folder = folderNow()
      return { folder, state: folder === null ? 'off' : watcher && existsSync(folder) ? 'watching' : 'gone' }
    },
    async set(wish) {
      const folder = wish === null ? null : resolve(wish)
      if (folder !== null) {
        const found = await stat(folder).catch(() => null)
        if (!found?.isDirectory()) return 'notAFolder'
        const inside = relative(branch.workspace, folder)
        if (!isAbsolute(inside) && inside.split(sep)[0] !== '..') return 'own'
      }
      const kept = record(branch, () => {
        setSetting(branch.db, SETTING, folder ?? '')
        return { ok: true as const }
      })
      // The old one is still watched: it is what the record says.
      if (!kept.ok) return kept
      await inTurn(async () => {
        await stop()
        if (folder !== null) await start(folder)
      })
      branch.changed('tray')
      return 'ok'
    },
    async close() {
      stopped = true
      if (looking) clearInterval(looking)
      await inTurn(stop)
    },
  }
}

/** What tells this folder from another of the same name; null where none is. */
async function placeOf(folder: string): Promise<string | null> {
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) return null
  // Shares seen from Windows may give a folder a new number each time.
  // A disk gives a number again at once; when the folder was made tells the two apart (0 where the disk does not know).
  return process.platform === 'win32' ? folder : `${found.dev} ${found.ino} ${found.birthtimeMs}`
}

/** A file that may not be read leaves the others as they are. */
function aboutOneFile(error: unknown, folder: string): boolean {
  if (!(error instanceof Error)) return false
  const path: unknown = Reflect.get(error, 'path')
  return ['EACCES', 'EPERM'].includes(String(Reflect.get(error, 'code'))) && typeof path === 'string' && path !== folder
}

/** `scan.pdf`, `scan-2.pdf` …: nothing in there is written over. */
function freeName(folder: string, name: string): string {
  const ending = extname(name)
  const stem = name.slice(0, name.length - ending.length)
  for (let i = 1; ; i++) {
    const path = join(folder, i === 1 ? name : `${stem}-${i}${ending}`)
    if (!existsSync(path)) return path
  }
}
