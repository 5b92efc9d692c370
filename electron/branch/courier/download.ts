/** One file from headquarters, by ranges; what has come stays, and the next time it goes on from there. */
import { arrive, arrived, keepArrived } from '../attachments/arriving.ts'
import type { Branch } from '../branch.ts'
import type { Content } from '../store/carriage.ts'
import type { FileDoor } from './fileDoor.ts'
import { type Failure, failed } from './link.ts'

/** `turnedAway`: headquarters does not hold it. Rejects with the disk's own error. */
export async function takeFile(
  branch: Branch,
  content: Content,
  { door, goOn, came }: { door: FileDoor; goOn: () => boolean; came: (sha256: string, bytes: number) => void },
): Promise<{ ok: true } | Failure> {
  const { sha256, bytes } = content
  let at = await arrived(branch, sha256)
  // A longer part is of no file that the event names.
  if (at > bytes) at = 0
  while (at < bytes) {
    if (!goOn()) return failed('unreachable', 'another time')
    const part = await door.part(sha256, at)
    if (!part.ok) return part
    if (part.value.of !== bytes) return failed('nonsense', 'a file of another length')
    await arrive(branch, sha256, at, part.value.bytes)
    at += part.value.bytes.length
    came(sha256, at)
  }
  return (await keepArrived(branch, content)) ? { ok: true } : failed('nonsense', 'another content')
}
