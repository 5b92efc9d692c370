/**
 * Where headquarters keeps files: one folder, which all its instances share. Each branch has its own part of it, so that
 * nobody comes to another's paper by naming its hash. What is whole lies under its hash; what is on its way has its own folder.
 */
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'

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
