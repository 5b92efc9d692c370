/**
 * The tray of papers that belong to nobody yet. A code on a paper proposes, a person decides: nothing here reaches a
 * registered case without a person's own call.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { attachment as recorded } from '../../domain/cases/events.ts'
import { attached, attachmentKind, holder, holderGone, strangeFile, whyUnreadable } from './attachments.ts'
import { code, commandOutcome, done, id, nothing, notSignedIn, refused, storageRefusal, utc } from './shapes.ts'

/**
 * A paper in the tray.
 * - `reading`: its codes are being looked for.
 * - `undecided`: a person says whose it is; `why` says why no code did.
 * - `proposed`: its code names the registered case in `for`; it joins the case when a person confirms.
 * - `filed`: its code names the draft in `for`, and it lies there already (the clerk still registers the draft himself).
 *   Confirming only clears it away.
 * - `unusable`: nothing was taken over; the file lies untouched where it was, `why` says the reason.
 */
export const trayItem = z.strictObject({
  id,
  state: z.enum(['reading', 'undecided', 'proposed', 'filed', 'unusable']),
  name: z.string(),
  from: z.enum(['window', 'scanner', 'folder']),
  arrivedAt: utc,
  /** Null where no file was taken over. */
  sha256: recorded.shape.sha256.nullable(),
  kind: attachmentKind.nullable(),
  bytes: z.int().nullable(),
  pages: z.int().nullable(),
  /** Which sheet of the batch or file it came with, from 1; null where it came alone. */
  sheet: z.int().nullable(),
  for: z
    .union([
      z.strictObject({ case: id, number: z.string(), applicant: z.string() }),
      z.strictObject({ draft: id, label: z.string() }),
    ])
    .nullable(),
  why: z
    .enum([
      ...(['noCode', 'unknownCode', 'severalCodes'] as const),
      ...whyUnreadable.options,
      ...strangeFile.options,
      ...(['empty', 'tooBig', 'stillGrowing', 'notRecorded', 'diskFull'] as const),
    ])
    .nullable(),
  /** What the code on it says, where one was read that names nobody we know. */
  code: z.string().nullable(),
})
export type TrayItem = z.infer<typeof trayItem>

const trayRefusal = z.union([storageRefusal, notSignedIn, holderGone, code(['unknownItem', 'notUsable'])])

export const tray = {
  /** The earliest first; sheets of one batch together. */
  list: oc.input(nothing).output(z.array(trayItem)),
  /** A person says whose it is. To a registered case it is the event `attachmentAdded` by that person. */
  assign: oc
    .input(z.strictObject({ item: id, to: holder, paper: z.string().max(100).nullable() }))
    .output(z.union([z.strictObject({ ok: z.literal(true), attachment: attached }), refused(trayRefusal)])),
  /** Takes `proposed` papers into their cases, in the name of the signed-in person, and clears `filed` ones away. */
  confirm: oc.input(z.strictObject({ items: z.array(id).min(1).max(500) })).output(
    commandOutcome(
      z.strictObject({
        ok: z.literal(true),
        confirmed: z.int(),
        refused: z.array(z.strictObject({ item: id, code: z.string() })),
      }),
    ),
  ),
  dismiss: oc
    .input(z.strictObject({ item: id, reason: z.enum(['notOurs', 'blank', 'duplicate', 'unreadable', 'other']) }))
    .output(z.union([done, refused(trayRefusal)])),
}
