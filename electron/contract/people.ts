/** The people of the branch: who they are, and what the manager does to them. PINs are told once and shown nowhere again. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { badgeEnds, deedTypes } from '../../domain/people/events.ts'
import { role } from '../../domain/people/person.ts'
import { commandOutcome, done, id, nothing, refused, utc } from './shapes.ts'

const names = { lastName: z.string().max(100), firstName: z.string().max(100), patronymic: z.string().max(100) }

export const memberShown = z.strictObject({
  id,
  ...names,
  fullName: z.string(),
  role,
  retired: z.boolean(),
  /** At this computer. */
  pin: z.enum(['none', 'temporary', 'chosen']),
  badge: z.boolean(),
  /** Too many wrong PINs. */
  barred: z.boolean(),
  lastManager: z.boolean(),
  /** `besides`: began the branch on another computer, and nobody here has let him in; `other`: was taken in there. */
  founding: z.enum(['own', 'besides', 'other']),
})
export type MemberShown = z.infer<typeof memberShown>

export const personName = z.strictObject({ id, signature: z.string(), retired: z.boolean() })
export type PersonName = z.infer<typeof personName>

/** What was done to somebody of the branch, as the journal has it. `by` and `whom`: surnames with initials. */
export const deed = z.strictObject({
  id,
  at: utc,
  what: z.enum(deedTypes),
  by: z.string(),
  whom: z.string(),
  /** The role from then on, or the reason given. */
  role: role.nullable(),
  why: z.string().nullable(),
  /** False: whoever did it managed nobody then, and nothing came of it. */
  counts: z.boolean(),
  /** Somebody made himself the first manager on another computer, and nobody here has let him in: a manager looks at it. */
  second: z.boolean(),
})
export type Deed = z.infer<typeof deed>

const command = id
/** Somebody of this name works here, and this is another person. */
const another = z.boolean().exactOptional()
export const peopleWish = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('addPerson'), command, ...names, role, another }),
  z.strictObject({ do: z.literal('changePerson'), command, person: id, ...names, role, another }),
  z.strictObject({ do: z.literal('retirePerson'), command, person: id, why: z.string().max(200) }),
  z.strictObject({ do: z.literal('returnPerson'), command, person: id }),
  z.strictObject({ do: z.literal('resetPin'), command, person: id }),
  z.strictObject({ do: z.literal('giveBadge'), command, person: id, number: z.string().max(64) }),
  z.strictObject({ do: z.literal('revokeBadge'), command, person: id, why: z.enum(badgeEnds) }),
])

export const peopleChanged = commandOutcome(
  /** `pin`: the temporary one, to be told to the person now. */
  z.strictObject({ ok: z.literal(true), person: id, pin: z.string().nullable() }),
  z.strictObject({
    code: z.enum([
      ...['roleMayNot', 'unknownPerson', 'lastManager', 'retired', 'notRetired', 'ownPin'],
      ...['nothingChanged', 'whyMissing', 'wrongBadge', 'otherFounding'],
    ] as const),
  }),
  z.strictObject({ code: z.literal('wrongName'), field: z.enum(['lastName', 'firstName', 'patronymic']) }),
  /** `role`: of whoever has the name. */
  z.strictObject({ code: z.literal('namesake'), role }),
  z.strictObject({ code: z.literal('badgeTaken'), by: z.string() }),
)
export type PeopleChanged = z.infer<typeof peopleChanged>

export const people = {
  /** For managers: the people, and what was done to them lately, the latest first. */
  list: oc
    .input(nothing)
    .output(
      z.union([
        z.strictObject({ ok: z.literal(true), people: z.array(memberShown), deeds: z.array(deed) }),
        refused(z.strictObject({ code: z.literal('roleMayNot') })),
      ]),
    ),
  change: oc.input(peopleWish).output(peopleChanged),
  /** Names of all who work or have worked here, for what they did. */
  names: oc.input(nothing).output(z.array(personName)),
}

/** Somebody else's draft becomes that of whoever is signed in: a shift lead's or manager's, with a reason. */
export const takeOver = oc
  .input(z.strictObject({ command, draft: id, why: z.string().max(200) }))
  .output(commandOutcome(done, z.strictObject({ code: z.enum(['roleMayNot', 'unknownDraft', 'whyMissing']) })))
