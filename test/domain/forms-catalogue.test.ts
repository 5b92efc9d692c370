/** The shipped definitions, and what keeps a faulty definition out. */
import { describe, expect, test } from 'vitest'
import { checkCatalogue, fieldsOf, formFields, formOf } from '../../domain/forms/catalogue.ts'
import { answerTo, holds } from '../../domain/forms/conditions.ts'
import { type Catalogue, catalogue as catalogueSchema, type Form } from '../../domain/forms/schema.ts'
import { acceptVersion } from '../../domain/forms/version.ts'
import { rawCatalogue, shippedCatalogue, shippedForms } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
const alone = shippedCatalogueOf('ACC-DEREG')

/** The catalogue with one form only, whose way to another type is cut. */
function shippedCatalogueOf(code: string): Catalogue {
  const raw = catalogueSchema.parse(rawCatalogue([code]))
  for (const form of raw.forms) for (const step of form.procedure.steps) delete step.changeTo
  return raw
}

type Draft = Record<string, unknown>
const object = (value: unknown): Draft => {
  if (typeof value !== 'object' || value === null) throw new Error('no object here')
  return value as Draft
}
/** A copy of the catalogue with one place changed; the way is of keys, codes and positions. */
function changed(way: string[], value: unknown): unknown {
  const copy: unknown = structuredClone(alone)
  let here = object(copy)
  for (const part of way.slice(0, -1)) {
    const next = Array.isArray(here)
      ? here.find((entry, i) => String(i) === part || object(entry).code === part || object(entry).key === part)
      : here[part]
    here = object(next)
  }
  const last = way.at(-1) ?? ''
  if (value === undefined) delete here[last]
  else here[last] = value
  return copy
}
const faultsOf = (raw: unknown) => {
  const checked = checkCatalogue(raw)
  return checked.ok ? [] : checked.faults
}

describe('the shipped catalogue', () => {
  test('has the eighteen papers of the counter, each in the file of its own code', () => {
    expect(shippedForms()).toEqual(
      [
        'ACC-CHANGE ACC-DEREG CLAIM-DAMAGE CLAIM-LOSS COMPL-SERVICE DELIV-PROBLEM DOC-DUP ITEM-CHANGE MAIL-INSTR',
        'MONEY-INQ NUM-PORT OUTAGE-REPORT PD-REQ SVC-BILL SVC-CONSENT SVC-SUSPEND TRACE-DOM TRACE-INT',
      ]
        .join(' ')
        .split(' '),
    )
    expect(catalogue.forms.map((form) => form.code)).toEqual(shippedForms())
  })

  test('passes the meta-schema and every cross-check', () => {
    expect(faultsOf(rawCatalogue())).toEqual([])
  })

  test('R-012 every form can be taken in without a network', () => {
    expect(catalogue.forms.filter((form) => !form.offline).map((form) => form.code)).toEqual([])
  })

  test('no Kazakh text is Russian left untranslated: long texts differ between the languages', () => {
    const texts: { kk: string; ru: string; en: string }[] = []
    const collect = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return
      if ('kk' in value && typeof value.kk === 'string') texts.push(value as { kk: string; ru: string; en: string })
      for (const inner of Object.values(value)) collect(inner)
    }
    collect(catalogue)
    expect(texts.length).toBeGreaterThan(500)
    expect(texts.filter(({ kk, ru, en }) => kk.length > 20 && (kk === ru || kk === en || ru === en))).toEqual([])
  })

  test('a term of the operator is nowhere called law in its own words', () => {
    const bases = catalogue.forms.flatMap((form) => [...form.answer, ...form.filing].map((term) => term.basis))
    const operators = bases.filter((basis) => basis.kind === 'operator')
    expect(operators.length).toBeGreaterThan(0)
    for (const { text } of operators) {
      expect(text.ru).not.toMatch(/(по|согласно) закону|законом установлен/i)
      expect(text.kk).not.toMatch(/заң бойынша|заңға сәйкес/i)
      expect(text.en).not.toMatch(/by law|the law (says|requires)/i)
    }
  })
})

describe('sections', () => {
  test('stand in the order of the form, blocks with their own titles and the own fields under the heading', () => {
    const form = formOf(catalogue, 'ACC-DEREG') as Form
    expect(formFields(catalogue, form).map(({ code, title }) => [code, title.ru])).toEqual([
      ['A', 'Заявитель'],
      ['R', 'Представитель'],
      ['D', 'Документ, удостоверяющий личность'],
      ['own', 'Кабинет'],
      ['N', 'Ответ и язык'],
    ])
    const keys = fieldsOf(catalogue, form).map((field) => field.key)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('a faulty definition is refused and the place is named', () => {
  const own = ['forms', 'ACC-DEREG', 'fields', 'dereg_reason']
  const cases: [string, string[], unknown, string][] = [
    ['a language is missing', ['forms', 'ACC-DEREG', 'title', 'kk'], undefined, 'forms.ACC-DEREG.title.kk'],
    ['an empty text', ['forms', 'ACC-DEREG', 'procedure', 'tell', 'en'], '', 'forms.ACC-DEREG.procedure.tell.en'],
    ['an unknown key', ['forms', 'ACC-DEREG', 'colour'], 'red', 'forms.ACC-DEREG.colour'],
    ['a list that is not there', [...own, 'type', 'list'], 'reasons', 'forms.ACC-DEREG.fields.dereg_reason.type.list'],
    ['a default outside its list', [...own, 'default'], 'bored', 'forms.ACC-DEREG.fields.dereg_reason.default'],
    ['a default of another kind', [...own, 'default'], true, 'forms.ACC-DEREG.fields.dereg_reason.default'],
    ['only a tick can have to be true', [...own, 'mustBeTrue'], true, 'forms.ACC-DEREG.fields.dereg_reason.mustBeTrue'],
    [
      'a condition on a field that is not there',
      [...own, 'when'],
      { all: [{ not: { field: 'reason', is: 'x' } }] },
      'forms.ACC-DEREG.fields.dereg_reason.when.all.0.not.field',
    ],
    [
      'a condition on a value that is not in the list',
      ['forms', 'ACC-DEREG', 'security'],
      { field: 'dereg_reason', is: 'misuse' },
      'forms.ACC-DEREG.security.is',
    ],
    [
      'yes-or-no compared with a word',
      ['forms', 'ACC-DEREG', 'urgent'],
      { field: 'register_again', is: 'yes' },
      'forms.ACC-DEREG.urgent.is',
    ],
    [
      'has asked of a single choice',
      [...own, 'required'],
      { forwardingIf: { field: 'dereg_reason', has: 'holder_died' } },
      'forms.ACC-DEREG.fields.dereg_reason.required.forwardingIf.has',
    ],
    [
      'a rule between things that have no order',
      [...own, 'rules'],
      [{ must: { after: 'birth_date' }, level: 'error', say: { kk: 'а', ru: 'б', en: 'c' } }],
      'forms.ACC-DEREG.fields.dereg_reason.rules.0.must.after',
    ],
    [
      'a step about a field that is not there',
      ['forms', 'ACC-DEREG', 'procedure', 'steps', 'login', 'fields'],
      ['login'],
      'forms.ACC-DEREG.procedure.steps.login.fields.0',
    ],
    [
      'a way to a form that is not there',
      ['forms', 'ACC-DEREG', 'procedure', 'steps', 'change', 'changeTo'],
      'ACC-NEW',
      'forms.ACC-DEREG.procedure.steps.change.changeTo',
    ],
    [
      'a gap in the request that no field fills',
      ['forms', 'ACC-DEREG', 'request', 'ru'],
      'Прошу {чего}',
      'forms.ACC-DEREG.request.ru',
    ],
    [
      'a gap in the sentence to the customer',
      ['forms', 'ACC-DEREG', 'procedure', 'tell', 'ru'],
      'Ваш ИИН — {iin}',
      'forms.ACC-DEREG.procedure.tell.ru',
    ],
    [
      'an outcome that is not there',
      ['forms', 'ACC-DEREG', 'outcomes', '0'],
      'FORGOTTEN',
      'forms.ACC-DEREG.outcomes.0',
    ],
    ['a need for a field of no block', ['forms', 'ACC-DEREG', 'needs'], ['contents'], 'forms.ACC-DEREG.needs.0'],
    ['a paper that is not there', [...own, 'orPaper'], 'sheet', 'forms.ACC-DEREG.fields.dereg_reason.orPaper'],
    ['yes and no without words', ['lists', 'yes_no', 'values', 'no', 'code'], 'never', 'lists.yes_no'],
    ['an own field named as one of a block', [...own, 'key'], 'phone', 'forms.ACC-DEREG.fields.phone.key'],
    ['a block twice', ['blocks', 'N', 'code'], 'A', 'blocks.A.code'],
    [
      'a code of a list that is no code',
      ['lists', 'lang', 'values', 'kk', 'code'],
      'қаз',
      'lists.lang.values.қаз.code',
    ],
    [
      'a last term that does not always hold',
      ['forms', 'ACC-DEREG', 'answer', '0', 'when'],
      { field: 'phone', filled: true },
      'forms.ACC-DEREG.answer.0.when',
    ],
    [
      'an order that leaves a block out',
      ['forms', 'ACC-DEREG', 'order'],
      ['A', 'D', 'own', 'N'],
      'forms.ACC-DEREG.order',
    ],
  ]
  test.each(cases)('%s', (_what, way, value, path) => {
    expect(faultsOf(alone)).toEqual([])
    expect(faultsOf(changed(way, value)).map((fault) => fault.path)).toContain(path)
  })

  test.each([undefined, null, 7, 'catalogue', [], { forms: [null] }])('anything at all in its place: %j', (raw) => {
    expect(faultsOf(raw).length).toBeGreaterThan(0)
  })
})

describe('a new version of a form', () => {
  const held = formOf(alone, 'ACC-DEREG') as Form
  const newer = (change: Partial<Form>) => acceptVersion(alone, { ...structuredClone(held), ...change })

  test('takes the place of the old one when it is newer and without fault', () => {
    const accepted = newer({ version: held.version + 1, since: '2027-01-01' })
    expect(accepted.ok && formOf(accepted.catalogue, 'ACC-DEREG')?.version).toBe(held.version + 1)
    expect(formOf(alone, 'ACC-DEREG')?.version).toBe(held.version)
  })

  test('is refused when it is as old or older than the one in force', () => {
    for (const version of [held.version, 1])
      expect(newer({ version })).toMatchObject({ ok: false, faults: [{ path: 'version' }] })
  })

  test('is refused whole for one fault, and the place is named', () => {
    const text = { kk: 'а', ru: 'б', en: '' }
    expect(newer({ version: 9, unit: text })).toMatchObject({ ok: false, faults: [{ path: 'unit.en' }] })
    expect(
      newer({ version: 9, blocks: ['A', 'R', 'D', 'N', 'Z'], order: ['A', 'R', 'D', 'own', 'N', 'Z'] }),
    ).toMatchObject({
      ok: false,
      faults: [{ path: 'forms.ACC-DEREG.blocks.4' }],
    })
  })

  test('a form that was not there before is added', () => {
    const accepted = acceptVersion(alone, { ...structuredClone(held), code: 'ACC-OTHER', version: 1 })
    expect(accepted.ok && accepted.catalogue.forms.map((form) => form.code)).toEqual(['ACC-DEREG', 'ACC-OTHER'])
  })
})

describe('conditions', () => {
  test('a field nobody answered equals nothing, is in no list and is not filled', () => {
    for (const condition of [
      { field: 'x', is: false },
      { field: 'x', in: ['a'] },
      { field: 'x', has: 'a' },
      { field: 'x', filled: true },
    ])
      expect(holds(condition, {})).toBe(false)
    expect(holds({ field: 'x', filled: false }, {})).toBe(true)
  })

  test('what every object inherits is no answer', () => {
    expect(answerTo({}, 'constructor')).toBeUndefined()
    expect(holds({ field: 'constructor', filled: true }, {})).toBe(false)
  })

  test('“no” is an answer; an empty text and an empty list are not', () => {
    expect(holds({ field: 'x', filled: true }, { x: false })).toBe(true)
    expect(holds({ field: 'x', filled: true }, { x: '' })).toBe(false)
    expect(holds({ field: 'x', filled: true }, { x: [] })).toBe(false)
  })
})
