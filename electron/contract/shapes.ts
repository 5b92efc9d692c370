/** Shapes that many calls share. Expected failures are values: `{ ok: false, refusal }`. */
import { z } from 'zod'

export const id = z.uuid()
export const utc = z.iso.datetime()
export const day = z.iso.date()
export const nothing = z.strictObject({})
export const done = z.strictObject({ ok: z.literal(true) })
/** A refusal that says nothing but its code. */
export const code = <const Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  z.strictObject({ code: z.enum(codes) })
export const refused = <T extends z.ZodType>(refusal: T) => z.strictObject({ ok: z.literal(false), refusal })

/** Equipment that failed where a record was due: nothing was recorded, the form stays as it is. */
export const storageRefusal = z.strictObject({
  code: z.literal('notRecorded'),
  why: z.enum(['diskFull', 'readOnly', 'locked', 'damaged', 'other']),
})

export const notSignedIn = z.strictObject({ code: z.literal('notSignedIn') })

/** What a call that records something answers: that it did, or why not: equipment, nobody signed in, or its own reasons. */
export const commandOutcome = <Ok extends z.ZodType, const Own extends readonly z.ZodType[]>(ok: Ok, ...own: Own) =>
  z.union([ok, refused(z.union([storageRefusal, notSignedIn, ...own]))])
