/**
 * The meta-schema of form definitions. A definition that does not pass is kept out whole: the old version stays in force.
 * Definitions are data (`data/forms/<CODE>.json`, later signed by headquarters); no number of days, phone number or
 * legal text stands in the program.
 */
import { z } from 'zod'

/** The same words in the three languages of the counter. All three are always there: nobody is served half a form. */
export const text3 = z.strictObject({ kk: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) })
export type Text3 = z.infer<typeof text3>

export const language = z.enum(['kk', 'ru', 'en'])
export type Language = z.infer<typeof language>

const key = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a key is lower_snake_case')

/** When something applies: over the answers of the same form. An absent answer equals no value and is in no list. */
export type Condition =
  | { field: string; is: string | boolean }
  | { field: string; in: string[] }
  | { field: string; has: string }
  | { field: string; filled: boolean }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field: key, is: z.union([z.string(), z.boolean()]) }),
    z.strictObject({ field: key, in: z.array(z.string()).min(1) }),
    z.strictObject({ field: key, has: z.string() }),
    z.strictObject({ field: key, filled: z.boolean() }),
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
  ]),
)

/**
 * What a field takes. Answers are stored as: text kinds, choice, dates (`YYYY-MM-DD`), `datetime` (`YYYY-MM-DDTHH:mm`,
 * branch's local time), `month` (`YYYY-MM`), money (decimal string, `1234.50`) → string; bool → boolean;
 * number → integer; choices, list → string[]; table → one object of strings a row.
 */
export const fieldType = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    max: z.int().positive(),
    min: z.int().positive().optional(),
    lines: z.int().positive().optional(),
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
  z.strictObject({ kind: z.literal('case_number') }),
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

/** A rule between two answers, or a warning on one; `warning` never blocks forwarding, `error` does. */
export const fieldRule = z.strictObject({
  when: condition.optional(),
  must: z.union([
    z.strictObject({ notBefore: key }),
    z.strictObject({ after: key }),
    z.strictObject({ differFrom: key }),
    z.strictObject({ atMost: key }),
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
  type: fieldType,
  /** `forwarding`: the case cannot be forwarded without it, yet it can be registered (rule 1 of the catalogue). */
  required: z.union([z.literal('forwarding'), z.literal('no'), z.strictObject({ forwardingIf: condition })]),
  /** Shown only when this holds. Answers of hidden fields are not stored. */
  when: condition.optional(),
  default: z.union([z.string(), z.boolean(), z.int(), z.array(z.string())]).optional(),
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

/** `law` binds everyone; `operator` is the operator's own rule, never shown as law; `promise` is somebody's own word. */
export const basis = z.strictObject({
  kind: z.enum(['law', 'operator', 'promise']),
  text: text3,
  /** Where it was read, for the person who checks it again. */
  source: z.string().min(1),
  checkedOn: z.iso.date(),
})
export type Basis = z.infer<typeof basis>

export const term = z.strictObject({
  amount: z.int().positive(),
  unit: z.enum(['calendar_days', 'working_days', 'months', 'hours']),
  shift: z.enum(['none', 'next_working_day']),
  basis,
  /** Applies only when this holds; the first term whose condition holds counts. */
  when: condition.optional(),
})
export type Term = z.infer<typeof term>

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
  accept: z.strictObject({ say: text3, basis }),
  who: text3,
  check: text3,
  paper: text3,
  steps: z.array(step).min(1),
  mistakes: text3,
  /** The sentence to say to the customer. `{number}`, `{answerBy}` are filled in. */
  tell: text3,
  /** What to do where no answer comes, inside the operator first. */
  nextStep: text3,
})

export const paper = z.strictObject({
  key,
  title: text3,
  kind: z.enum(['application', 'identity', 'proof', 'photo', 'authority', 'other']),
})

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
    needs: z.array(key).optional(),
    /** Order on the screen and the paper: block letters and `own`. */
    order: z.array(z.string()),
    procedure,
    papers: z.strictObject({ required: z.array(paper), optional: z.array(paper) }),
    /** Until when the customer may file; none means no limit. */
    filing: z.array(term.extend({ from: key })),
    /** Until when the answer must come; the last one has no condition. */
    answer: z.array(term).min(1),
    /**
     * Printed on the paper above the table of answers: "I ask to …". `{field_key}` are filled in. A part in square
     * brackets is left out where a field in it has no answer: `…[, opened for {account_login}].`
     */
    request: text3,
    /** To whom the paper is addressed and which unit works on it. */
    unit: text3,
    outcomes: z.array(z.string().regex(/^[A-Z-]+$/)).min(1),
    reviewer: z.enum(['shift_lead', 'manager']),
    escalation: text3,
    code_step: z.enum(['none', 'if_phone_works', 'always']),
    offline: z.boolean(),
    security: condition.optional(),
    urgent: condition.optional(),
  })
  .check((context) => {
    const { value: form } = context
    const say = (path: PropertyKey[], message: string) =>
      context.issues.push({ code: 'custom', path, message, input: form })
    const seen = new Set<string>()
    form.fields.forEach((f, i) => {
      if (seen.has(f.key)) say(['fields', i, 'key'], `field “${f.key}” stands twice`)
      seen.add(f.key)
    })
    const parts = [...form.blocks, ...(form.fields.length ? ['own'] : [])]
    if ([...form.order].sort().join() !== parts.sort().join())
      say(['order'], `order must name each of ${parts.join(', ')} once`)
    if (form.answer.at(-1)?.when) say(['answer', form.answer.length - 1, 'when'], 'the last term must hold always')
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

/** Everything the counter needs to take in any paper, in one version. */
export const catalogue = z.strictObject({
  blocks: z.array(block),
  lists: z.array(valueList),
  outcomes: z.array(z.strictObject({ code: z.string(), label: text3 })),
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
