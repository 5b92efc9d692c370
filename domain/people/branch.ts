/**
 * The profile of a branch: the only place where its phones, hours and higher office stand. A number that costs the
 * customer money cannot be written down without its price.
 */
import { z } from 'zod'
import { text3 } from '../forms/schema.ts'
import { branchCode } from '../journal/number.ts'

/** A phone as people read it aloud; it is printed, not dialled. */
const phone = z.string().regex(/^[+\d][\d ()-]{2,24}$/)

export const branchProfile = z.strictObject({
  code: z.string().regex(branchCode),
  name: text3,
  operator: text3,
  address: text3,
  postcode: z.string().min(5).max(8),
  /** May be unknown on the first day; until it is filled in no slip is printed. */
  hours: text3.optional(),
  country: z.enum(['KZ', 'RU', 'PL']),
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
  outsideBodies: z.array(z.strictObject({ name: text3, url: z.string().min(4) })),
})
export type BranchProfile = z.infer<typeof branchProfile>

/** Why no slip may be printed with this profile, or null when it may. */
export function receiptObstacle(profile: BranchProfile): 'hoursUnknown' | null {
  return profile.hours === undefined ? 'hoursUnknown' : null
}
