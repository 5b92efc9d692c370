/**
 * The meta-schema of what a form asks: words in three languages, conditions over the answers, kinds of field, rules
 * between them. No number of days, phone number or legal text stands here.
 */
import { z } from 'zod'

/** The same words in the three languages of the counter. All three are always there: nobody is served half a form. */
export const text3 = z.strictObject({ kk: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) })
export type Text3 = z.infer<typeof text3>

export const language = z.enum(['kk', 'ru', 'en'])
export type Language = z.infer<typeof language>

/** How the schema names a key that is none; `faultWords.ts` knows it by this. */
export const A_KEY = 'a key is lower_snake_case'
export const key = z.string().regex(/^[a-z][a-z0-9_]*$/, A_KEY)

/** When something applies: over the answers of the same form. An absent answer equals no value and is in no list. */
export type Condition =
  | { field: string; is: string | boolean }
  | { field: string; in: string[] }
  | { field: string; has: string }
  | { field: string; filled: boolean }
  | { field: string; atLeast: number }
  | { field: string; atMost: number }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field: key, is: z.union([z.string(), z.boolean()]) }),
    z.strictObject({ field: key, in: z.array(z.string()).min(1) }),
    z.strictObject({ field: key, has: z.string() }),
    z.strictObject({ field: key, filled: z.boolean() }),
    /** Of a number or an amount of money; nobody's answer is neither. */
    z.strictObject({ field: key, atLeast: z.number() }),
    z.strictObject({ field: key, atMost: z.number() }),
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
  ]),
)

/**
 * What a field takes. Answers are stored as: text kinds, choice, dates (`YYYY-MM-DD`), `datetime` (`YYYY-MM-DDTHH:mm`,
 * branch's local time), `month` (`YYYY-MM`), money (decimal string, `1234.50`) → string; bool → boolean;
 * number → integer; choices, list, open_cases → string[]; table → one object of strings a row.
 */
export const fieldType = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    max: z.int().positive(),
    min: z.int().positive().optional(),
    lines: z.int().positive().optional(),
    /** Which of the operator's own numbers it is: digits and hyphens, and the shape that the branch profile gives. */
    mask: z.enum(['account']).optional(),
  }),
  z.strictObject({ kind: z.literal('name'), max: z.int().positive() }),
  z.strictObject({ kind: z.literal('bool') }),
  /** `style: 'segments'` for two to four short values. */
  z.strictObject({ kind: z.literal('choice'), list: key, style: z.enum(['segments', 'select']).optional() }),
  z.strictObject({ kind: z.literal('choices'), list: key }),
  z.strictObject({
    kind: z.literal('date'),
    /** Not in the future. */
    past: z.boolean().optional(),
    /** Not in the past: a document that must still be valid. */
    future: z.boolean().optional(),
    notBefore: z.iso.date().optional(),
    /** With `future`: not before so many days from today; sooner is asked about, the operator may need the time. */
    daysAhead: z.int().positive().optional(),
    /** A date further ahead than this is asked again. */
    withinMonths: z.int().positive().optional(),
    /** How `past` and `future` are said; `error` where absent. */
    level: z.enum(['warning', 'error']).optional(),
    /** A date further back than this is asked again, never refused. */
    oldAfterMonths: z.int().positive().optional(),
  }),
  z.strictObject({ kind: z.literal('datetime'), past: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('month'), past: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('money'), positive: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('number'), min: z.int(), max: z.int() }),
  z.strictObject({
    kind: z.literal('identifier'),
    of: z.enum(['iin', 'bin', 'inn', 'snils', 'pesel', 'track', 'phone', 'postcode', 'iban']),
  }),
  /** A login that may be a phone: a phone is stored as E.164, anything else as typed. */
  z.strictObject({ kind: z.literal('login'), max: z.int().positive() }),
  z.strictObject({ kind: z.literal('email') }),
  /** Number of an identity document: letters and digits, shown masked except the last `show` characters. */
  z.strictObject({ kind: z.literal('document'), max: z.int().positive(), show: z.int().positive() }),
  z.strictObject({ kind: z.literal('country') }),
  z.strictObject({
    kind: z.literal('case_number'),
    /** An earlier case that proves what is said here: the branch looks for it in its own records and offers it. */
    earlier: z
      .strictObject({
        /** When it is looked for; the field itself may still be hidden then. */
        when: condition.optional(),
        /** What it is: of one of these types, with answers of its own that say so. */
        cases: z.array(z.strictObject({ type: z.string(), when: condition.optional() })).min(1),
        /** What else taking it over answers: always a `value`; the day on which it was accepted where no day is said yet. */
        answers: z
          .array(
            z.union([
              z.strictObject({ field: key, value: z.string() }),
              z.strictObject({ field: key, acceptedOn: z.literal(true) }),
            ]),
          )
          .optional(),
      })
      .optional(),
  }),
  /** Numbers of the person's open cases. Nobody types them: the branch fills them in from its own records. */
  z.strictObject({ kind: z.literal('open_cases'), max: z.int().positive() }),
  z.strictObject({ kind: z.literal('outage_number') }),
  z.strictObject({
    kind: z.literal('list'),
    of: z.enum(['track', 'phone', 'text', 'datetime']),
    max: z.int().positive(),
  }),
  z.strictObject({
    kind: z.literal('table'),
    columns: z.array(z.strictObject({ key, label: text3, of: z.enum(['text', 'number', 'money']) })).min(1),
    max: z.int().positive(),
  }),
  /** Photographs and papers; files themselves travel apart, the answer lists their names. */
  z.strictObject({ kind: z.literal('files'), accept: z.array(z.string()).min(1), max: z.int().positive() }),
])
export type FieldType = z.infer<typeof fieldType>
export type EarlierCaseWanted = NonNullable<Extract<FieldType, { kind: 'case_number' }>['earlier']>

/** A rule between two answers, or a warning on one; `warning` never blocks forwarding, `error` does. */
export const fieldRule = z.strictObject({
  when: condition.optional(),
  must: z.union([
    z.strictObject({ notBefore: key }),
    z.strictObject({ after: key }),
    z.strictObject({ differFrom: key }),
    z.strictObject({ atMost: key }),
    /** The country that the last two letters of an S10 number name. */
    z.strictObject({ issuedIn: key }),
    /** An S10 number of the branch's own country, named by a field that is asked about something else. */
    z.strictObject({ issuedHere: key }),
    /** A day at least so many days ago. */
    z.strictObject({ olderThanDays: z.int().positive() }),
    /** Every phone in the answer can take a text message. */
    z.strictObject({ mobile: z.literal(true) }),
    z.strictObject({ never: z.literal(true) }),
  ]),
  level: z.enum(['warning', 'error']),
  say: text3,
})
export type FieldRule = z.infer<typeof fieldRule>

export const field = z.strictObject({
  key,
  label: text3,
  /** A short label for the screen, where the paper's label is a sentence. */
  short: text3.optional(),
  hint: text3.optional(),
  /** What the slip calls it where it is missing: what the customer has to bring or say, not the clerk's tick. */
  lacks: text3.optional(),
  type: fieldType,
  /** `forwarding`: the case cannot be forwarded without it, yet it can be registered (rule 1 of the catalogue). */
  required: z.union([z.literal('forwarding'), z.literal('no'), z.strictObject({ forwardingIf: condition })]),
  /** Shown only when this holds. Answers of hidden fields are not stored. */
  when: condition.optional(),
  default: z.union([z.string(), z.boolean(), z.int(), z.array(z.string())]).optional(),
  /** Starts as the language that the counter speaks: the clerk chose it with the customer. */
  defaultFrom: z.enum(['screenLanguage']).optional(),
  rules: z.array(fieldRule).optional(),
  /** Width on the screen in twelfths. */
  span: z.int().min(2).max(12),
  /** Must be `true` before forwarding ("original was shown to me"). */
  mustBeTrue: z.boolean().optional(),
  /** A paper of this form that, handed in, stands in for the answer: the customer's own sheet instead of typing. */
  orPaper: key.optional(),
  /** Seldom needed: the window keeps it folded away until it is asked for, filled, or missing. */
  rare: z.boolean().optional(),
})
export type Field = z.infer<typeof field>

export const block = z.strictObject({ code: z.string().regex(/^[A-Z]$/), title: text3, fields: z.array(field).min(1) })
export type Block = z.infer<typeof block>
