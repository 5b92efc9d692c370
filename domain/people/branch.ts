/**
 * The profile of a branch: the only place where its phones, hours and higher office stand. A number that costs the
 * customer money cannot be written down without its price.
 */
import { z } from 'zod'
import { country, type Language, type Text3, text3 } from '../forms/schema.ts'
import { fillIn } from '../forms/sentence.ts'
import { branchCode } from '../journal/number.ts'
import type { Person } from './person.ts'

/** A phone as people read it aloud; it is printed, not dialled. */
const phone = z.string().regex(/^[+\d][\d ()-]{2,24}$/)

/** Source of a regular expression over digits and hyphens; kept to characters that cannot run away. */
const pattern = z
  .string()
  .regex(/^[\d\\d{},\-()|?[\]]{1,80}$/)
  .refine((source) => {
    try {
      return new RegExp(source) instanceof RegExp
    } catch {
      return false
    }
  }, 'this is no pattern')

/** Shapes of the operator's own numbers, each with an example to show at the field. */
export const masks = z.strictObject({
  account: z.strictObject({ pattern, example: z.string().min(1) }).exactOptional(),
})
export type Masks = z.infer<typeof masks>

/** A body outside the operator to which a customer may turn. */
export const outsideBody = z.strictObject({ name: text3, url: z.string().min(4) })

/** Who answers at headquarters for what was passed up: a name that the person at the window can say. */
export const receiver = z.strictObject({
  key: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  /** 2: the unit at headquarters, 3: its management. The first level is the branch's own manager, the last one outside. */
  level: z.int().min(2).max(3),
  name: text3,
  phone: phone.optional(),
})
export type Receiver = z.infer<typeof receiver>

export const branchProfile = z.strictObject({
  code: z.string().regex(branchCode),
  name: text3,
  operator: text3,
  address: text3,
  postcode: z.string().min(5).max(8),
  /** May be unknown on the first day; until it is filled in no slip is printed. */
  hours: text3.optional(),
  country,
  timeZone: z.string().regex(/^[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Days of the week without work, 1 is Monday. */
  weekend: z.array(z.int().min(1).max(7)),
  /** How to ask about a case without paying. `price` is the word "free" beside the phone. */
  freeCheck: z
    .strictObject({ text: text3, phone: phone.optional(), price: text3.optional() })
    .refine((way) => (way.phone === undefined) === (way.price === undefined), {
      path: ['price'],
      message: 'a phone and the word for its price stand together',
    }),
  /** Numbers that cost money, each with its price in words. */
  paidNumbers: z.array(z.strictObject({ phone, price: text3 })),
  higherOffice: z.strictObject({ name: text3, address: text3, phone, hours: text3.optional() }),
  /** Bodies outside the operator, in the order in which they are tried; may be empty. */
  outsideBodies: z.array(outsideBody),
  /** To whom cases are passed up, by level; a level without one cannot be named. */
  receivers: z.array(receiver).optional(),
  /** One person works here: there is no second one to review, and what he reviews himself says so. */
  onePerson: z.literal(true).optional(),
  /** Shapes of the operator's own numbers; none where absent. */
  masks: masks.optional(),
})
export type BranchProfile = z.infer<typeof branchProfile>

/** Why no slip may be printed with this profile, or null when it may. */
export function receiptObstacle(profile: BranchProfile): 'hoursUnknown' | null {
  return profile.hours === undefined ? 'hoursUnknown' : null
}

/** A sentence of a form with the first body outside the operator in its gap; without one its part is left out. */
export const withBody = (said: Text3, { outsideBodies }: Pick<BranchProfile, 'outsideBodies'>): Text3 => {
  const [first] = outsideBodies
  const inOne = (language: Language) =>
    fillIn(said[language], { outsideBody: first && `${first.name[language]} (${first.url})` })
  return { kk: inOne('kk'), ru: inOne('ru'), en: inOne('en') }
}

/** As `withBody` names it, alone; an empty text where the profile names none. */
export const outsideBodyOf = (profile: Pick<BranchProfile, 'outsideBodies'>, language: Language): string =>
  withBody({ kk: '{outsideBody}', ru: '{outsideBody}', en: '{outsideBody}' }, profile)[language]

/** Whether this person is warned that no letter and no notice will name a body outside: who keeps the profile. */
export const hearsOfNoBody = (
  { role }: Pick<Person, 'role'>,
  { outsideBodies }: Pick<BranchProfile, 'outsideBodies'>,
) => role === 'manager' && outsideBodies.length === 0
