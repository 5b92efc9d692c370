/**
 * One question to CUPS in its own protocol (IPP, RFC 8010 and 8011): the state of a job. `lpstat` shows a cancelled job and a
 * printed one alike, so its words are not enough to say that a slip came out.
 */
import { request } from 'node:http'

export type JobState = 'waiting' | 'printing' | 'done' | 'cancelled' | 'aborted' | 'gone'

/** `job-state` of RFC 8011, 5.3.7. A stopped job has begun and may go on. */
const STATES: Record<number, JobState> = {
  3: 'waiting',
  4: 'waiting',
  5: 'printing',
  6: 'printing',
  7: 'cancelled',
  8: 'aborted',
  9: 'done',
}

const TAG = {
  operation: 0x01,
  end: 0x03,
  integer: 0x21,
  enum: 0x23,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
}
const GET_JOB_ATTRIBUTES = 0x0009
const NOT_FOUND = 0x0406
const LIMIT_MS = 5_000

/** The state of a job, or null when the server did not answer. `server` is a socket's path or `host:port` (`lpstat -H`). */
export async function jobState(server: string, printer: string, job: number): Promise<JobState | null> {
  const reply = await post(server, question(printer, job)).catch(() => null)
  if (!reply || reply.length < 8) return null
  if (reply.readUInt16BE(2) === NOT_FOUND) return 'gone'
  return STATES[readEnum(reply, 'job-state') ?? 0] ?? null
}

function question(printer: string, job: number): Buffer {
  const id = Buffer.alloc(4)
  id.writeInt32BE(job)
  return Buffer.concat([
    Buffer.from([2, 0, 0, GET_JOB_ATTRIBUTES, 0, 0, 0, 1, TAG.operation]),
    attribute(TAG.charset, 'attributes-charset', 'utf-8'),
    attribute(TAG.language, 'attributes-natural-language', 'en'),
    attribute(TAG.uri, 'printer-uri', `ipp://localhost/printers/${encodeURIComponent(printer)}`),
    attribute(TAG.integer, 'job-id', id),
    attribute(TAG.keyword, 'requested-attributes', 'job-state'),
    Buffer.from([TAG.end]),
  ])
}

/** Tag, length and name, length and value. */
function attribute(tag: number, name: string, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value)
  const length = (part: { length: number }) => Buffer.from([part.length >> 8, part.length & 0xff])
  return Buffer.concat([Buffer.from([tag]), length(name), Buffer.from(name), length(bytes), bytes])
}

/** The first value of an enum attribute. Tags below 0x10 open a group and have no name or value. */
function readEnum(reply: Buffer, wanted: string): number | null {
  let at = 8
  while (at < reply.length) {
    const tag = reply.readUInt8(at++)
    if (tag === TAG.end) return null
    if (tag < 0x10) continue
    if (at + 2 > reply.length) return null
    const nameEnd = at + 2 + reply.readUInt16BE(at)
    if (nameEnd + 2 > reply.length) return null
    const name = reply.toString('utf8', at + 2, nameEnd)
    const valueEnd = nameEnd + 2 + reply.readUInt16BE(nameEnd)
    if (name === wanted && tag === TAG.enum && valueEnd === nameEnd + 6) return reply.readInt32BE(nameEnd + 2)
    at = valueEnd
  }
  return null
}

function post(server: string, body: Buffer): Promise<Buffer> {
  const [host = 'localhost', port = '631'] = server.split(':')
  const where = server.startsWith('/') ? { socketPath: server } : { host, port }
  const headers = { host: 'localhost', 'content-type': 'application/ipp', 'content-length': body.length }
  return new Promise((resolve, reject) => {
    const asked = request({ ...where, method: 'POST', path: '/', headers, timeout: LIMIT_MS }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve(Buffer.concat(parts)))
      response.on('error', reject)
    })
    asked.on('timeout', () => asked.destroy(new Error('CUPS did not answer')))
    asked.on('error', reject)
    asked.end(body)
  })
}
