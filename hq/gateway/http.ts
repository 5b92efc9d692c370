/**
 * A provider that takes messages over HTTP: `POST` of `{ id, to, text }` as JSON with a bearer secret. 2xx is accepted,
 * another 4xx than 408 and 429 is refused; 408, 429, 503 and redirects (none is followed, the secret stays here) say that it
 * was not taken. Any other answer, and none at all once the line stood, leave open whether it goes. The id is sent as
 * idempotency key as well.
 */
import { request as overPlain } from 'node:http'
import { request as overTls } from 'node:https'
import type { Gateway, Sent } from './gateway.ts'

const PATIENCE_MS = 8_000

export function httpGateway(url: string, secret: string, patienceMs: number = PATIENCE_MS): Gateway {
  const tls = url.startsWith('https:')
  return {
    send: ({ id, to, text }) =>
      new Promise((resolve) => {
        const body = JSON.stringify({ id, to, text })
        // A line of its own for each message: codes are few, and what breaks on it is about this message.
        const asked = (tls ? overTls : overPlain)(url, {
          method: 'POST',
          agent: false,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            authorization: `Bearer ${secret}`,
            'idempotency-key': id,
          },
        })
        let stood = false
        const end = (sent: Sent) => {
          clearTimeout(timer)
          // The body is not read: providers like to repeat the text in it.
          asked.destroy()
          resolve(sent)
        }
        const broken = () => end(stood ? 'unknown' : 'later')
        const timer = setTimeout(broken, patienceMs)
        asked.on('error', broken)
        asked.on('response', ({ statusCode }) => end(sentBy(statusCode ?? 0)))
        asked.on('socket', (socket) =>
          socket.once(tls ? 'secureConnect' : 'connect', () => {
            stood = true
          }),
        )
        asked.end(body)
      }),
  }
}

const NOT_TAKEN = [408, 429, 503]

function sentBy(status: number): Sent {
  if (status >= 200 && status < 300) return 'accepted'
  if (NOT_TAKEN.includes(status) || (status >= 300 && status < 400)) return 'later'
  return status >= 400 && status < 500 ? 'refused' : 'unknown'
}
