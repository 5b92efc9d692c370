/**
 * Where headquarters keeps files: one folder, which all its instances share. Each branch has its own part of it, so that
 * nobody comes to another's paper by naming its hash. What is whole lies under its hash; what is on its way has its own folder,
 * by which the whole is known: it is laid once, before headquarters holds any file, and by a person afterwards.
 */
import { mkdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql } from '../store/database.ts'
import { holdsFiles } from '../store/files.ts'

export type FilesPlace = {
  folder: string
  /** Free bytes of the disk it lies on; asked of the system unless given. */
  free?: (folder: string) => Promise<number>
  /** Requests about contents that are worked on at once; the usual unless given. */
  atOnce?: number
}

export const comingFolder = ({ folder }: FilesPlace): string => join(folder, 'coming')
/** The name of an upload that is not whole: one per branch and content, whoever of the branch sends it. */
export const comingName = (branch: string, sha256: string): string => `${branch}-${sha256}`

export const keptFile = ({ folder }: FilesPlace, branch: string, sha256: string): string =>
  join(folder, branch, sha256.slice(0, 2), sha256)

/** Whether it is there at all: a share that is not mounted has lost nothing. */
export const isThere = (place: FilesPlace): Promise<boolean> =>
  stat(comingFolder(place)).then(
    (found) => found.isDirectory(),
    () => false,
  )

/**
 * Lays the folder where no file is held yet. One that lacks while files are held is a share that is not mounted: laid anew, it
 * would take in on this computer's own disk what all others look for elsewhere. Resolves to why it is not there, or null.
 */
export async function layFiles(sql: Sql, place: FilesPlace): Promise<string | null> {
  if (await isThere(place)) return null
  const mark = comingFolder(place)
  if (await holdsFiles(sql))
    return `no ${mark}, although files are held: mount the share; where the folder is a new one on purpose, make ${mark} in it`
  return mkdir(mark, { recursive: true, mode: 0o700 }).then(
    () => null,
    (error: Error) => error.message,
  )
}

/** Whether a file that was taken in lies in its place, whole. */
export const isKept = (
  place: FilesPlace,
  branch: string,
  { sha256, bytes }: { sha256: string; bytes: number },
): Promise<boolean> =>
  stat(keptFile(place, branch, sha256)).then(
    ({ size }) => size === bytes,
    () => false,
  )

/** So much stays free: the database may lie on the same disk, and cases go before papers. */
const RESERVE_BYTES = 256 * 1024 * 1024

/** Whether so many bytes more may be taken. */
export async function hasRoom({ folder, free = freeBytes }: FilesPlace, bytes: number): Promise<boolean> {
  return (await free(folder)) - bytes >= RESERVE_BYTES
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
