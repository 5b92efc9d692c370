/**
 * Headquarters' word to everybody at the windows of a branch, in the three languages, for as long as it says. It stands on
 * headquarters' own line and nowhere else: what a branch's device writes under this name is nobody's bulletin.
 */
import { z } from 'zod'
import { text3 } from '../forms/schema.ts'
import type { EventDraft } from '../journal/event.ts'
import { outageNumber } from '../outages/events.ts'
import { type Actor, may } from '../people/permissions.ts'

const LONGEST = 500

export const bulletinIssued = z.strictObject({
  /** Its name too: a later bulletin may take its place. */
  command: z.uuid(),
  text: text3,
  /** From when until when it is shown; UTC. */
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  /** The outage that it is the official word on. */
  outage: outageNumber.exactOptional(),
  /** Another bulletin that it takes the place of. */
  replaces: z.uuid().exactOptional(),
})
export type BulletinIssued = z.infer<typeof bulletinIssued>

export type BulletinDecision =
  | { ok: true; event: EventDraft; payload: BulletinIssued }
  | {
      ok: false
      refusal:
        | { code: 'roleMayNot'; role: string }
        | { code: 'notSaid'; what: string[] }
        | { code: 'tooLong'; texts: { text: string; length: number; limit: number }[] }
        | { code: 'overAlready' }
    }

/** `now`: UTC. Who reads it at a window reads his own language: none of the three may be missing. */
export function issueBulletin(wish: BulletinIssued, person: Actor, now: string): BulletinDecision {
  if (!may(person, 'issueBulletin')) return { ok: false, refusal: { code: 'roleMayNot', role: person.role } }
  const text = { kk: wish.text.kk.trim(), ru: wish.text.ru.trim(), en: wish.text.en.trim() }
  const unsaid = Object.entries(text).flatMap(([language, words]) => (words === '' ? [`text.${language}`] : []))
  if (unsaid.length > 0) return { ok: false, refusal: { code: 'notSaid', what: unsaid } }
  const texts = Object.entries(text).flatMap(([language, { length }]) =>
    length > LONGEST ? [{ text: `text.${language}`, length, limit: LONGEST }] : [],
  )
  if (texts.length > 0) return { ok: false, refusal: { code: 'tooLong', texts } }
  if (wish.until <= wish.since || wish.until <= now) return { ok: false, refusal: { code: 'overAlready' } }
  const payload = { ...wish, text }
  return { ok: true, payload, event: { type: 'bulletinIssued', case: null, by: person.id, payload } }
}

/** Those that are in force at a moment (UTC), the latest first; what another one took the place of is none of them. */
export function inForceAt<Issued extends BulletinIssued>(issued: readonly Issued[], now: string): Issued[] {
  const replaced = new Set(issued.flatMap(({ replaces }) => replaces ?? []))
  return issued
    .filter(({ command, since, until }) => !replaced.has(command) && since <= now && now < until)
    .sort((one, other) => (one.since < other.since ? 1 : -1))
}
