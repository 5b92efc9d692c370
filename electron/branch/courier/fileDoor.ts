/**
 * Requests about the content of files. Each is signed by the device over what it says, not over the bytes: what comes of
 * them is verified as a whole by its hash, at both ends.
 */
import type { HttpRequest, HttpStack } from 'tus-js-client'
import type { Certificate } from '../../../domain/journal/certificate.ts'
import type { Sign } from '../../../domain/journal/primitives.ts'
import { CERTIFICATE_HEADER, SIGNATURE_HEADER } from '../../../domain/wire/exchange.ts'
import { FILES_PATH, filePath, fileRequestText, readContentRange } from '../../../domain/wire/files.ts'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../../../domain/wire/version.ts'
import { TooLong, textOf } from './bounded.ts'
import { type Answered, type Failure, failed, isPrivate, seconds } from './link.ts'
import type { FilePace } from './pace.ts'

export type FileFetch = (
  url: string,
  init: {
    method: string
    headers: Record<string, string>
    body: Uint8Array<ArrayBuffer> | null
    redirect: 'error'
    signal: AbortSignal
  },
) => Promise<Response>

export type FileDoor = {
  endpoint: string
  addressOf(sha256: string): string
  /** For uploads; each piece waits for its turn. */
  stack: HttpStack
  /** Some bytes of a file from `from` on; `of`: bytes of the whole. */
  part(sha256: string, from: number): Promise<Answered<{ bytes: Uint8Array; of: number }>>
}

/** A piece that took longer did not arrive: a line that died says nothing. */
const PATIENCE_MS = 30_000
/** Of an answer that is no piece of a file, or of a piece that is smaller. */
const MOST_BYTES = 1024 * 1024

type Ways = { url: string; sign: Sign; certificate: Certificate; fetch: FileFetch; pace: FilePace; end: AbortSignal }

/** `end`: breaks off whatever is under way. */
export function openFileDoor({ url, sign, certificate, fetch, pace, end }: Ways): FileDoor {
  const presented = Buffer.from(JSON.stringify(certificate)).toString('base64url')

  async function send(
    method: string,
    address: string,
    given: Record<string, string>,
    body: Uint8Array<ArrayBuffer> | null,
    signal: AbortSignal,
  ): Promise<Response> {
    if (!isPrivate(url)) throw new Error('headquarters outside this computer is reached by https only')
    const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]))
    const { pathname } = new URL(address)
    // What the client of HTTP adds by itself.
    const length = body?.length ?? (method === 'POST' ? 0 : null)
    const signed = { ...headers, ...(length !== null && { 'content-length': String(length) }) }
    return fetch(address, {
      method,
      headers: {
        ...headers,
        [VERSION_HEADER]: String(PROTOCOL_VERSION),
        [CERTIFICATE_HEADER]: presented,
        [SIGNATURE_HEADER]: sign(fileRequestText(method, pathname, (name) => signed[name as keyof typeof signed])),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.any([end, signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
  }

  /** In its turn, and measured. */
  async function inTurn<T>(bytes: number | null, work: () => Promise<T>, came = (_: T) => bytes ?? 0): Promise<T> {
    await pace.turn(end)
    const began = performance.now()
    try {
      const done = await work()
      pace.went(Math.max(1, came(done)), performance.now() - began)
      return done
    } catch (error) {
      if (!end.aborted) pace.broke()
      throw error
    }
  }

  function createRequest(method: string, address: string): HttpRequest {
    const headers: Record<string, string> = {}
    const aborted = new AbortController()
    return {
      getMethod: () => method,
      getURL: () => address,
      setHeader: (name, value) => {
        headers[name] = value
      },
      getHeader: (name) => headers[name],
      setProgressHandler() {},
      async send(body: Uint8Array<ArrayBuffer> | null) {
        const ask = async () => {
          const response = await send(method, address, headers, body, aborted.signal)
          return { response, text: await textOf(response, MOST_BYTES) }
        }
        const { response, text } = await (body ? inTurn(body.length, ask) : ask())
        return {
          getStatus: () => response.status,
          getHeader: (name) => response.headers.get(name) ?? undefined,
          getBody: () => text,
          getUnderlyingObject: () => response,
        }
      },
      abort: async () => aborted.abort(),
      getUnderlyingObject: () => null,
    }
  }

  return {
    endpoint: new URL(FILES_PATH, url).href,
    addressOf: (sha256) => new URL(filePath(sha256), url).href,
    stack: { createRequest, getName: () => 'okno' },
    async part(sha256, from) {
      const address = new URL(filePath(sha256), url).href
      const piece = pace.piece()
      const range = `bytes=${from}-${from + piece - 1}`
      try {
        const ask = async () => {
          const response = await send('GET', address, { range }, null, end)
          return { response, bytes: await whatComes(response, Math.max(piece, MOST_BYTES)) }
        }
        const { response, bytes } = await inTurn(null, ask, (answer) => answer.bytes.length)
        const failure = failureOf(response.status, response.headers.get('retry-after'))
        if (failure) return failure
        const place = readContentRange(response.headers.get('content-range'))
        if (response.status !== 206 || place?.from !== from || place.to < from + bytes.length - 1)
          return failed('nonsense', `HTTP ${response.status}`)
        return { ok: true, value: { bytes, of: place.of } }
      } catch (error) {
        if (error instanceof TooLong) return failed('nonsense', error.message)
        return failed('unreachable', error instanceof Error ? error.message : String(error))
      }
    },
  }
}

/** The body as far as it came: of a line that dies in the middle nothing is lost. Rejects where nothing came, or too much. */
async function whatComes(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length
      if (bytes > most) throw new TooLong(`an answer of more than ${most} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (chunks.length === 0 || error instanceof TooLong) throw error
  }
  return Buffer.concat(chunks)
}

/** What an answer that is no success means; null where it is one. */
export function failureOf(status: number, retryAfter: string | null): Failure | null {
  if (status >= 200 && status < 300) return null
  const why = status === 429 || status >= 500 ? 'busy' : 'turnedAway'
  return failed(why, `HTTP ${status}`, why === 'busy' ? seconds(retryAfter) : null)
}
