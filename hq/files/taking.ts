/**
 * Files on their way in, by tus. What is whole is hashed; if it is what its name says it is flushed, moved under its hash and
 * only then held, else it is thrown away and wanted again. Two instances that take pieces of one file at once can spoil that
 * upload, and nothing more: the hash tells.
 */
import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { FileStore } from '@tus/file-store'
import { ERRORS, Server } from '@tus/server'
import { FILES_PATH, fileHash, HASH_KEY } from '../../domain/wire/files.ts'
import { digest } from '../../trust/digest.ts'
import { flushSoon, moveDurably } from '../../trust/durable.ts'
import type { Hq } from '../hq.ts'
import { heldBytes, holdFile, isNamed } from '../store/files.ts'
import { comingFolder, comingName, type FilesPlace, hasRoom, isKept, keptFile } from './place.ts'

/** Checksum mismatch, as the extension "checksum" of tus numbers it. */
const OTHER_CONTENT = 460
/** RFC 4918 §11.5: the disk is full; the branch keeps the file and comes again. */
const NO_ROOM = 507

/** A refusal as tus hands it over. */
const refusal = (status_code: number, code: string) => ({ status_code, body: JSON.stringify({ code }) })

export type Taking = {
  /** A request of tus by a device of this branch whose signature fits. */
  handle(branch: string, request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Bytes of a file that was taken in and lies in its place; null otherwise: what the folder lost is taken in again. */
  lies(branch: string, sha256: string): Promise<number | null>
  /** Ends an upload of which every byte is there: an instance may have died just then. */
  settle(branch: string, sha256: string): Promise<void>
}

export function openTaking(hq: Hq, place: FilesPlace): Taking {
  const { database } = hq
  // Made with the first request that found the folder there: it lays its folder by itself.
  let made: FileStore | null = null
  const store = (): FileStore => (made ??= new FileStore({ directory: comingFolder(place) }))
  const branches = new WeakMap<object, string>()
  const branchOf = (request: { runtime?: { node?: { req: object } } }): string => {
    const branch = branches.get(request.runtime?.node?.req ?? {})
    if (branch === undefined) throw new Error('a request of nobody')
    return branch
  }

  async function lies(branch: string, sha256: string): Promise<number | null> {
    const bytes = await heldBytes(database, branch, sha256)
    return bytes !== null && (await isKept(place, branch, { sha256, bytes })) ? bytes : null
  }

  /** Whether it was what its name says. */
  async function keep(branch: string, sha256: string, bytes: number): Promise<boolean> {
    const name = comingName(branch, sha256)
    const path = `${comingFolder(place)}/${name}`
    if ((await hashOf(path)) !== sha256) {
      await store().remove(name)
      return false
    }
    await flushSoon(path)
    await moveDurably(path, keptFile(place, branch, sha256))
    await holdFile(database, branch, { sha256, bytes }, new Date(hq.clock()).toISOString())
    await store().configstore.delete(name)
    return true
  }

  let serving: Server | null = null
  const open = (): Server =>
    new Server({
      path: FILES_PATH,
      datastore: store(),
      relativeLocation: true,
      respectForwardedHeaders: false,
      disableTerminationForFinishedUploads: true,
      lockDrainTimeout: 1000,
      namingFunction(request, metadata) {
        const named = fileHash.safeParse(metadata?.[HASH_KEY])
        if (!named.success) throw refusal(400, 'malformed')
        return comingName(branchOf(request), named.data)
      },
      generateUrl: (_, { path, id }) => `${path}/${id.slice(-64)}`,
      getFileIdFromRequest: (request, last) =>
        fileHash.safeParse(last).success ? comingName(branchOf(request), String(last)) : undefined,
      async onUploadCreate(request, upload) {
        const branch = branchOf(request)
        const content = { sha256: upload.id.slice(-64), bytes: upload.size ?? 0 }
        if (content.bytes === 0) throw refusal(400, 'malformed')
        if (!(await isNamed(database, branch, content))) throw refusal(403, 'notNamed')
        // What has come already is not begun anew by a computer that did not ask how far it is.
        const there = await store()
          .getUpload(upload.id)
          .catch(() => null)
        if (there !== null || (await lies(branch, content.sha256)) !== null) throw refusal(409, 'begunAlready')
        if (!(await hasRoom(place, content.bytes))) throw refusal(NO_ROOM, 'noRoom')
        return {}
      },
      async onIncomingRequest(request) {
        if (request.method !== 'PATCH') return
        if (!(await hasRoom(place, Number(request.headers.get('content-length') ?? 0))))
          throw refusal(NO_ROOM, 'noRoom')
      },
      async onUploadFinish(request, upload) {
        const sha256 = upload.id.slice(-64)
        if (!(await keep(branchOf(request), sha256, upload.size ?? 0))) throw refusal(OTHER_CONTENT, 'otherContent')
        return {}
      },
      onResponseError: (_, error) => (isWriteError(error) ? refusal(NO_ROOM, 'noRoom') : undefined),
    })

  return {
    lies,
    async handle(branch, request, response) {
      branches.set(request, branch)
      serving ??= open()
      await serving.handle(request, response)
    },
    async settle(branch, sha256) {
      const upload = await store()
        .getUpload(comingName(branch, sha256))
        .catch(() => null)
      if (upload?.size !== undefined && upload.offset === upload.size) await keep(branch, sha256, upload.size)
    },
  }
}

const isWriteError = (error: object): boolean => Reflect.get(error, 'body') === ERRORS.FILE_WRITE_ERROR.body

async function hashOf(path: string): Promise<string> {
  const hash = digest()
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) hash.add(chunk as Uint8Array)
  return hash.hex()
}
