/** The shift of this window: what it has done since the one before, and its end. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { done, id, nothing, notSignedIn, refused, storageRefusal, utc } from './shapes.ts'

export const shifts = {
  /** Figures since the last close of this window. Its drafts are `drafts.list`. */
  state: oc.input(nothing).output(
    z.strictObject({
      /** When the shift before was closed, and by whom (signature); null before the first. */
      before: z.strictObject({ at: utc, by: z.string() }).nullable(),
      registered: z.int(),
      discarded: z.int(),
      waiting: z.int(),
    }),
  ),
  /** Refused while a draft is neither registered nor thrown away. Nobody is signed in afterwards. */
  close: oc
    .input(z.strictObject({ command: id }))
    .output(
      z.union([
        done,
        refused(
          z.union([
            storageRefusal,
            notSignedIn,
            z.strictObject({ code: z.literal('orphans'), drafts: z.array(z.string()) }),
          ]),
        ),
      ]),
    ),
}
