/**
 * A device without a store, for tests of what receives: it writes lines of sealed events as a counter would, and can
 * write them wrong on purpose. Ids come from a seed, so that a failure repeats.
 */
import { createHash } from 'node:crypto'
import dereg from '../../data/forms/ACC-DEREG.json' with { type: 'json' }
import { whatOf } from '../../domain/cases/consent.ts'
import { type Answers, form } from '../../domain/forms/schema.ts'
import { LINE_OPENED } from '../../domain/journal/admit.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import { type Certificate, certify } from '../../domain/journal/certificate.ts'
import { tick } from '../../domain/journal/clock.ts'
import { type EventDraft, freeze, type HashedEvent, type SealedEvent, sealLast } from '../../domain/journal/event.ts'
import { freezeNumbered } from '../../domain/journal/number.ts'
import type { RunRequest } from '../../domain/wire/exchange.ts'
import { type KeyPair, keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'

const hex = (seed: string) => createHash('sha256').update(seed).digest('hex')
/** A UUID made from a seed. */
export const uuid = (seed: string): string => {
  const h = hex(seed)
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-7${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`
}

export type Pen = {
  key: KeyPair
  certificate: Certificate
  line: string
  events: HashedEvent[]
  /** Appends one command's events; the last one is sealed. */
  write(...drafts: EventDraft[]): HashedEvent[]
  /** Appends a registration with its number filled in. */
  register(caseId: string, payload: Record<string, Json>): HashedEvent
  /** A run of the events at places `from` to `to`. */
  run(from?: number, to?: number): RunRequest
  /** The same device and line, continued from here by a second copy of the disk. */
  clone(): Pen
}

/** A registration's payload as the form ACC-DEREG makes it; overridden per test. */
export const registrationPayload = (seed: string, serial: number, branch = '0712'): Record<string, Json> => ({
  command: uuid(`command ${seed}`),
  serial,
  branch,
  window: 'A',
  type: 'ACC-DEREG',
  formVersion: 1,
  answers: { last_name: 'Сейітова', first_name: 'Гүлнар', phone: '+77011234567' },
  kept: [],
  missing: ['iin'],
  marks: ['incomplete'],
  papers: [],
  stepsDone: [],
  acceptedOn: '2026-11-23',
  answer: {
    by: '2026-12-03',
    amount: 10,
    unit: 'calendar_days',
    basis: {
      kind: 'operator',
      text: { kk: 'оператор ережесі', ru: 'правило оператора', en: "operator's rule" },
      source: 'test',
      checkedOn: '2026-10-14',
    },
    unconfirmed: false,
  },
  acceptedBy: { signature: 'Әбенова С. Н.', role: 'clerk' },
})

/** What the counter's program writes at once behind each registration. */
export const reviewRequested = (caseId: string): EventDraft => ({
  type: 'reviewRequested',
  case: caseId,
  by: 'system',
  payload: {},
})

/** The customer of `registrationPayload` has signed in front of this person. */
export const signedConsent = (caseId: string, seenBy: string, answers: Answers): EventDraft => ({
  type: 'consentGiven',
  case: caseId,
  by: seenBy,
  payload: {
    command: uuid(`consent ${caseId}`),
    seenBy,
    way: 'signature',
    purpose: 'ACC-DEREG',
    what: whatOf(primitives.sha256, form.parse(dereg), answers),
    paper: 'signed_application',
    at: '2026-11-23T05:00:00.000Z',
  },
})

/** A certified device with an opened line; `hq` signs its certificate. */
export function takePen(hq: KeyPair, seed: string, branch = '0712', letter = 'A'): Pen {
  const key = keyPair(newPrivateKey())
  const device = uuid(`device ${seed}`)
  const body = { v: 1 as const, device, branch, letter, publicKey: key.publicKey, issuedAt: '2026-11-23T03:00:00.000Z' }
  const pen = penAt(key, certify(body, hq.sign), hex(`line ${seed}`).slice(0, 32), [], seed)
  pen.write({
    type: LINE_OPENED,
    case: null,
    by: 'system',
    payload: { device, branch, letter, publicKey: key.publicKey, takesOver: null, why: 'new' },
  })
  return pen
}

function penAt(key: KeyPair, certificate: Certificate, line: string, before: HashedEvent[], seed: string): Pen {
  const events = [...before]
  const place = (ahead: number) => {
    const last = events.at(-1)
    const seq = events.length + 1
    const nowMs = Date.UTC(2026, 10, 23, 4) + seq * 1000
    return {
      place: { line, seq, prev: last?.hash ?? null },
      stamp: {
        id: uuid(`event ${seed} ${seq} ${ahead}`),
        at: new Date(nowMs).toISOString(),
        clock: tick(last?.fields.clock ?? null, nowMs),
      },
    }
  }
  const add = (event: HashedEvent, seal: boolean) => {
    events.push(seal ? (sealLast([event], key.sign)[0] as HashedEvent) : event)
    return events.at(-1) as HashedEvent
  }
  return {
    key,
    certificate,
    line,
    events,
    write: (...drafts) =>
      drafts.map((draft, i) => {
        const { place: at, stamp } = place(i)
        return add(freeze(primitives, draft, at, stamp), i === drafts.length - 1)
      }),
    register(caseId, payload) {
      const { place: at, stamp } = place(0)
      const draft = { type: 'caseRegistered', case: caseId, by: uuid('clerk'), payload }
      const { branch, letter } = certificate.body
      const parts = { branch, letter, year: 2026, serial: Number(payload.serial) }
      return add(freezeNumbered(primitives, draft, parts, at, stamp), true)
    },
    run(from = 1, to = events.length) {
      const part = events.slice(from - 1, to)
      return { line, certificate, count: part.length, last: part.at(-1)?.hash ?? '', events: part.map(bare) }
    },
    clone: () => penAt(key, certificate, line, events, `${seed} clone`),
  }
}

/** An event as it goes over the wire. */
export const bare = ({ header, payload, signature }: SealedEvent): SealedEvent => ({ header, payload, signature })
