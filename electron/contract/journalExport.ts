/**
 * The whole journal of this computer as one file, for somebody outside who must be able to check it. One export at a time;
 * where it is kept a person says in main's dialog (`desk.exportJournal`), the branch process writes it.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { done, nothing, notSignedIn, refused, storageRefusal } from './shapes.ts'

const count = z.int().min(0)

export const exportState = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('idle') }),
  z.strictObject({ at: z.literal('writing'), file: z.string(), done: count, total: count }),
  z.strictObject({
    at: z.literal('written'),
    file: z.string(),
    lines: count,
    events: count,
    /** What the file names at its end; none of it is left out. */
    forks: count,
    gaps: count,
    duplicates: count,
    /** Rows whose table says otherwise than their frozen bytes. */
    misfits: count,
  }),
  z.strictObject({ at: z.literal('cancelled'), file: z.string() }),
  z.strictObject({ at: z.literal('failed'), file: z.string(), why: z.string() }),
])
export type ExportState = z.infer<typeof exportState>

const roleMayNot = z.strictObject({ code: z.literal('roleMayNot') })

/** `reasonShort`: `least` characters are needed. `busy`: one is being written. */
export const exportRefusal = z.union([
  storageRefusal,
  notSignedIn,
  roleMayNot,
  z.strictObject({ code: z.literal('reasonShort'), least: z.int() }),
  z.strictObject({ code: z.literal('busy') }),
])

export const journalExport = {
  /** How far it is, or how the last one since the start ended; and how long a reason must be. */
  state: oc
    .input(nothing)
    .output(
      z.union([
        z.strictObject({ ok: z.literal(true), state: exportState, reasonLeast: z.int() }),
        refused(z.union([notSignedIn, roleMayNot])),
      ]),
    ),
  cancel: oc.input(nothing).output(z.union([done, refused(z.union([notSignedIn, roleMayNot]))])),
}
