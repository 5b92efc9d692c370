/** The meta-schema of terms: so much time, from when, on whose word, for whom and where. */
import { z } from 'zod'
import { condition, key, text3 } from './fieldSchema.ts'

/** `law` binds everyone; `operator` is the operator's own rule, never shown as law; `promise` is somebody's own word. */
export const basis = z.strictObject({
  kind: z.enum(['law', 'operator', 'promise']),
  text: text3,
  /** Where it was read, for the person who checks it again. */
  source: z.string().min(1),
  checkedOn: z.iso.date(),
})
export type Basis = z.infer<typeof basis>

export const country = z.enum(['KZ', 'RU', 'PL'])
export type Country = z.infer<typeof country>

/** `same_day`: before the end of the day itself, or of the next working day; its amount says nothing. */
export const termUnit = z.enum(['calendar_days', 'working_days', 'months', 'hours', 'same_day'])
export type TermUnit = z.infer<typeof termUnit>

export const term = z.strictObject({
  amount: z.int().positive(),
  unit: termUnit,
  shift: z.enum(['none', 'next_working_day']),
  basis,
  /** Applies only when this holds; the first term whose condition and country hold counts. */
  when: condition.optional(),
  /** Countries of branches that it binds; all where absent. */
  countries: z.array(country).min(1).optional(),
})
export type Term = z.infer<typeof term>

/** From a date of the form until when the customer may file; `opens`: not before so much has passed since the same date. */
export const filingTerm = term.extend({
  from: key,
  opens: z.strictObject({ amount: z.int().positive(), unit: z.enum(['calendar_days', 'working_days']) }).optional(),
})
export type FilingTerm = z.infer<typeof filingTerm>

/**
 * A date of its own beside the answer: a `notice` stands over the form; a `task` is work for the branch or headquarters; a
 * `promise` is somebody's word to the customer; a `record` only says when something was done (no term: the moment of
 * registering). `{by}` in `say` is the day, with hours the minute. Written on the slip and the case, except a notice.
 */
export const due = z.strictObject({
  key,
  kind: z.enum(['notice', 'task', 'promise', 'record']),
  when: condition.optional(),
  say: text3,
  term: term.omit({ when: true }).optional(),
  /** A date of the form that the term runs from; today where it is absent or not answered. */
  from: key.optional(),
})
export type Due = z.infer<typeof due>
