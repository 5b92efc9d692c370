/**
 * A file that comes from headquarters, piece by piece, over days if need be. What has come lies apart and survives a restart;
 * only when the whole has the hash that an event names it is flushed, gets its lasting name, and a row says that it is here.
 */
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { digest } from '../../../trust/digest.ts'
import { flushSoon, moveDurably } from '../../../trust/durable.ts'
import { type Branch, utcNow } from '../branch.ts'
import { record } from '../record.ts'
import { type Content, forgetElsewhere, mark } from '../store/carriage.ts'
import { saveFile } from '../store/files.ts'
import { writeAll } from './incoming.ts'
import { arrivingFolder, keptFile } from './places.ts'

const arrivingFile = (branch: Pick<Branch, 'workspace'>, sha256: string) => join(arrivingFolder(branch), sha256)

/** How much of it has come. */
export async function arrived(branch: Pick<Branch, 'workspace'>, sha256: string): Promise<number> {
  return (await stat(arrivingFile(branch, sha256)).catch(() => null))?.size ?? 0
}

/** Puts a piece to its place. Rejects with the disk's own error. */
export async function arrive(branch: Branch, sha256: string, at: number, bytes: Uint8Array): Promise<void> {
  await mkdir(arrivingFolder(branch), { recursive: true, mode: 0o700 })
  branch.faults.at('file-append')
  const handle = await open(arrivingFile(branch, sha256), at === 0 ? 'w' : 'r+', 0o600)
  try {
    await writeAll({ write: (piece, from, length) => handle.write(piece, from, length, at + from) }, bytes)
  } finally {
    await handle.close()
  }
}

/** Ends it: false where what came is not what was named; then it is thrown away. Rejects with the disk's own error. */
export async function keepArrived(branch: Branch, content: Content): Promise<boolean> {
  const path = arrivingFile(branch, content.sha256)
  if ((await hashOf(path)) !== content.sha256) {
    await rm(path, { force: true })
    return false
  }
  await flushSoon(path)
  branch.faults.at('file-written')
  await moveDurably(path, keptFile(branch, content.sha256))
  branch.faults.at('file-durable')
  const at = utcNow(branch)
  const done = record(branch, () => {
    saveFile(branch.db, { ...content, at })
    // Whence it came it is held.
    mark(branch.db, content.sha256, 'there', at)
    forgetElsewhere(branch.db, content.sha256)
    return { ok: true as const }
  })
  if (done.ok) branch.changed('attachments', 'tray')
  return true
}

/** The SHA-256 of a file on the disk. */
export async function hashOf(path: string): Promise<string> {
  const hash = digest()
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) hash.add(chunk as Uint8Array)
  return hash.hex()
}
