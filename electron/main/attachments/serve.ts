/**
 * Answers the window's addresses of attachments. The branch process is asked each time: only a file that it knows, and only
 * while somebody is signed in. A video goes out as it is, in the ranges that the player asks for; everything else only as a
 * picture that the reader drew.
 */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { BranchClient } from '../branchClient.ts'
import { readAddress, readRange } from './address.ts'
import type { Pictures } from './pictures.ts'

export type AnswerAttachment = (request: Pick<Request, 'url' | 'headers'>) => Promise<Response>

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}
const nothing = (status = 404) => new Response(null, { status, headers: HEADERS })

export function attachmentsAnswer({ reading }: Pick<BranchClient, 'reading'>, pictures: Pictures): AnswerAttachment {
  return async (request) => {
    const asked = readAddress(new URL(request.url).pathname)
    const file = asked && (await reading.shown({ sha256: asked.sha256 }).catch(() => null))
    if (!file) return nothing()
    const { path, kind, bytes } = file
    if ('video' in asked) return kind === 'mp4' ? video(path, bytes, request.headers.get('range')) : nothing()
    if (kind === 'mp4') return nothing()
    const picture = await pictures.of({ ...asked, path, kind })
    if (!picture) return nothing()
    return new Response(picture, { headers: { ...HEADERS, 'content-type': 'image/jpeg' } })
  }
}

function video(path: string, length: number, header: string | null): Response {
  const range = readRange(header, length)
  if (!range) return nothing(416)
  const { from, to } = range
  const stream = createReadStream(path, { start: from, end: to })
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    status: header === null ? 200 : 206,
    headers: {
      ...HEADERS,
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-length': String(to - from + 1),
      ...(header !== null && { 'content-range': `bytes ${from}-${to}/${length}` }),
    },
  })
}
