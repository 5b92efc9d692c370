/**
 * Closing the shift of one window. A draft is a promise to nobody, and so it must not outlive the shift: each one is
 * registered or thrown away with a reason first. Nothing else stands in the way of closing.
 */
import { z } from 'zod'
import type { EventDraft } from '../journal/event.ts'
import { type Person, signature } from '../people/person.ts'

export const shiftClosed = z.strictObject({
  command: z.uuid(),
  window: z.string(),
  /** Since the shift before was closed at this window. */
  registered: z.int().min(0),
  discarded: z.int().min(0),
  /** Cases that headquarters had not acknowledged at that moment. */
  waiting: z.int().min(0),
  closedBy: z.strictObject({ signature: z.string(), role: z.string() }),
})
export type ShiftClosed = z.infer<typeof shiftClosed>

export type ShiftFacts = {
  person: Person
  window: string
  /** Labels of the drafts that are still open at this window. */
  drafts: readonly string[]
  figures: Pick<ShiftClosed, 'registered' | 'discarded' | 'waiting'>
}

export type ShiftDecision =
  | { ok: true; events: EventDraft[] }
  | { ok: false; refusal: { code: 'orphans'; drafts: readonly string[] } }

export function closeShift(command: string, { person, window, drafts, figures }: ShiftFacts): ShiftDecision {
  if (drafts.length > 0) return { ok: false, refusal: { code: 'orphans', drafts } }
  const closedBy = { signature: signature(person), role: person.role }
  const payload: ShiftClosed = { command, window, ...figures, closedBy }
  return { ok: true, events: [{ type: 'shiftClosed', case: null, by: person.id, payload }] }
}
