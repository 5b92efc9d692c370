/** The eighteen types against what the counter needs of each: fields, papers, terms with their basis, and plain words. */
import { describe, expect, test } from 'vitest'
import { shownFields, startingAnswers } from '../../domain/forms/answers.ts'
import { checkAnswers } from '../../domain/forms/check.ts'
import { holds } from '../../domain/forms/conditions.ts'
import { outcomeObstacle } from '../../domain/forms/outcomes.ts'
import { sentenceToSay, stepsFor } from '../../domain/forms/procedure.ts'
import type { Answers, Field, Form, Text3 } from '../../domain/forms/schema.ts'
import { answerTermFor, titleFor } from '../../domain/forms/terms.ts'
import { branchProfile, outsideBodyOf, withBody } from '../../domain/people/branch.ts'
import { formIn, readData, shippedCatalogue, shippedForms } from '../support/catalogue.ts'
import { TYPICAL } from '../support/typical.ts'
import facts from './fixtures/types.json' with { type: 'json' }

const catalogue = shippedCatalogue()
const named = (code: string) => formIn(catalogue, code)
const usual = (code: string): Answers => TYPICAL[code] ?? {}
const today = '2026-11-23'
const check = (code: string, answers: Answers, more: { papers?: string[]; kept?: string[] } = {}) =>
  checkAnswers(catalogue, named(code), answers, { country: 'KZ', today, kept: [], ...more })
const textsOf = (form: Form): { where: string; text: Text3 }[] => {
  const { procedure } = form
  return [
    ...procedure.steps.map(({ key, text }) => ({ where: `step ${key}`, text })),
    ...(['who', 'check', 'paper', 'mistakes', 'tell', 'nextStep'] as const).map((part) => ({
      where: part,
      text: procedure[part],
    })),
    { where: 'escalation', text: form.escalation },
  ]
}

/** `choice`, `identifier:phone`: how a field of the definition is called in the fact list. */
const kindOf = ({ type }: Field): string => {
  if (type.kind === 'list' || type.kind === 'identifier') return `${type.kind}:${type.of}`
  return ['name', 'login', 'document'].includes(type.kind) ? 'text' : type.kind
}
const needOf = ({ required, when }: Field): string =>
  required === 'no' ? 'no' : required === 'forwarding' && !when ? 'yes' : 'if'

describe.each(Object.entries(facts))('%s', (code, fact) => {
  const form = named(code)

  test('asks the fields of its fact list, each of its kind and as needed', () => {
    expect([...form.blocks].sort().join('')).toBe([...fact.blocks].sort().join(''))
    const own = new Map(form.fields.map((field) => [field.key, field]))
    for (const [key, said] of Object.entries(fact.fields)) {
      const field = own.get(key)
      expect(field && `${kindOf(field)} ${needOf(field)}`, key).toBe(said)
    }
    expect(form.outcomes).toEqual(fact.outcomes)
  })

  test('lacks nothing and warns of nothing when a usual customer has said it all', () => {
    const { findings, missing, minimum } = check(code, usual(code))
    expect({ findings, missing, minimum }).toEqual({ findings: [], missing: [], minimum: [] })
  })

  test('steps, mistakes and the words to the customer hold no gap that nobody fills', () => {
    const known = { number: '0712-A26-00418-7K4MX', answerBy: '3 декабря', outsideBody: 'e-tutynushy.kz' }
    for (const language of ['kk', 'ru', 'en'] as const) {
      const said = sentenceToSay(form, language, known)
      expect(said).toContain(known.number)
      expect(said).toContain(known.answerBy)
      for (const { where, text } of textsOf(form))
        if (!['tell', 'escalation', 'nextStep'].includes(where)) expect(text[language], where).not.toMatch(/[{}[\]]/)
    }
  })

  test('every term and ground names where it was read and when it was checked', () => {
    const bases = [
      form.procedure.accept.basis,
      ...(form.procedure.accept.grounds ?? []).map(({ basis }) => basis),
      ...[...form.filing, ...form.answer].map(({ basis }) => basis),
      ...(form.dues ?? []).flatMap(({ term }) => (term ? [term.basis] : [])),
    ]
    for (const { kind, text, source, checkedOn } of bases) {
      expect(source.length).toBeGreaterThan(10)
      expect(checkedOn >= '2026-10-01').toBe(true)
      if (kind === 'law') continue
      expect(text.ru).toMatch(/правило|обещание|принимают|отказать/i)
      if (kind === 'promise') expect(text.kk).toContain('заң емес')
    }
  })
})

test('the fact list and the shipped definitions are of the same eighteen types', () => {
  expect(Object.keys(facts).sort()).toEqual(shippedForms())
  expect(Object.keys(TYPICAL).sort()).toEqual(shippedForms())
})

/** Who tells the customer to go elsewhere, in the words clerks use; what forbids it stands in the mistakes. */
const SENT_AWAY = {
  ru: /(обратитесь|идите|сходите|подойдите|езжайте) в друг|в другое отделение|в другое окно|позвоните (в|на) (контакт|1499|горяч)|напишите на сайт|приходите (завтра|позже)/i,
  kk: /басқа (бөлімшеге|терезеге)|ертең келіңіз|кейін келіңіз|сайтқа жазыңыз|байланыс орталығына (хабарласыңыз|қоңырау шалыңыз)/i,
  en: /go to (another|the other)|another (office|branch|window)|call the (call centre|hotline)|write on the site|come back (tomorrow|later)/i,
}
test('R-038 no type sends the customer on: no step, and nothing said to the customer, has the words of it', () => {
  for (const form of catalogue.forms)
    for (const { where, text } of textsOf(form)) {
      if (where === 'mistakes') continue
      for (const language of ['kk', 'ru', 'en'] as const)
        expect(text[language], `${form.code} ${where}`).not.toMatch(SENT_AWAY[language])
    }
})

test('R-038 the words of sending away are recognised where somebody writes them', () => {
  expect('Обратитесь в другое отделение.').toMatch(SENT_AWAY.ru)
  expect('Басқа бөлімшеге барыңыз.').toMatch(SENT_AWAY.kk)
  expect('Please go to the other office.').toMatch(SENT_AWAY.en)
})

describe('what people asked for', () => {
  test('R-006 what was tried is not suggested again in any step', () => {
    const form = named('ACC-DEREG')
    const said = stepsFor(form, { recovery_tried: ['in_app', 'call_centre'] }).map(({ text }) => text.ru)
    for (const text of said) expect(text).not.toMatch(/в приложении|контакт-центр/i)
  })

  test('R-010 a name and a phone register every type; a complaint about the hours is offered storage and an authorised person', () => {
    for (const form of catalogue.forms)
      expect(check(form.code, { last_name: 'Ким', phone: '87011234567' })).toMatchObject({ minimum: [] })
    const offered = stepsFor(named('COMPL-SERVICE'), { kind: 'complaint', about: ['hours'] })
    expect(offered.map(({ changeTo }) => changeTo)).toContain('MAIL-INSTR')
    expect(stepsFor(named('COMPL-SERVICE'), { about: ['queue'] }).map(({ changeTo }) => changeTo)).not.toContain(
      'MAIL-INSTR',
    )
  })

  test('R-015 the mark “delivered” and the customer’s own time stand beside each other, each with its day and minute', () => {
    const answers = { ...usual('DELIV-PROBLEM'), actual_at: '2026-11-20T16:30', not_received_at: '2026-11-21T09:00' }
    const fields = shownFields(catalogue, named('DELIV-PROBLEM'), answers)
    for (const key of ['actual_at', 'not_received_at'])
      expect(fields.find((field) => field.key === key)?.type.kind).toBe('datetime')
    expect(check('DELIV-PROBLEM', answers).findings).toEqual([])
    expect(fields.find((field) => field.key === 'actual_at')?.hint?.en).toBe('this is a mark, not a fact')
  })

  test('R-016 who wants to hear that it works again leaves a phone to be told at', () => {
    const { phone: _, ...silent } = usual('OUTAGE-REPORT')
    expect(check('OUTAGE-REPORT', { ...silent, notify: true }).missing).toContain('phone')
    expect(check('OUTAGE-REPORT', { ...usual('OUTAGE-REPORT'), notify: true }).missing).toEqual([])
  })

  test('R-033 a complaint may keep the customer’s name from the employee it names', () => {
    const form = named('COMPL-SERVICE')
    const keys = shownFields(catalogue, form, { kind: 'complaint', about: ['employee'] }).map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(['person', 'hide_name']))
    expect(form.reviewer).toBe('manager')
  })

  test('R-039 a porting refused with less than twenty letters of reason is not kept', () => {
    const form = named('NUM-PORT')
    expect(outcomeObstacle(catalogue, form, 'REFUSED', 'Есть долг')).toEqual({ code: 'reasonTooShort', least: 20 })
    expect(outcomeObstacle(catalogue, form, 'REFUSED', `нет${' '.repeat(30)}`)).toMatchObject({
      code: 'reasonTooShort',
    })
    const reason = 'Договор действует до 01.06.2027, долг 4 200 тенге не погашен'
    expect(outcomeObstacle(catalogue, form, 'REFUSED', reason)).toBeNull()
    expect(outcomeObstacle(catalogue, form, 'PORTED', '')).toBeNull()
    expect(outcomeObstacle(catalogue, form, 'ITEM-LOST', reason)).toEqual({ code: 'notOfThisForm' })
  })

  test('R-040 ending a contract tells the end date and the last bill, on the paper and the slip', () => {
    const form = named('SVC-SUSPEND')
    const shown = shownFields(catalogue, form, { ...usual('SVC-SUSPEND'), action: 'cancel_contract' })
    expect(shown.map(({ key }) => key)).toEqual(expect.arrayContaining(['date_from', 'last_bill']))
    expect(form.onSlip).toEqual(expect.arrayContaining(['date_from', 'last_bill']))
  })

  test('R-043 a charge missing from the utility bill is a problem of its own', () => {
    const answers = { ...usual('SVC-BILL'), bill_problem: ['not_in_utility_bill'] }
    expect(check('SVC-BILL', answers)).toMatchObject({ findings: [], missing: [] })
  })

  test('free text opens as an application and as no complaint, its matter in the customer’s words', () => {
    const form = named('COMPL-SERVICE')
    const answers = { ...startingAnswers(catalogue, form, 'kk'), kind: 'appeal' }
    expect(titleFor(form, answers).title.ru).toBe('Обращение в свободной форме')
    expect(titleFor(form, { kind: 'complaint' }).title).toEqual(form.title)
    expect(answerTermFor(form, answers, 'KZ').basis.kind).toBe('operator')
    expect(shownFields(catalogue, form, answers).map(({ key }) => key)).not.toContain('about')
    expect(check('COMPL-SERVICE', answers).missing).not.toContain('where')
  })

  test('a paper starts in the language that the counter speaks', () => {
    for (const language of ['kk', 'ru', 'en'] as const)
      for (const form of catalogue.forms)
        expect(startingAnswers(catalogue, form, language).answer_lang, form.code).toBe(language)
    expect(startingAnswers(catalogue, named('ACC-DEREG')).answer_lang).toBeUndefined()
  })
})

/** What a sentence looks like where something was cut out of it. */
const TORN = /[{}[\]]|[—:,]\s*\.|\s[.,]|\s{2}/

describe('outside bodies', () => {
  const profile = branchProfile.parse(readData('branch.json'))
  const of = (country: string) => branchProfile.parse(readData(`profiles/${country}.json`))

  test('R-036 each country’s profile names its own, and no form names any', () => {
    expect(outsideBodyOf(profile, 'ru')).toContain('e-tutynushy.kz')
    expect(outsideBodyOf(of('RU'), 'ru')).toBe('Роспотребнадзор (rospotrebnadzor.ru)')
    expect(outsideBodyOf(of('PL'), 'en')).toContain('UKE')
    const words = JSON.stringify(
      catalogue.forms.map(({ procedure, escalation, unit }) => [procedure.tell, procedure.nextStep, escalation, unit]),
    )
    expect(words).not.toMatch(/e-tutynushy|rospotreb|роспотреб|uke\.gov|\bUKE\b/i)
  })

  test('R-036 with an empty profile the sentence ends where the body would have stood', () => {
    for (const form of catalogue.forms)
      for (const text of [form.procedure.nextStep, form.escalation])
        for (const language of ['kk', 'ru', 'en'] as const) {
          const said = withBody(text, { outsideBodies: [] })[language]
          expect(said, form.code).not.toMatch(TORN)
        }
    for (const form of catalogue.forms)
      for (const language of ['kk', 'ru', 'en'] as const)
        expect(sentenceToSay(form, language, { number: '0712-A26-00418-7K4MX', answerBy: '3.12' })).not.toMatch(TORN)
  })
})

describe('numbers', () => {
  test('a landline is asked about where the answer comes by text message, never elsewhere', () => {
    const answers = { ...usual('ACC-DEREG'), phone: '+77282240000' }
    expect(check('ACC-DEREG', answers).findings).toMatchObject([{ field: 'phone', code: 'rule', level: 'warning' }])
    expect(check('ACC-DEREG', { ...answers, answer_channel: 'counter' }).findings).toEqual([])
  })

  test('a number of an item that names another country is asked about', () => {
    const incoming = { ...usual('TRACE-INT'), other_country: 'DE' }
    expect(check('TRACE-INT', incoming).findings).toMatchObject([{ field: 'other_country', level: 'warning' }])
    const outgoing = { ...usual('TRACE-INT'), direction: 'outgoing' }
    expect(check('TRACE-INT', outgoing).findings).toMatchObject([{ field: 'direction', level: 'warning' }])
    expect(check('TRACE-INT', { ...incoming, track_no: '1234567' }).findings.map(({ field }) => field)).toEqual([
      'track_no',
    ])
  })

  test('an account number has the shape that the branch profile gives, or is asked about', () => {
    const form = named('SVC-BILL')
    const masks = { account: { pattern: '\\d{7}', example: '1234567' } }
    const found = (account_no: string, given?: typeof masks) =>
      checkAnswers(
        catalogue,
        form,
        { ...usual('SVC-BILL'), account_no },
        { country: 'KZ', today, kept: [], masks: given },
      ).findings.map(({ code, level }) => `${code} ${level}`)
    expect(found('12-34')).toEqual([])
    expect(found('12-34', masks)).toEqual(['account.mask warning'])
    expect(found('1234567', masks)).toEqual([])
    expect(found('ЛС 17')).toEqual(['account.characters error'])
  })

  test('without the receipt the office of posting is needed', () => {
    const { post_office: _, ...without } = usual('TRACE-DOM')
    expect(check('TRACE-DOM', without).missing).toEqual([])
    expect(check('TRACE-DOM', { ...without, receipt_lost: true }).missing).toEqual(['post_office'])
  })

  test('a condition may ask for a number at least or at most', () => {
    expect(holds({ field: 'n', atLeast: 2 }, { n: 2 })).toBe(true)
    expect(holds({ field: 'n', atLeast: 2 }, { n: 1 })).toBe(false)
    expect(holds({ field: 'sum', atMost: 1 }, { sum: '1.00' })).toBe(true)
    for (const bound of ['atLeast', 'atMost'] as const)
      expect(holds({ field: 'n', [bound]: 0 } as { field: string; atLeast: number }, {})).toBe(false)
  })
})
