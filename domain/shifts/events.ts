/**
 * What is written of shifts. A figure in an event is what the tables said at that moment; it is never corrected
 * afterwards. Where something does not add up, an investigation stands beside it, with words of people and an end.
 */
import { z } from 'zod'
import { countedByHand, counts, figure, totals } from './figures.ts'

const command = z.uuid()
const words = z.string().trim().min(1).max(2000)
const amount = z.int().min(0)
/** Surname and initials as printed, with the role. */
const signed = z.strictObject({ signature: z.string(), role: z.string() })
const place = z.strictObject({ line: z.string(), seq: z.int(), hash: z.string() })

export const shiftOpened = z.strictObject({
  command,
  window: z.string(),
  /** The closing before, as this computer holds it; null before the first. */
  before: place.nullable(),
  /** What the journal holds at this moment. */
  totals,
  openedBy: signed,
})

export const shiftClosed = z.strictObject({
  command,
  window: z.string(),
  /** Since the shift before was closed at this window. */
  registered: amount,
  discarded: amount,
  /** Cases that headquarters had not acknowledged at that moment. */
  waiting: amount,
  closedBy: signed,
  /** Closings of earlier versions have none of the following. */
  figures: counts.exactOptional(),
  counted: countedByHand.exactOptional(),
  totals: totals.exactOptional(),
  /** To whom the window was handed over; null at the end of the day. */
  handedTo: z.strictObject({ id: z.uuid(), signature: z.string() }).nullable().exactOptional(),
})
export type ShiftClosed = z.infer<typeof shiftClosed>

/** `journal`: the journal does not go on where the last closing left it. */
export const subject = z.union([figure, z.literal('journal')])
export type Subject = z.infer<typeof subject>

export const investigationOpened = z.strictObject({
  command,
  investigation: z.uuid(),
  window: z.string(),
  at: z.enum(['opening', 'closing']),
  about: subject,
  expected: amount,
  found: amount,
  /** Cases whose paper was not found. */
  cases: z.array(z.uuid()).exactOptional(),
  /** What the person said; null where the program found it. */
  words: words.nullable(),
})
export const investigationNoted = z.strictObject({ command, investigation: z.uuid(), words })
export const investigationEnded = z.strictObject({ command, investigation: z.uuid(), words })

export const shiftEvents = {
  shiftOpened,
  shiftClosed,
  investigationOpened,
  investigationNoted,
  investigationEnded,
} as const
