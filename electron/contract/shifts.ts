/** The shift of this window: what it has done since the one before, and its end. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { done, id, nothing, notSignedIn, refused, storageRefusal, utc } from './shapes.ts'

export const shifts = {
  /** Figures since the last close of this window; counts only, so that the sign-in screen may show them. */
  state: oc.input(nothing).output(
    z.strictObject({
      /** When the shift before was closed, and by whom (signature); null before the first. */
      before: z.strictObject({ at: utc, by: z.string() }).nullable(),
      /** Open now. */
      drafts: z.int(),
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
