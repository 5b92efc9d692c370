/**
 * A provider that takes messages over HTTP: `POST` of `{ id, to, text }` as JSON with a bearer secret. 2xx is accepted,
 * another 4xx than 408 and 429 is refused, everything else may go later. The id is sent as idempotency key as well.
 */
import type { Gateway } from './gateway.ts'

const PATIENCE_MS = 8_000

export function httpGateway(url: string, secret: string, fetch: typeof globalThis.fetch = globalThis.fetch): Gateway {
  return {
    async send({ id, to, text }) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${secret}`,
          'idempotency-key': id,
        },
        body: JSON.stringify({ id, to, text }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch(() => null)
      // The body is not read: providers like to repeat the text in it.
      await answer?.body?.cancel().catch(() => {})
      if (answer === null) return 'later'
      if (answer.ok) return 'accepted'
      const { status } = answer
      return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'later'
    },
  }
}
