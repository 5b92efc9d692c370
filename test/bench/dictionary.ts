// `npm run dictionary`: what the next dictionary for short bodies (trust/dictionary-*.json) would hold: the events of one
// usual registration of each form, as they go over the wire, without what is a person's or random. Written to standard output.
// A dictionary that has been published never changes: both ends name it by its number.

import { TYPICAL } from '../support/typical.ts'
import { clerkAtWork, goHome, types } from './branch.ts'

/** As far back as deflate looks (RFC 1951 §2). */
const WINDOW_BYTES = 32_768

type Sealed = { header: string; payload: string; signature: string | null }

const clerk = await clerkAtWork()
for (const type of types) {
  const { draft } = (await clerk.branch.call('drafts.open', { type, answers: TYPICAL[type] })) as {
    draft: { id: string }
  }
  await clerk.branch.call('cases.register', { draft: draft.id })
}
const events = clerk.branch.branch.db
  .prepare<[], Sealed>('SELECT header, payload, signature FROM journal ORDER BY rowid')
  .all()
await goHome(clerk)

const payloads = new Map<string, string>()
let frame = ''
for (const event of events) {
  const { header, payload, signature } = event
  const { type = '' } = JSON.parse(payload) as { type?: string }
  const said = { header: plain(header), payload: plain(withoutPerson(payload)), signature: signature && '' }
  if (type !== '') payloads.set(type, JSON.stringify(said.payload).slice(1, -1))
  frame = JSON.stringify(said)
}
// What is nearest to the end is cheapest to point at: the frame of every event comes last.
const certificate =
  '"certificate":{"body":{"branch":"","device":"","issuedAt":"2026-","letter":"A","publicKey":"","v":1},"signature":""}'
const end = `${frame}],"line":"",${certificate},"count":2,"last":"","events":[${frame}`
const body = Buffer.from([...payloads.values()].join(''))
const room = WINDOW_BYTES - Buffer.byteLength(end)
console.log(
  JSON.stringify({
    text:
      body
        .subarray(Math.max(0, body.length - room))
        .toString('utf8')
        .replace(/^\uFFFD+/, '') + end,
  }),
)
process.exit(0)

/** Without what is another one each time. */
function plain(text: string): string {
  return text
    .replaceAll(/"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"/g, '""')
    .replaceAll(/"[0-9a-f]{32,64}"/g, '""')
    .replaceAll(/T\d\d:\d\d:\d\d\.\d{3}Z/g, 'T')
}

/** Answers that are codes stay; words, names and numbers of a customer do not. */
function withoutPerson(payload: string): string {
  const said = JSON.parse(payload) as { answers?: Record<string, unknown>; acceptedBy?: { signature: string } }
  if (said.acceptedBy) said.acceptedBy.signature = ''
  if (said.answers)
    said.answers = Object.fromEntries(
      Object.entries(said.answers).map(([key, value]) => [
        key,
        typeof value === 'string' && !/^[a-z][a-z_]{1,24}$/.test(value) ? '' : value,
      ]),
    )
  return JSON.stringify(said)
}
