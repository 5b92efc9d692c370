/** The folder into which other machines put papers for this window; what comes goes into the tray, never into a case. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { code, commandOutcome, done, nothing } from './shapes.ts'

export const watchedFolder = z.strictObject({
  folder: z.string().nullable(),
  /** `gone`: it was set, and is not there or may not be read now. */
  state: z.enum(['off', 'watching', 'gone']),
})

/** The folder into which a network scanner or copier puts files. Answered by main, which owns the dialogue. */
export const watched = {
  get: oc.input(nothing).output(watchedFolder),
  /** Asks the person for a folder; the answer is how it stands afterwards. */
  choose: oc
    .input(nothing)
    .output(
      commandOutcome(
        z.strictObject({ ok: z.literal(true), watched: watchedFolder }),
        code(['cancelled', 'notAFolder', 'own']),
      ),
    ),
  stop: oc.input(nothing).output(commandOutcome(done)),
}
