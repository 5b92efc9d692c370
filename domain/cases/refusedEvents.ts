/**
 * Payloads about what headquarters refused by a rule, and what headquarters alone writes on its own line without a case. The
 * refused event stays as it is, everywhere; a repair is a new event that names it.
 */
import { z } from 'zod'
import { bulletinIssued } from '../bulletins/bulletin.ts'
import { actorRoles } from '../people/permissions.ts'
import { entry, words } from './lifeEvents.ts'

const name = z.string().max(100)

/** The name under which a branch knows who acts at headquarters; before his first event on its line. */
export const officerNamed = z.strictObject({
  officer: z.uuid(),
  ...{ lastName: name, firstName: name, patronymic: name },
  role: z.enum(actorRoles),
})
export type OfficerNamed = z.infer<typeof officerNamed>

/** Judged anew by newer rules: what it says counts now. */
export const refusalLifted = z.strictObject({ entry })

/** Events without a case that headquarters alone writes, on its own line. */
export const officeEvents = { bulletinIssued, officerNamed, refusalLifted } as const

/** `instead`: the case that was registered anew in the place of the refused one. */
export const refusedRepaired = z.strictObject({
  command: z.uuid(),
  entry,
  words,
  instead: z.strictObject({ case: z.uuid(), number: z.string() }).exactOptional(),
  selfReviewed: z.literal(true).exactOptional(),
})
