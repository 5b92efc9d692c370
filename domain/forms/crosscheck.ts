/**
 * What the meta-schema cannot see: that every name in a definition exists and fits. A form with a condition on a field
 * that is not there would silently never ask for it, so it is refused here, with the place named.
 */
import { comparisonsOf } from './conditions.ts'
import { type Fault, type FaultCode, type FaultFacts, fault } from './faults.ts'
import type { Block, Catalogue, Condition, EarlierCaseWanted, Field, FieldRule, Form, Text3 } from './schema.ts'
import { placeholdersOf } from './sentence.ts'

type Known = { fields: Map<string, Field>; codes: Map<string, Set<string>> }
type Say = (path: string, code: FaultCode, facts?: FaultFacts) => void

const languages = ['kk', 'ru', 'en'] as const
/** What the sentences of a form may name, beside its own fields in the request. */
const spoken = new Set(['number', 'answerBy', 'outsideBody'])
const referring = new Set(['outsideBody'])
const dated = new Set(['by'])
/** Kinds of answers that say nothing of who the customer is. */
const tellable = new Set<Field['type']['kind']>([
  'date',
  'datetime',
  'month',
  'money',
  'number',
  'choice',
  'choices',
  'bool',
])

/** Everything wrong in a catalogue that has the right shape; empty when it can be used. */
export function catalogueFaults(catalogue: Catalogue): Fault[] {
  const faults: Fault[] = []
  const say: Say = (path, code, facts) => faults.push(fault(path, code, facts))
  const codes = new Map(catalogue.lists.map((list) => [list.key, new Set(list.values.map((value) => value.code))]))
  twice('blocks', 'code', catalogue.blocks, (block) => block.code, say)
  twice('lists', 'key', catalogue.lists, (list) => list.key, say)
  twice('outcomes', 'code', catalogue.outcomes, (outcome) => outcome.code, say)
  twice('forms', 'code', catalogue.forms, (form) => form.code, say)
  for (const code of ['yes', 'no'])
    if (!codes.get('yes_no')?.has(code)) say('lists.yes_no', 'yesNoNeeds', { name: code })
  for (const list of catalogue.lists) twice(`lists.${list.key}.values`, 'code', list.values, (value) => value.code, say)
  const allBlocks = { fields: byKey(catalogue.blocks.flatMap((block) => block.fields)), codes }
  for (const block of catalogue.blocks) {
    twice(`blocks.${block.code}.fields`, 'key', block.fields, (field) => field.key, say)
    checkFields(`blocks.${block.code}`, block.fields, allBlocks, say)
    for (const field of block.fields)
      if (field.orPaper !== undefined) say(`blocks.${block.code}.fields.${field.key}.orPaper`, 'papersOfForms')
      else if (field.type.kind === 'case_number' && field.type.earlier)
        say(`blocks.${block.code}.fields.${field.key}.type.earlier`, 'earlierOfForms')
      else if (field.type.kind === 'open_cases')
        say(`blocks.${block.code}.fields.${field.key}.type`, 'openCasesOfForms')
  }
  for (const form of catalogue.forms) checkForm(catalogue, form, codes, say)
  return faults
}

const byKey = (fields: Field[]) => new Map(fields.map((field) => [field.key, field]))

function twice<T>(path: string, what: string, entries: T[], name: (entry: T) => string, say: Say): void {
  const seen = new Set<string>()
  for (const entry of entries) {
    if (seen.has(name(entry))) say(`${path}.${name(entry)}.${what}`, 'twice', { name: name(entry) })
    seen.add(name(entry))
  }
}

function checkForm(catalogue: Catalogue, form: Form, codes: Known['codes'], say: Say): void {
  const at = `forms.${form.code}`
  const blocks = form.blocks.map((code) => catalogue.blocks.find((block) => block.code === code))
  form.blocks.forEach((code, i) => {
    if (!blocks[i]) say(`${at}.blocks.${i}`, 'noBlock', { name: code })
  })
  const fromBlocks = blocks.filter((block): block is Block => block !== undefined).flatMap((block) => block.fields)
  const ownKeys = new Set(form.fields.map((field) => field.key))
  for (const field of fromBlocks)
    if (ownKeys.has(field.key)) say(`${at}.fields.${field.key}.key`, 'inBlock', { name: field.key })
  const known: Known = { fields: byKey([...fromBlocks, ...form.fields]), codes }
  const inBlocks = byKey(fromBlocks)
  const mustKnow = (path: string, key: string) => {
    if (!known.fields.has(key)) say(path, 'noField', { name: key })
  }
  checkFields(at, form.fields, known, say)
  form.needs?.forEach((need, i) => {
    const key = typeof need === 'string' ? need : need.field
    if (!inBlocks.has(key)) say(`${at}.needs.${i}`, 'noBlockField', { name: key })
    if (typeof need === 'object') checkCondition(`${at}.needs.${i}.when`, need.when, known, say)
  })
  form.matter?.forEach((key, i) => {
    mustKnow(`${at}.matter.${i}`, key)
  })
  form.outcomes.forEach((code, i) => {
    if (!catalogue.outcomes.some((outcome) => outcome.code === code))
      say(`${at}.outcomes.${i}`, 'noOutcome', { name: code })
  })
  twice(`${at}.procedure.steps`, 'key', form.procedure.steps, (step) => step.key, say)
  for (const step of form.procedure.steps) {
    const here = `${at}.procedure.steps.${step.key}`
    step.fields?.forEach((key, i) => {
      mustKnow(`${here}.fields.${i}`, key)
    })
    if (step.when) checkCondition(`${here}.when`, step.when, known, say)
    if (step.unless) checkCondition(`${here}.unless`, step.unless, known, say)
    if (step.changeTo !== undefined && !catalogue.forms.some((other) => other.code === step.changeTo))
      say(`${here}.changeTo`, 'noForm', { name: step.changeTo })
  }
  const papers = [...form.papers.required, ...form.papers.optional]
  twice(`${at}.papers`, 'key', papers, (paper) => paper.key, say)
  for (const field of form.fields)
    if (field.orPaper !== undefined && !papers.some((paper) => paper.key === field.orPaper))
      say(`${at}.fields.${field.key}.orPaper`, 'noPaper', { name: field.orPaper })
  const mustBeDate = (path: string, key: string) => {
    const kind = known.fields.get(key)?.type.kind
    if (kind !== 'date' && kind !== 'datetime') say(path, 'notDate', { name: key })
  }
  form.filing.forEach((term, i) => {
    mustBeDate(`${at}.filing.${i}.from`, term.from)
    if (term.when) checkCondition(`${at}.filing.${i}.when`, term.when, known, say)
  })
  form.answer.forEach((term, i) => {
    if (term.when) checkCondition(`${at}.answer.${i}.when`, term.when, known, say)
  })
  form.procedure.accept.grounds?.forEach((ground, i) => {
    if (ground.when) checkCondition(`${at}.procedure.accept.grounds.${i}.when`, ground.when, known, say)
  })
  form.titles?.forEach((title, i) => {
    checkCondition(`${at}.titles.${i}.when`, title.when, known, say)
  })
  twice(`${at}.dues`, 'key', form.dues ?? [], (due) => due.key, say)
  for (const due of form.dues ?? []) {
    const here = `${at}.dues.${due.key}`
    if (due.when) checkCondition(`${here}.when`, due.when, known, say)
    if (due.from !== undefined) mustBeDate(`${here}.from`, due.from)
    if (!due.term !== (due.kind === 'record')) say(`${here}.term`, 'termNeeded')
    checkSentence(`${here}.say`, due.say, (name) => dated.has(name), say)
  }
  for (const { key, type } of form.fields)
    if (type.kind === 'case_number' && type.earlier)
      checkEarlier(`${at}.fields.${key}.type.earlier`, type.earlier, catalogue, known, say)
  form.onSlip?.forEach((key, i) => {
    const kind = known.fields.get(key)?.type.kind
    if (kind === undefined || !tellable.has(kind)) say(`${at}.onSlip.${i}`, 'notOnSlip', { name: key })
  })
  form.consent.forEach((rule, i) => {
    if (rule.when) checkCondition(`${at}.consent.${i}.when`, rule.when, known, say)
    rule.to?.forEach((key, n) => {
      if (!holdsPhone(known.fields.get(key))) say(`${at}.consent.${i}.to.${n}`, 'notPhone', { name: key })
    })
  })
  if (form.security) checkCondition(`${at}.security`, form.security, known, say)
  if (form.urgent) checkCondition(`${at}.urgent`, form.urgent, known, say)
  if (form.namesEmployee) checkCondition(`${at}.namesEmployee`, form.namesEmployee, known, say)
  if (form.staff?.when) checkCondition(`${at}.staff.when`, form.staff.when, known, say)
  form.staff?.fields.forEach((key, i) => {
    if (!known.fields.has(key)) say(`${at}.staff.fields.${i}`, 'noField', { name: key })
  })
  checkSentence(`${at}.request`, form.request, (name) => known.fields.has(name), say)
  checkSentence(`${at}.procedure.tell`, form.procedure.tell, (name) => spoken.has(name), say)
  checkSentence(`${at}.procedure.nextStep`, form.procedure.nextStep, (name) => referring.has(name), say)
  checkSentence(`${at}.escalation`, form.escalation, (name) => referring.has(name), say)
}

/** The earlier case is of a form that is there, its condition is about that form's fields, and what it answers can be answered. */
function checkEarlier(path: string, wanted: EarlierCaseWanted, catalogue: Catalogue, known: Known, say: Say): void {
  if (wanted.when) checkCondition(`${path}.when`, wanted.when, known, say)
  wanted.cases.forEach(({ type, when }, i) => {
    const form = catalogue.forms.find(({ code }) => code === type)
    if (!form) {
      say(`${path}.cases.${i}.type`, 'noForm', { name: type })
      return
    }
    const blocks = catalogue.blocks.filter(({ code }) => form.blocks.includes(code)).flatMap(({ fields }) => fields)
    const theirs: Known = { ...known, fields: byKey([...blocks, ...form.fields]) }
    if (when) checkCondition(`${path}.cases.${i}.when`, when, theirs, say)
  })
  wanted.answers?.forEach((one, i) => {
    const field = known.fields.get(one.field)
    if (!field) say(`${path}.answers.${i}.field`, 'noField', { name: one.field })
    else if ('acceptedOn' in one && field.type.kind !== 'date')
      say(`${path}.answers.${i}.field`, 'notDate', { name: one.field })
    else if ('value' in one && !defaultFits({ ...field, default: one.value }, known.codes))
      say(`${path}.answers.${i}.value`, 'valueUnfit', { kind: field.type.kind })
  })
}

function checkSentence(path: string, sentence: Text3, exists: (name: string) => boolean, say: Say): void {
  for (const language of languages) {
    const names = placeholdersOf(sentence[language])
    if (!names) say(`${path}.${language}`, 'brackets')
    else for (const name of names) if (!exists(name)) say(`${path}.${language}`, 'noGap', { name })
  }
}

function checkFields(at: string, fields: Field[], known: Known, say: Say): void {
  for (const field of fields) {
    const here = `${at}.fields.${field.key}`
    const { type } = field
    if ((type.kind === 'choice' || type.kind === 'choices') && !known.codes.has(type.list))
      say(`${here}.type.list`, 'noList', { name: type.list })
    if (field.default !== undefined && !defaultFits(field, known.codes))
      say(`${here}.default`, 'defaultUnfit', { kind: type.kind })
    if (field.mustBeTrue && type.kind !== 'bool') say(`${here}.mustBeTrue`, 'mustBeTrueOfBool')
    if (field.defaultFrom && (type.kind !== 'choice' || languages.some((one) => !known.codes.get(type.list)?.has(one))))
      say(`${here}.defaultFrom`, 'defaultFromLanguage')
    if (field.when) checkCondition(`${here}.when`, field.when, known, say)
    if (typeof field.required === 'object')
      checkCondition(`${here}.required.forwardingIf`, field.required.forwardingIf, known, say)
    field.rules?.forEach((rule, i) => {
      checkRule(`${here}.rules.${i}`, field, rule, known, say)
    })
  }
}

function holdsPhone(field: Field | undefined): boolean {
  if (!field) return false
  const { type } = field
  return type.kind === 'login' || ((type.kind === 'identifier' || type.kind === 'list') && type.of === 'phone')
}

function defaultFits({ type, default: value }: Field, codes: Known['codes']): boolean {
  switch (type.kind) {
    case 'bool':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number' && value >= type.min && value <= type.max
    case 'choice':
      return typeof value === 'string' && codes.get(type.list)?.has(value) === true
    case 'choices':
      return Array.isArray(value) && value.every((code) => codes.get(type.list)?.has(code))
    case 'list':
    case 'table':
    case 'files':
    case 'open_cases':
      return false
    default:
      return typeof value === 'string'
  }
}

/** Dates and numbers are ordered; a rule that compares anything else could never hold. */
const ordered: Partial<Record<Field['type']['kind'], string>> = {
  date: 'date',
  datetime: 'date',
  month: 'month',
  money: 'amount',
  number: 'amount',
}

function checkRule(path: string, field: Field, rule: FieldRule, known: Known, say: Say): void {
  if (rule.when) checkCondition(`${path}.when`, rule.when, known, say)
  const [name, key] = Object.entries(rule.must)[0] ?? []
  if (name === undefined || typeof key !== 'string') return
  const other = known.fields.get(key)
  if (!other) {
    say(`${path}.must.${name}`, 'noField', { name: key })
    return
  }
  if (name === 'differFrom') return
  if (name === 'issuedIn' || name === 'issuedHere') {
    if (other.type.kind !== 'identifier' || other.type.of !== 'track')
      say(`${path}.must.${name}`, 'notItem', { name: key })
    return
  }
  const kind = ordered[field.type.kind]
  if (kind === undefined || kind !== ordered[other.type.kind])
    say(`${path}.must.${name}`, 'notComparable', { name: field.key, other: key })
}

function checkCondition(path: string, condition: Condition, known: Known, say: Say): void {
  for (const { path: inside, comparison } of comparisonsOf(condition)) {
    const at = [path, ...inside].join('.')
    const field = known.fields.get(comparison.field)
    if (!field) {
      say(`${at}.field`, 'noField', { name: comparison.field })
      continue
    }
    const { type } = field
    if ('filled' in comparison) continue
    if ('atLeast' in comparison || 'atMost' in comparison) {
      if (ordered[type.kind] !== 'amount') say(`${at}.field`, 'notNumber', { name: field.key })
      continue
    }
    if ('has' in comparison) {
      if (type.kind !== 'choices') say(`${at}.has`, 'oneAnswer', { name: field.key })
      else mustBeIn(`${at}.has`, type.list, comparison.has, known, say)
    } else if ('in' in comparison) {
      if (type.kind !== 'choice') say(`${at}.in`, 'notChoice', { name: field.key })
      else for (const code of comparison.in) mustBeIn(`${at}.in`, type.list, code, known, say)
    } else if (type.kind === 'bool' || typeof comparison.is === 'boolean') {
      if (type.kind !== 'bool' || typeof comparison.is !== 'boolean') say(`${at}.is`, 'neverThis', { name: field.key })
    } else if (type.kind === 'choice') mustBeIn(`${at}.is`, type.list, comparison.is, known, say)
    else if (type.kind !== 'country') say(`${at}.is`, 'notComparableToValue', { name: field.key })
  }
}

function mustBeIn(path: string, list: string, code: string, known: Known, say: Say): void {
  if (!known.codes.get(list)?.has(code)) say(path, 'notInList', { name: code, list })
}
