/**
 * Requests squeezed for a slow line, and answers that came so. Signatures stay over what was said, not over how it travelled.
 * A headquarters, or a device on the way, that does not take an encoding gets the next one, or the body as it is, from then on.
 */
import { type Encoding, encodingFor, LONG, SHORT, squeeze, unsqueezeShort } from '../../../trust/squeeze.ts'
import { bytesOf } from './bounded.ts'
import type { Fetch } from './link.ts'

type Init = Omit<Parameters<Fetch>[1], 'body'> & { body: string | Uint8Array<ArrayBuffer> }

/** More than any answer that is short enough to be squeezed so. */
const MOST_BYTES = 1024 * 1024

/** The same `fetch`, with bodies squeezed while the other end takes them. */
export function squeezed(fetch: (url: string, init: Init) => Promise<Response>): Fetch {
  const taken = new Set<Encoding>([SHORT, LONG])

  return async (url, init) => {
    const headers = { ...init.headers, 'accept-encoding': `${SHORT}, ${LONG}, gzip` }
    const refused = new Map<Encoding, number>()
    for (;;) {
      const encoding = encodingFor(init.body.length, (one) => taken.has(one) && !refused.has(one))
      const answer = await fetch(url, {
        ...init,
        headers: { ...headers, ...(encoding !== null && { 'content-encoding': encoding }) },
        body: encoding === null ? init.body : new Uint8Array(await squeeze(init.body, encoding)),
      })
      // 415 says it (RFC 9110 §15.5.16); who knows nothing of encodings finds no JSON.
      if (encoding === null || (answer.status !== 415 && answer.status !== 400)) {
        // Whoever refuses it as it is, too, did not mean the encoding.
        for (const [one, status] of refused) if (status !== answer.status) taken.delete(one)
        return opened(answer)
      }
      await answer.body?.cancel()
      refused.set(encoding, answer.status)
    }
  }
}

/** `fetch` opens what everybody knows; ours is opened here. Rejects where it is not what it says. */
async function opened(answer: Response): Promise<Response> {
  if (answer.headers.get('content-encoding') !== SHORT) return answer
  const text = await unsqueezeShort(await bytesOf(answer, MOST_BYTES), MOST_BYTES)
  const headers = new Headers(answer.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  return new Response(text, { status: answer.status, headers })
}
