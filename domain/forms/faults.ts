/**
 * What can be wrong with a definition: a code with its facts, for a screen in three languages; and `message`, the same in
 * English, for the command line and headquarters. The English here is the format's own; a screen has its own words for
 * each code. No definition is told anything that has no code.
 */

/** English of each code; `{name}` is a fact. */
export const FAULTS = {
  unknownMember: 'nothing is called so here: take it out, or correct the spelling',
  missingShape: 'is missing: write {shape}',
  missingOneOf: 'is missing: write one of {values}',
  missingValue: 'is missing: write {values}',
  missing: 'is missing',
  notShape: 'must be {shape}, not {value}',
  notOneOf: 'must be one of {values}, not {value}',
  notValue: 'must be {values}, not {value}',
  tooFew: 'must have at least {least}',
  tooSmall: 'must be at least {least}',
  tooBig: 'must be at most {most}',
  emptyText: 'must not be empty: write the words',
  empty: 'must not be empty',
  notDay: 'must be a date such as "2026-11-23", not {value}',
  notKey: 'a key is lower_snake_case; it says {value}',
  notForm: 'does not have the right shape; it says {value}',
  notRequired: 'must be "forwarding", "no" or {"forwardingIf": a condition}',
  notRule: 'is no rule: see “Rules” in docs/forms.md for those there are',
  notDefault: 'must be a text, true or false, a whole number, or a list of texts',
  notKind: 'is no kind of field: {value}; see “Kinds of field” in docs/forms.md',
  notNeed: 'must be the key of a field, or {"field": its key, "when": a condition}',
  notCondition:
    'is no condition: write {"field": "…", "is": "…"} or another of those under “Conditions” in docs/forms.md',
  cannotBe: 'cannot be {value}',
  unusable: 'cannot be used',
  fieldTwice: 'field “{name}” stands twice',
  order: 'order must name each of {parts} once',
  afterAlways: 'nothing after a rule that always holds counts',
  codeToPhone: 'a code, and nothing else, goes to a phone',
  lastTerm: 'the last term must hold always',
  calendarYear: 'every entry lies in the year',
  calendarDayTwice: 'one entry a date',
  yesNoNeeds: 'answers to yes-or-no questions need “{name}” here',
  papersOfForms: 'papers belong to forms',
  earlierOfForms: 'earlier cases are looked for by forms',
  openCasesOfForms: 'open cases are told by forms',
  twice: '“{name}” stands twice',
  codeTwice: '{name} stands in another file already',
  noBlock: 'there is no block “{name}”',
  inBlock: '“{name}” already stands in a block',
  noField: 'there is no field “{name}”',
  noBlockField: 'no block of this form has a field “{name}”',
  noOutcome: 'there is no outcome “{name}”',
  noForm: 'there is no form “{name}”',
  noPaper: 'there is no paper “{name}”',
  noList: 'there is no list “{name}”',
  notInList: '“{name}” is not in the list “{list}”',
  notDate: '“{name}” is no date of this form',
  termNeeded: 'all but a record run for a term',
  notOnSlip: '“{name}” is no date, amount or choice of this form',
  notPhone: '“{name}” holds no phone',
  brackets: 'the brackets of this sentence do not pair',
  noGap: 'there is nothing called “{name}” to fill in',
  defaultUnfit: 'the default does not fit a field of kind “{kind}”',
  valueUnfit: 'the value does not fit a field of kind “{kind}”',
  mustBeTrueOfBool: 'only a yes-or-no field can have to be true',
  defaultFromLanguage: 'only a choice of languages starts as the one on the screen',
  notItem: '“{name}” is no number of an item',
  notComparable: '“{name}” and “{other}” cannot be compared',
  notNumber: '“{name}” is no number',
  oneAnswer: '“{name}” takes one answer, not several',
  notChoice: '“{name}” is no choice from a list',
  neverThis: '“{name}” is never this',
  notComparableToValue: '“{name}” cannot be compared with a value',
  notNewer: 'version {version} is not newer than version {inForce}, which is in force',
  notJson: 'cannot be read as JSON: {why}',
  notJsonAt: 'cannot be read as JSON: line {line}, column {column}',
  tooLarge: 'cannot be read as JSON: {bytes} bytes are no form',
} as const
export type FaultCode = keyof typeof FAULTS

/** What was wanted instead, in English; on a screen `shape` has words of its own too. */
export const SHAPES = {
  text: 'a text in quotation marks',
  whole: 'a whole number',
  number: 'a number',
  bool: 'true or false',
  list: 'a list in square brackets',
  members: 'members in curly brackets',
  other: 'something else',
} as const
export type Shape = keyof typeof SHAPES

export type FaultFacts = Record<string, string | number>

/** `path` says where, by names: `forms.ACC-DEREG.fields.account_login.when`. */
export type Fault = { path: string; code: FaultCode; facts: FaultFacts; message: string }

export const isFaultCode = (code: unknown): code is FaultCode => typeof code === 'string' && Object.hasOwn(FAULTS, code)
const isShape = (shape: unknown): shape is Shape => typeof shape === 'string' && Object.hasOwn(SHAPES, shape)

/** The English words of a code. */
export const inEnglish = (code: FaultCode, facts: FaultFacts): string =>
  FAULTS[code].replaceAll(/\{(\w+)\}/g, (gap, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
    if (fact === undefined) return gap
    return name === 'shape' && isShape(fact) ? SHAPES[fact] : String(fact)
  })

export const fault = (path: string, code: FaultCode, facts: FaultFacts = {}): Fault => ({
  path,
  code,
  facts,
  message: inEnglish(code, facts),
})

/** A file that is no JSON, with the place where reading stopped if the reader named one. */
export function notJson(error: unknown): Fault {
  const why = error instanceof Error ? error.message : String(error)
  const at = /line (\d+) column (\d+)/.exec(why)
  return at ? fault('', 'notJsonAt', { line: Number(at[1]), column: Number(at[2]) }) : fault('', 'notJson', { why })
}
