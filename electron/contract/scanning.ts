/** The scanner of this window. A sheet counts as taken only when it lies safely on the disk where it was to go. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { destination } from './attachments.ts'
import { code, done, id, nothing, notSignedIn, refused } from './shapes.ts'

export const scanner = z.strictObject({
  /** As SANE names it: `test:0`. */
  device: z.string(),
  /** Maker and model. */
  title: z.string(),
  /** Takes a pile of sheets by itself. */
  feeder: z.boolean(),
})
export type Scanner = z.infer<typeof scanner>

/** How a scan stands. Read again on `changed: scanning`. */
export const scan = z.strictObject({
  scan: id,
  state: z.enum(['running', 'ended', 'cancelled', 'failed']),
  /** The sheet under the lamp, from 1, and how much of it is done. */
  sheet: z.int(),
  percent: z.int(),
  /** Sheets that lie safely on the disk where they were to go. `inTray`: others lie in the tray, this owner takes none now. */
  taken: z.int(),
  why: z.enum(['noScanner', 'jammed', 'noPaper', 'coverOpen', 'busy', 'notTaken', 'inTray', 'other']).nullable(),
})
export type Scan = z.infer<typeof scan>

/** Answered by main, which starts the system's `scanimage`. */
export const scanning = {
  /** Empty where nothing is connected; `notInstalled` where the computer has no `scanimage`. */
  devices: oc
    .input(nothing)
    .output(
      z.union([
        z.strictObject({ ok: z.literal(true), devices: z.array(scanner) }),
        refused(z.union([notSignedIn, code(['notInstalled', 'failed'])])),
      ]),
    ),
  /** One page from the glass, or (`batch`) all sheets of the feeder. Answers at once; `state` tells the rest. */
  start: oc
    .input(
      z.strictObject({
        to: destination,
        device: z.string().max(300),
        batch: z.boolean(),
        paper: z.string().max(100).nullable(),
      }),
    )
    .output(
      z.union([
        z.strictObject({ ok: z.literal(true), scan: id }),
        refused(z.union([notSignedIn, code(['notInstalled', 'scanRunning', 'unknownDevice'])])),
      ]),
    ),
  state: oc.input(nothing).output(scan.nullable()),
  cancel: oc.input(z.strictObject({ scan: id })).output(done),
}
