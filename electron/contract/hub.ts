/**
 * The computers of one branch among themselves: one serves, the others use it, over the local network and without the way
 * to headquarters. Shift lead and manager say which; it is a setting of this computer and not of the branch.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commandOutcome, done, nothing, utc } from './shapes.ts'

const port = z.int().min(1).max(65_535)
export const hubSetting = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('alone') }),
  z.strictObject({ role: z.literal('serves'), port }),
  /** `host:port`. */
  z.strictObject({ role: z.literal('uses'), address: z.string().trim().min(1).max(260) }),
])
export type HubSetting = z.infer<typeof hubSetting>

/** A computer of the branch that was in contact since the program started. */
export const hubComputer = z.strictObject({
  /** Letter of its window. */
  window: z.string(),
  address: z.string(),
  /** In contact without a break since then; the last contact. */
  since: utc,
  lastContactAt: utc,
  /** False where the contact has been lost. */
  here: z.boolean(),
  /** Records that it holds; null while it has not said. */
  records: z.int().nullable(),
})
export type HubComputer = z.infer<typeof hubComputer>

export const hubState = z.strictObject({
  setting: hubSetting,
  /** Set from outside (by whoever installed it); cannot be changed here. */
  fixed: z.boolean(),
  /**
   * `stranger`: who answers there is no computer of this branch; `turnedAway`: it does not serve us; `disagrees`: its
   * answers are none of the protocol, or one side refuses what the other holds.
   */
  state: z.enum([
    ...['alone', 'notEnrolled', 'portTaken', 'cannotServe', 'serving'],
    ...['connecting', 'together', 'unreachable', 'stranger', 'turnedAway', 'disagrees'],
  ] as const),
  /** Of the state; UTC. */
  since: utc,
  /** From then on it is told that the others are not seen although they should be; null where they are. */
  apartAt: utc.nullable(),
  /** For whoever mends it: the program's words. */
  detail: z.string().nullable(),
  /** Where the others find this computer while it serves. */
  addresses: z.array(z.string()),
  /** Lines (journals) and records that this computer holds. */
  lines: z.int(),
  records: z.int(),
  computers: z.array(hubComputer),
})
export type HubState = z.infer<typeof hubState>

export const hub = {
  /**
   * What headquarters does not have on independent media, whoever wrote it, files of cases that it does not hold, and what
   * lies here alone: drafts, papers of the tray. Until there is none of it this computer is not to be taken away, emptied or
   * sold.
   */
  leaving: oc
    .input(nothing)
    .output(z.strictObject({ records: z.int(), cases: z.int(), files: z.int(), drafts: z.int(), tray: z.int() })),
  state: oc.input(nothing).output(hubState),
  set: oc
    .input(hubSetting)
    .output(
      commandOutcome(
        done,
        z.strictObject({ code: z.literal('roleMayNot'), role: z.string() }),
        z.strictObject({ code: z.enum(['badAddress', 'fixed', 'notHere']) }),
      ),
    ),
}
