/** Who works at the window, and how he gets there. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { role } from '../../domain/people/person.ts'
import { done, id, nothing, refused, storageRefusal } from './shapes.ts'

/** A person as the sign-in screen shows one. `demoPin` only on a demo branch. */
export const personTile = z.strictObject({
  id,
  fullName: z.string(),
  signature: z.string(),
  initials: z.string(),
  role,
  demoPin: z.string().nullable(),
  /** What the PIN needs: nothing more; somebody who lets him in; a first one, vouched for by one of `by` or by nobody. */
  entry: z.strictObject({
    state: z.enum(['pin', 'barred', 'vouched', 'alone']),
    by: z.array(z.strictObject({ id, signature: z.string() })),
  }),
})
export type PersonTile = z.infer<typeof personTile>

const pin = z.string().max(32)
const command = id

const shut = [
  z.strictObject({ code: z.literal('wrongPin'), triesUntilWait: z.int() }),
  z.strictObject({ code: z.literal('wait'), seconds: z.int() }),
  z.strictObject({ code: z.enum(['unknownPerson', 'noPin', 'barred']) }),
  /** The PIN is right and was given by a manager: another one is to be chosen. */
  z.strictObject({ code: z.literal('temporary') }),
] as const
const pinObstacle = z.strictObject({ code: z.enum(['notDigits', 'wrongLength', 'tooEasy', 'samePin']) })

const notEntered = refused(
  z.union([
    ...shut,
    storageRefusal,
    pinObstacle,
    z.strictObject({ code: z.literal('wrongName'), field: z.enum(['lastName', 'firstName', 'patronymic']) }),
    z.strictObject({ code: z.enum(['managerThere', 'hasPin', 'mayNotHelp']) }),
    /** The PIN of the one who helps. */
    z.strictObject({ code: z.literal('helper'), why: z.union(shut) }),
  ]),
)

/** The answer of whatever ends with a person at the window. */
export const entered = z.union([z.strictObject({ ok: z.literal(true), person: personTile }), notEntered])
export type Entered = z.infer<typeof entered>

export const session = {
  people: oc.input(nothing).output(z.array(personTile)),
  entry: oc.input(nothing).output(
    z.strictObject({
      /** Nobody manages this branch yet: the first manager makes himself known. */
      first: z.boolean(),
      /** Digits that a PIN has at least. */
      leastDigits: z.int(),
      /** Untouched for so long the window locks itself. */
      lockAfterMinutes: z.int(),
    }),
  ),
  current: oc.input(nothing).output(
    z.strictObject({
      person: personTile.nullable(),
      /** Why nobody is signed in although nobody locked the window. */
      ended: z.enum(['retired']).exactOptional(),
    }),
  ),
  signIn: oc
    .input(z.strictObject({ person: id, pin }))
    .output(z.union([z.strictObject({ ok: z.literal(true), person: personTile }), refused(z.union(shut))])),
  /** Whose badge was scanned; the PIN is still asked. */
  badge: oc
    .input(z.strictObject({ number: z.string().max(64) }))
    .output(
      z.union([
        z.strictObject({ ok: z.literal(true), person: id }),
        refused(z.strictObject({ code: z.literal('unknownBadge') })),
      ]),
    ),
  /** The first manager of a branch without one. */
  begin: oc
    .input(
      z.strictObject({
        command,
        lastName: z.string().max(100),
        firstName: z.string().max(100),
        patronymic: z.string().max(100),
        pin,
      }),
    )
    .output(entered),
  /** Another PIN in the place of `pin`. */
  choosePin: oc.input(z.strictObject({ command, person: id, pin, next: pin })).output(entered),
  /** The first PIN at this computer, with somebody who vouches by his own. */
  firstPin: oc
    .input(z.strictObject({ command, person: id, next: pin, voucher: z.strictObject({ person: id, pin }).nullable() }))
    .output(entered),
  /** A shift lead or manager lets a person in who typed too many wrong PINs. */
  letIn: oc.input(z.strictObject({ command, person: id, helper: id, pin })).output(z.union([done, notEntered])),
  lock: oc.input(nothing).output(done),
}
