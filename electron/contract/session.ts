/** Who works at the window. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { role } from '../../domain/people/person.ts'
import { done, id, nothing, refused } from './shapes.ts'

/** A person as the sign-in screen shows one. `demoPin` only on a demo branch. */
export const personTile = z.strictObject({
  id,
  fullName: z.string(),
  signature: z.string(),
  initials: z.string(),
  role,
  demoPin: z.string().nullable(),
})
export type PersonTile = z.infer<typeof personTile>

export const session = {
  people: oc.input(nothing).output(z.array(personTile)),
  current: oc.input(nothing).output(z.strictObject({ person: personTile.nullable() })),
  signIn: oc
    .input(z.strictObject({ person: id, pin: z.string().max(32) }))
    .output(
      z.union([
        z.strictObject({ ok: z.literal(true), person: personTile }),
        refused(
          z.union([
            z.strictObject({ code: z.literal('wrongPin'), triesUntilWait: z.int() }),
            z.strictObject({ code: z.literal('wait'), seconds: z.int() }),
            z.strictObject({ code: z.literal('unknownPerson') }),
          ]),
        ),
      ]),
    ),
  lock: oc.input(nothing).output(done),
}
