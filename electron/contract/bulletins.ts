/** Headquarters' word to the windows of the branch. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { text3 } from '../../domain/forms/schema.ts'
import { commandOutcome, done, id, nothing, utc } from './shapes.ts'

export const bulletin = z.strictObject({
  id,
  text: text3,
  since: utc,
  until: utc,
  /** Number of the outage that it is the official word on; null where it is about none. */
  outage: z.string().nullable(),
  /** Who issued it at headquarters, as far as headquarters told; null where it did not. */
  by: z.string().nullable(),
  /** Whether the signed-in person has read it on this computer. */
  read: z.boolean(),
})
export type Bulletin = z.infer<typeof bulletin>

export const bulletins = {
  /** Those in force now, what nobody has read first. */
  list: oc.input(nothing).output(z.array(bulletin)),
  /** The signed-in person has read it. */
  read: oc.input(z.strictObject({ id })).output(commandOutcome(done)),
}
