/**
 * One file to headquarters by tus: it says how far the file is, and from there it goes on, piece by piece. May be broken off
 * anywhere. Only what is here as it came in is sent; headquarters checks the whole once more.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { DetailedError, Upload } from 'tus-js-client'
import { HASH_KEY } from '../../../domain/wire/files.ts'
import type { Content } from '../store/carriage.ts'
import { type FileDoor, failureOf } from './fileDoor.ts'
import { type Failure, failed } from './link.ts'
import type { FilePace } from './pace.ts'

export type Sent = { ok: true } | Failure

type Doing = {
  door: FileDoor
  pace: FilePace
  /** Breaks off at once. */
  end: AbortSignal
  /** Asked between two pieces. */
  goOn: () => boolean
  gone: (bytes: number) => void
}

/** Resolves with `unreachable` where it was broken off. */
export async function sendFile(path: string, { sha256, bytes }: Content, doing: Doing): Promise<Sent> {
  const { door, pace, end, goOn, gone } = doing
  const handle = await open(path, 'r')
  try {
    return await new Promise<Sent>((resolve) => {
      const upload = new Upload(new Blob(), {
        endpoint: door.endpoint,
        uploadUrl: door.addressOf(sha256),
        httpStack: door.stack,
        fileReader: { openFile: async () => sourceOf(handle, bytes) },
        metadata: { [HASH_KEY]: sha256 },
        fingerprint: async () => sha256,
        storeFingerprintForResuming: false,
        chunkSize: pace.piece(),
        // When to come again is the courier's matter.
        retryDelays: null,
        // Also where it begins again, as headquarters says how much of the last piece came.
        onProgress: gone,
        onChunkComplete() {
          upload.options.chunkSize = pace.piece()
          if (!goOn()) stop('another time')
        },
        onSuccess: () => resolve({ ok: true }),
        onError: (error) => resolve(whyNot(error)),
      })
      const stop = (why: string) => {
        resolve(failed('unreachable', why))
        void upload.abort()
      }
      if (end.aborted) return stop('broken off')
      end.addEventListener('abort', () => stop('broken off'), { once: true })
      upload.start()
    })
  } finally {
    await handle.close()
  }
}

function whyNot(error: Error): Failure {
  const response = error instanceof DetailedError ? error.originalResponse : null
  const failure = response && failureOf(response.getStatus(), response.getHeader('retry-after') ?? null)
  return failure ?? failed('unreachable', error.message)
}

/** As tus-js-client reads a file; `size` is what it measures a piece by. */
function sourceOf(handle: FileHandle, size: number) {
  return {
    size,
    async slice(start: number, end: number) {
      const wanted = new Uint8Array(Math.min(end, size) - start)
      const { bytesRead } = await handle.read(wanted, 0, wanted.length, start)
      const value = Object.assign(wanted.subarray(0, bytesRead), { size: bytesRead })
      return { value, done: start + bytesRead >= size }
    },
    close() {},
  }
}
