/**
 * One file on its way in. Its bytes go to the disk as they come, and are hashed as they come; it gets its lasting name,
 * the hash, only when it is whole, of a kind that we keep, not too big, and flushed. Until then nobody can refer to it.
 */
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { digest } from '../../../trust/digest.ts'
import { moveDurably } from '../../../trust/durable.ts'
import type { AttachmentKind } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { fileFailure, type NotRecorded } from '../storage.ts'
import type { Kept, NotTaken, Unusable } from './doors.ts'
import { contentOf, isWhole, type ReadAt, type Strange } from './kind.ts'
import { promisedKind, saysOtherKind } from './name.ts'
import { incomingFolder, keptFile } from './places.ts'

export type Incoming = {
  /** How much of it has come. */
  length(): number
  add(chunk: Uint8Array): Promise<NotRecorded | TooBig | null>
  /** `name`: what the file was called. Whatever comes out, the way in ends here. */
  keep(name: string): Promise<{ ok: true; kept: Kept } | NotTaken>
  drop(): Promise<void>
}

type TooBig = { ok: false; refusal: Extract<Unusable, { code: 'tooBig' }> }
type Needs = Pick<Branch, 'workspace' | 'knowledge' | 'faults'>
export const refuse = <Refusal>(refusal: Refusal) => ({ ok: false as const, refusal })

/** The largest size that any kind may have. */
export const largest = ({ knowledge }: Pick<Branch, 'knowledge'>): number =>
  Math.max(...Object.values(knowledge.rules.attachments.bytes))

/** `id` names it while it comes. Rejects only for defects; what the disk refuses is a value. */
export async function openIncoming(branch: Needs, id: string): Promise<Incoming | NotRecorded> {
  const path = join(incomingFolder(branch), id)
  const hash = digest()
  let length = 0
  try {
    await mkdir(incomingFolder(branch), { recursive: true, mode: 0o700 })
    const handle = await open(path, 'wx+', 0o600)
    const readAt: ReadAt = async (at, wanted) => {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(wanted), 0, wanted, at)
      return buffer.subarray(0, bytesRead)
    }
    const end = async () => {
      await handle.close().catch(() => {})
      await rm(path, { force: true }).catch(() => {})
    }
    const guarded = async <T>(work: () => Promise<T>): Promise<T | NotRecorded> => {
      try {
        return await work()
      } catch (error) {
        const failure = fileFailure(error)
        if (!failure) throw error
        return failure
      }
    }
    return {
      length: () => length,
      add: (chunk) =>
        guarded(async () => {
          const limit = largest(branch)
          if (length + chunk.length > limit) return refuse({ code: 'tooBig' as const, limit })
          branch.faults.at('file-append')
          await writeAll(handle, chunk)
          hash.add(chunk)
          length += chunk.length
          return null
        }),
      async keep(name) {
        try {
          return await guarded(async () => {
            const found = await judge(branch, readAt, length, name)
            if (!found.ok) return found
            await handle.sync()
            // A disk that lost a part without a word would give the hash's name to other bytes.
            if ((await handle.stat()).size !== length)
              return refuse({ code: 'notRecorded' as const, why: 'other' as const })
            // Windows renames nothing that is open.
            await handle.close()
            branch.faults.at('file-written')
            const sha256 = hash.hex()
            await moveDurably(path, keptFile(branch, sha256))
            branch.faults.at('file-durable')
            const { kind } = found
            return { ok: true as const, kept: { sha256, kind, bytes: length, otherKind: saysOtherKind(name, kind) } }
          })
        } finally {
          await end()
        }
      },
      drop: end,
    }
  } catch (error) {
    const failure = fileFailure(error)
    if (!failure) throw error
    return failure
  }
}

/** One write may take less than it is given (a disk that fills up); the next one then says why. */
export async function writeAll(handle: Writable, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at)
    if (bytesWritten === 0) throw Object.assign(new Error('the disk takes nothing more'), { code: 'ENOSPC' })
    at += bytesWritten
  }
}
type Writable = { write(bytes: Uint8Array, at: number, length: number): Promise<{ bytesWritten: number }> }

type Judgement = { ok: true; kind: AttachmentKind } | { ok: false; refusal: Unusable }

async function judge({ knowledge }: Needs, readAt: ReadAt, size: number, name: string): Promise<Judgement> {
  if (size === 0) return refuse({ code: 'empty' })
  const content = await contentOf(readAt)
  if (content.kind === null) return refuse({ code: whyStrange(name, content.holds) })
  const { kind } = content
  const limit = knowledge.rules.attachments.bytes[kind]
  if (size > limit) return refuse({ code: 'tooBig', limit })
  return (await isWhole(kind, readAt, size)) ? { ok: true, kind } : refuse({ code: 'torn' })
}

const holding = {
  text: 'holdsText',
  video: 'holdsVideo',
  sound: 'holdsSound',
  picture: 'holdsPicture',
  document: 'holdsDocument',
  archive: 'holdsArchive',
} as const

/** A name that promises what we keep gets an answer about the content: the person believes the name. */
function whyStrange(name: string, holds: Strange): Exclude<Unusable['code'], 'tooBig'> {
  const promised = promisedKind(name)
  if (promised === null) return 'kindUnknown'
  if (holds !== null) return holding[holds]
  return promised === 'pdf' ? 'pdfClosed' : 'notAsNamed'
}
