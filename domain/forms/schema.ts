/**
 * The meta-schema of form definitions. A definition that does not pass is kept out whole: the old version stays in force.
 * Definitions are data (`data/forms/<CODE>.json`, later signed by headquarters); no number of days, phone number or
 * legal text stands in the program.
 */
import { z } from 'zod'
import { type FaultCode, type FaultFacts, inEnglish } from './faults.ts'
import { block, condition, field, key, text3 } from './fieldSchema.ts'
import { basis, country, due, filingTerm, term } from './termSchema.ts'

export * from './fieldSchema.ts'
export * from './termSchema.ts'

export const step = z.strictObject({
  key,
  text: text3,
  /** The fields this step is about: the step lights up with them. */
  fields: z.array(key).optional(),
  when: condition.optional(),
  /** Not to be suggested when this holds ("already tried"), R-006. */
  unless: condition.optional(),
  /** Cannot be ticked off without evidence or a reason. */
  evidence: z.enum(['photo', 'scan', 'reason']).optional(),
  /** The window offers to change the type here; the answers go along. */
  changeTo: z.string().optional(),
})

export const procedure = z.strictObject({
  /** First line on the screen: "Yes, you accept this here", with the basis. */
  accept: z.strictObject({
    say: text3,
    basis,
    /** Grounds that stand instead, for some customers or countries only: the first that holds. */
    grounds: z
      .array(z.strictObject({ basis, when: condition.optional(), countries: z.array(country).min(1).optional() }))
      .optional(),
  }),
  who: text3,
  check: text3,
  paper: text3,
  steps: z.array(step).min(1),
  mistakes: text3,
  /** The sentence to say to the customer. `{number}`, `{answerBy}` are filled in. */
  tell: text3,
  /** What to do where no answer comes, inside the operator first. `{outsideBody}` comes from the branch profile. */
  nextStep: text3,
})

export const paper = z.strictObject({
  key,
  title: text3,
  kind: z.enum(['application', 'identity', 'proof', 'photo', 'authority', 'other']),
})

/** A customer's consent to what is switched on, paid or changed in his name (rule 6 of the catalogue). */
export const consentRule = z.strictObject({
  when: condition.optional(),
  /** What counts, the better way first: a one-time code, a signature in front of the clerk. */
  ways: z.array(z.enum(['code', 'signature'])).min(1),
  /** Fields that may hold the phone; the first that does counts, and of a list every number must answer. */
  to: z.array(key).min(1).optional(),
})
export type ConsentRule = z.infer<typeof consentRule>

export const form = z
  .strictObject({
    code: z.string().regex(/^[A-Z]+(-[A-Z]+)+$/),
    version: z.int().positive(),
    since: z.iso.date(),
    /** Full title, as on the paper. */
    title: text3,
    /** What a clerk calls it: fits a table cell. */
    short: text3,
    /** The customer's words that lead here, per language. */
    words: z.strictObject({ kk: z.array(z.string()), ru: z.array(z.string()), en: z.array(z.string()) }),
    blocks: z.array(z.string().regex(/^[A-Z]$/)),
    /** Heading over the form's own fields. */
    heading: text3,
    fields: z.array(field),
    /** Fields of the blocks that this paper needs before forwarding although the block itself does not. */
    needs: z.array(z.union([key, z.strictObject({ field: key, when: condition })])).optional(),
    /** Fields that name the matter (item, account, login): a second paper with the same value is a repeat. */
    matter: z.array(key).min(1).optional(),
    /** Order on the screen and the paper: block letters and `own`. */
    order: z.array(z.string()),
    procedure,
    papers: z.strictObject({ required: z.array(paper), optional: z.array(paper) }),
    /** Until when the customer may file; none means no limit. */
    filing: z.array(filingTerm),
    /** Until when the answer must come; the last one has no condition. */
    answer: z.array(term).min(1),
    /**
     * Printed on the paper above the table of answers: "I ask to …". `{field_key}` are filled in. A part in square
     * brackets is left out where a field in it has no answer: `…[, opened for {account_login}].`
     */
    request: text3,
    /** What it is called instead, where the answers make it another paper. */
    titles: z.array(z.strictObject({ when: condition, title: text3, short: text3 })).optional(),
    /** Dates beside that of the answer. */
    dues: z.array(due).optional(),
    /** Fields whose answers the slip tells: dates, amounts and choices; never anything that says who the customer is. */
    onSlip: z.array(key).optional(),
    /** What the counter may print for the customer from a registered case: `slips`, all cases in his name with their slips. */
    handsOut: z.array(z.enum(['slips'])).optional(),
    /** To whom the paper is addressed and which unit works on it. */
    unit: text3,
    outcomes: z.array(z.string().regex(/^[A-Z-]+$/)).min(1),
    reviewer: z.enum(['shift_lead', 'manager']),
    /** When and to whom it goes up. `{outsideBody}` comes from the branch profile. */
    escalation: text3,
    /** Whose own yes the paper needs before it goes on; the first rule whose condition holds counts, none: no consent. */
    consent: z.array(consentRule),
    offline: z.boolean(),
    security: condition.optional(),
    urgent: condition.optional(),
    /** When the paper is about an employee whom it names: nobody of the branch decides on it alone. */
    namesEmployee: condition.optional(),
    /** Fields in which a complaint names people of the operator: whom it names neither sees nor decides it. */
    staff: z.strictObject({ fields: z.array(key).min(1), when: condition.optional() }).optional(),
  })
  .check((context) => {
    const { value: form } = context
    const say = (path: PropertyKey[], code: FaultCode, facts: FaultFacts = {}) =>
      context.issues.push({
        ...{ code: 'custom', path, input: form },
        ...{ message: inEnglish(code, facts), params: { code, facts } },
      })
    const seen = new Set<string>()
    form.fields.forEach((f, i) => {
      if (seen.has(f.key)) say(['fields', i, 'key'], 'fieldTwice', { name: f.key })
      seen.add(f.key)
    })
    const parts = [...form.blocks, ...(form.fields.length ? ['own'] : [])]
    if ([...form.order].sort().join() !== parts.sort().join()) say(['order'], 'order', { parts: parts.join(', ') })
    form.consent.forEach((rule, i) => {
      if (!rule.when && i < form.consent.length - 1) say(['consent', i], 'afterAlways')
      if (rule.ways.includes('code') !== (rule.to !== undefined)) say(['consent', i, 'to'], 'codeToPhone')
    })
    for (const only of ['when', 'countries'] as const)
      if (form.answer.at(-1)?.[only]) say(['answer', form.answer.length - 1, only], 'lastTerm')
  })
export type Form = z.infer<typeof form>

export const valueList = z.strictObject({
  key,
  values: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Za-z0-9_]+$/),
        label: text3,
        /** For segments and chips. */
        short: text3.optional(),
        /** How the value reads inside the sentence of the paper, in the right case: «в мобильном приложении …». */
        inText: text3.optional(),
      }),
    )
    .min(1),
})
export type ValueList = z.infer<typeof valueList>

export const outcome = z.strictObject({
  code: z.string(),
  label: text3,
  /** Letters that the written reason must have at least: nobody is refused with a word. */
  reasonAtLeast: z.int().positive().optional(),
  /** The branch may end a case so by itself, at the counter. */
  atBranch: z.literal(true).optional(),
  /** The customer gets nothing of what he asked: a unit lead's word, and the bodies outside are named. */
  refusal: z.literal(true).optional(),
  /** The state that says it: nobody gives it as an answer. */
  state: z.enum(['left_incomplete', 'forwarded', 'withdrawn', 'merged']).optional(),
})
export type Outcome = z.infer<typeof outcome>

/** Everything the counter needs to take in any paper, in one version. */
export const catalogue = z.strictObject({
  blocks: z.array(block),
  lists: z.array(valueList),
  outcomes: z.array(outcome),
  forms: z.array(form),
})
export type Catalogue = z.infer<typeof catalogue>

/** One answer to one field; see `fieldType` for which shape belongs to which kind. */
export const answerValue = z.union([
  z.string(),
  z.boolean(),
  z.number(),
  z.array(z.string()),
  z.array(z.record(z.string(), z.string())),
])
export type AnswerValue = z.infer<typeof answerValue>
export const answers = z.record(z.string(), answerValue)
export type Answers = z.infer<typeof answers>
