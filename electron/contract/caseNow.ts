/**
 * A registered case as it stands now, beside what was registered: what was corrected, returned, asked, answered, disputed,
 * each with who said it and when. `by`: a signature, null for the program, an id where the person is not known here.
 */
import { z } from 'zod'
import {
  answerDelivered,
  answerGiven,
  caseCorrected,
  caseMerged,
  customerAsked,
  entry,
  returnReason,
} from '../../domain/cases/events.ts'
import { possibleSteps } from '../../domain/cases/possible.ts'
import { answers } from '../../domain/forms/schema.ts'
import { actRefusal } from './acting.ts'
import { id, utc } from './shapes.ts'

const said = { at: utc, by: z.string().nullable() }
const office = z.enum(['branch', 'hq'])

export const caseNow = z.strictObject({
  /** The event that brought it into its state. */
  since: z.strictObject({ ...said, event: z.string() }),
  answers,
  kept: z.array(z.string()),
  corrections: z.array(z.strictObject({ ...said, reason: z.string(), changed: caseCorrected.shape.changed })),
  returned: z
    .strictObject({ ...said, office, reasons: z.array(returnReason), answers: z.array(z.string()).nullable() })
    .nullable(),
  asked: customerAsked.pick({ what: true, until: true, told: true }).extend(said).nullable(),
  answer: answerGiven.extend({ ...said, office }).nullable(),
  delivery: answerDelivered
    .pick({ channel: true, to: true })
    .extend({ ...said, deliveredAt: utc })
    .nullable(),
  mergedInto: caseMerged.shape.into.nullable(),
  joined: z.array(z.strictObject({ case: id, number: z.string() })),
  bag: z.string().nullable(),
  hqNumber: z.string().nullable(),
  officer: z.string().nullable(),
  disputes: z.array(z.strictObject({ ...said, entry, words: z.string() })),
})
export type CaseNow = z.infer<typeof caseNow>

/** Steps that lead on from here; null where the signed-in person may take one, otherwise why not. */
export const possible = z.partialRecord(z.enum(possibleSteps), actRefusal.nullable())
export type Possible = z.infer<typeof possible>

/** An older open case of the same person and matter, which this one may follow. */
export const olderCase = z.strictObject({ case: id, number: z.string(), registeredAt: utc })
