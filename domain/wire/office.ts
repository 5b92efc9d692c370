/** What officers of headquarters send it: what they do on a case, and what they say to the branches. */
import { z } from 'zod'
import { bulletinIssued } from '../bulletins/bulletin.ts'
import { calendarChanged } from '../calendar/change.ts'
import { LONGEST_TEXT } from '../cases/decision.ts'
import { entry, returnReason, told } from '../cases/lifeEvents.ts'
import { branchCode } from '../journal/number.ts'

const text = z.string().max(LONGEST_TEXT)
const act = <Do extends string, Shape extends z.ZodRawShape>(name: Do, shape: Shape) =>
  z.strictObject({ do: z.literal(name), command: z.uuid(), ...shape })

/** One step on a case in the name of whoever sends it. `command`: the same one again has no second effect. */
export const officeAct = z.discriminatedUnion('do', [
  act('takeIntoWork', {}),
  act('returnFromHq', { reasons: z.array(returnReason.extend({ words: text })).max(50) }),
  act('waitThird', { whom: text, until: z.iso.date(), told }),
  act('resumeWork', { what: text }),
  act('answerCase', { outcome: z.string().max(40), text, ground: text, sum: z.number().nullable() }),
  act('forwardCase', { body: text, date: z.iso.date(), letter: text, told }),
  act('moveAnswerDate', { by: z.iso.date(), reason: text, told }),
  act('reopenCase', { what: text, onWord: z.boolean() }),
  act('escalateCase', {
    level: z.int().min(1).max(4),
    reason: z.string().max(40),
    words: text,
    to: z.strictObject({ id: z.string().max(60), name: text }),
  }),
  act('confirmBasis', { conflict: z.string().regex(/^[0-9a-f]{64}$/), words: text }),
  act('disputeEntry', { entry, words: text }),
])
export type OfficeAct = z.infer<typeof officeAct>

/** `seen`: hashes of the events of the case that he had before him; what came meanwhile must be looked at first. */
export const actRequest = z.strictObject({ act: officeAct, seen: z.array(z.string()).exactOptional() })

/** To these branches, or to all that headquarters knows. */
const branches = z.union([z.literal('all'), z.array(z.string().regex(branchCode)).min(1).max(1000)])

export const bulletinRequest = z.strictObject({ branches, bulletin: bulletinIssued })
export const calendarRequest = z.strictObject({
  branches,
  change: calendarChanged.omit({ changes: true, country: true, published: true }).extend({
    days: z.array(z.strictObject({ date: z.iso.date(), working: z.boolean() })).max(366),
    why: z.string().max(500),
    source: z.string().max(500),
    published: z.boolean(),
  }),
})
