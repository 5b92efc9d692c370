/** The operator's rules for one-time codes, from `data/codes.json`: lengths, limits and the words of the message. */
import { z } from 'zod'
import codes from '../data/codes.json' with { type: 'json' }
import { text3 } from '../domain/forms/schema.ts'

const rules = z.strictObject({
  digits: z.int().min(6).max(10),
  validMinutes: z.int().min(1).max(60),
  /** Tries at one code. */
  attempts: z.int().min(1).max(5),
  /** A number that answers for one customer after another is not the customers': so few in an hour and a day. */
  perPhoneHour: z.int().positive(),
  perPhoneDay: z.int().positive(),
  perDeviceHour: z.int().positive(),
  /** `{code}`, `{title}` of the paper, `{branch}` code are filled in. */
  message: text3,
  /** The same where the customer takes a case back; `{number}` of the case is filled in. */
  withdrawal: text3,
})
export type CodeRules = z.infer<typeof rules>

export const codeRules: CodeRules = rules.parse(codes)
