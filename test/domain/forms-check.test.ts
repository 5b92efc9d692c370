/** What stops a registration, what stops forwarding, and what is only asked again. */
import { describe, expect, test } from 'vitest'
import { normaliseAnswers, startingAnswers } from '../../domain/forms/answers.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import { checkAnswers, keptLine, missingPapers } from '../../domain/forms/check.ts'
import { normaliseValue } from '../../domain/forms/normal.ts'
import type { Answers, Catalogue, Field, FieldType, Form } from '../../domain/forms/schema.ts'
import { writeNumber } from '../../domain/journal/number.ts'
import { shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
const named = (code: string) => formOf(catalogue, code) as Form
const dereg = named('ACC-DEREG')
const today = '2026-11-23'
const check = (answers: Answers, form = dereg, kept: string[] = [], of = catalogue) =>
  checkAnswers(of, form, answers, { country: 'KZ', today, kept })
const codes = (answers: Answers, form = dereg, kept: string[] = [], of = catalogue) =>
  check(answers, form, kept, of).findings.map(({ field, code, level }) => `${field} ${code} ${level}`)

const gulnar: Answers = {
  applicant_kind: 'person',
  last_name: 'Сейітова',
  first_name: 'Гүлнар',
  iin: '900315400126',
  phone: '+77011234567',
  rep_used: false,
  id_kind: 'kz_id',
  id_number: '012345417',
  id_seen: true,
  account_system: 'postkz_app',
  account_login: '+77751234567',
  dereg_reason: 'recovery_loop',
  register_again: true,
  pending_items: false,
  answer_lang: 'kk',
  answer_channel: 'sms',
  pd_consent: true,
}

/** A form with the one field to look at, beside the blocks of a real one. */
function formWith(type: FieldType, more: Partial<Field> = {}): { of: Catalogue; form: Form } {
  const text = { kk: 'а', ru: 'б', en: 'c' }
  const field: Field = { key: 'seen', label: text, type, required: 'no', span: 4, ...more }
  const form: Form = { ...structuredClone(dereg), fields: [...dereg.fields, field] }
  return { of: { ...catalogue, forms: [form] }, form }
}

describe('a complete application', () => {
  test('has nothing to say: no findings, nothing missing', () => {
    expect(check(gulnar)).toEqual({ findings: [], missing: [], minimum: [] })
  })

  test('R-054 a patronymic is never asked for', () => {
    expect(check({ ...gulnar, patronymic: '' }).missing).toEqual([])
    for (const form of catalogue.forms) expect(check({}, form).missing).not.toContain('patronymic')
  })

  test('“no” to a yes-or-no question is an answer, “no” to “original shown” and to consent is not enough', () => {
    expect(check({ ...gulnar, register_again: false, pending_items: false }).missing).toEqual([])
    expect(check({ ...gulnar, id_seen: false, pd_consent: false }).missing).toEqual(['id_seen', 'pd_consent'])
  })

  test('the paper must be signed before it goes on', () => {
    expect(missingPapers(dereg, [])).toEqual(['signed_application'])
    expect(missingPapers(dereg, ['signed_application', 'error_shot'])).toEqual([])
  })
})

describe('the minimum for registration', () => {
  test('is a name and a way to answer, nothing else', () => {
    expect(check({}).minimum).toEqual(['name', 'way_to_answer'])
    expect(check({ last_name: 'Ким', phone: '87011234567' }).minimum).toEqual([])
    expect(check({ first_name: 'Madonna', no_last_name: true, email: 'm@example.org' }).minimum).toEqual([])
    expect(check({ applicant_kind: 'organisation', org_name: 'ТОО', post_address: 'Алматы, Абай 1' }).minimum).toEqual(
      [],
    )
  })

  test('whoever comes back to the counter needs no phone', () => {
    expect(check({ last_name: 'Ким', answer_channel: 'counter' }).minimum).toEqual([])
  })

  test('a phone that cannot be one is no way to answer, unless the clerk keeps it', () => {
    expect(check({ last_name: 'Ким', phone: '1499' }).minimum).toEqual(['way_to_answer'])
    expect(check({ last_name: 'Ким', phone: '1499' }, dereg, ['phone']).minimum).toEqual([])
  })

  test('R-022 a complaint is registered with a name and a postal address, no account, e-mail or phone', () => {
    const checked = check(
      { last_name: 'Ким', first_name: 'Вера', post_address: 'Алматы, Абай 1' },
      named('COMPL-SERVICE'),
    )
    expect(checked.minimum).toEqual([])
    expect(checked.findings.filter((finding) => finding.level === 'error')).toEqual([])
    expect(checked.missing).not.toContain('phone')
    expect(checked.missing).not.toContain('email')
  })

  test('holds for every type: a name and a phone register it', () => {
    for (const form of catalogue.forms)
      expect(check({ last_name: 'Ким', phone: '87011234567' }, form).minimum).toEqual([])
  })
})

describe('R-023 the complaint form', () => {
  test('shows at most eleven own fields; the story may be on the customer’s own sheet', () => {
    const form = named('COMPL-SERVICE')
    expect(form.fields.length).toBeLessThanOrEqual(11)
    const answers = {
      ...startingAnswers(catalogue, form),
      kind: 'complaint',
      about: ['queue'],
      when: '2026-11-20T16:30',
    }
    const context = { country: 'KZ', today, kept: [] } as const
    const ownOf = (missing: string[]) => missing.filter((key) => form.fields.some((field) => field.key === key))
    expect(ownOf(checkAnswers(catalogue, form, answers, context).missing)).toContain('text')
    expect(ownOf(checkAnswers(catalogue, form, answers, { ...context, papers: ['own_sheet'] }).missing)).toEqual([])
  })
})

describe('R-053 IIN', () => {
  test('050229600122: a day that is not in the calendar is asked again and nothing more', () => {
    expect(codes({ ...gulnar, iin: '050229600122' })).toEqual(['iin iin.date warning'])
  })

  test('900315300124: a wrong check digit is an error until the clerk says it stands so in the document', () => {
    const answers = { ...gulnar, iin: '900315300124' }
    expect(codes(answers)).toEqual(['iin iin.checkDigit error'])
    expect(check(answers).findings[0]?.mayKeep).toBe(true)
    expect(codes(answers, dereg, ['iin'])).toEqual(['iin kept.soInDocument warning'])
    expect(check(answers, dereg, ['iin']).findings[0]?.facts).toEqual({ was: 'iin.checkDigit' })
  })

  test('is needed of a person with a document of Kazakhstan only', () => {
    const { iin: _, ...without } = gulnar
    expect(check(without).missing).toEqual(['iin'])
    expect(check({ ...without, id_kind: 'foreign_passport' }).missing).toEqual([])
  })
})

describe('what depends on other answers', () => {
  test.each<[Answers, string[]]>([
    [{ answer_channel: 'email' }, ['email']],
    [{ answer_channel: 'letter' }, ['post_address']],
    [{ answer_channel: 'letter', post_address: 'Алматы, Абай 1' }, ['postcode']],
    [{ account_unknown: true }, []],
    [{ rep_used: true }, ['rep_full_name', 'rep_basis']],
    [{ rep_used: true, rep_full_name: 'Ким Вера', rep_basis: 'poa' }, ['rep_doc_no', 'rep_doc_date']],
    [{ rep_used: true, rep_full_name: 'Ким Вера', rep_basis: 'parent' }, []],
  ])('%j also needs %j', (more, missing) => {
    expect(check({ ...gulnar, ...more }).missing).toEqual(missing)
  })

  test('a postal address spares the phone, except where the answer comes by text message', () => {
    const { phone: _, ...without } = gulnar
    const address = { ...without, post_address: 'Алматы, Абай 1', postcode: '050000' }
    expect(check({ ...address, answer_channel: 'letter' }).missing).toEqual([])
    expect(check({ ...address, answer_channel: 'sms' }).missing).toEqual(['phone'])
  })

  test('R-027 without a tracking number the date, the office and both names are needed', () => {
    const { missing, minimum } = check({ ...gulnar, track_unknown: true }, named('TRACE-DOM'))
    expect(missing).toEqual(expect.arrayContaining(['post_date', 'post_office', 'sender_name', 'addressee_name']))
    expect(missing).not.toContain('track_no')
    expect(minimum).toEqual([])
  })

  test('a date from which a period for filing runs is needed, and a form may need what its block does not', () => {
    const { of, form } = formWith({ kind: 'date' })
    const term = { ...form.answer[0]!, from: 'seen' }
    expect(check(gulnar, { ...form, filing: [term] }, [], of).missing).toEqual(['seen'])
    expect(check(gulnar, { ...dereg, needs: ['birth_date'] }).missing).toEqual(['birth_date'])
  })
})

describe('dates', () => {
  test.each([
    ['birth_date', '2026-11-24', 'birth_date date.future error'],
    ['birth_date', '1899-12-31', 'birth_date date.tooEarly error'],
    ['birth_date', '2026-02-30', 'birth_date date.unreadable error'],
    ['birth_date', 'вчера', 'birth_date date.unreadable error'],
    ['id_valid_until', '0026-05-01', 'id_valid_until date.unreadable error'],
    ['id_valid_until', '2101-01-01', 'id_valid_until date.unreadable error'],
    ['id_valid_until', '2026-11-22', 'id_valid_until date.past warning'],
  ])('%s %s: %s', (field, date, finding) => {
    expect(codes({ ...gulnar, [field]: date })).toEqual([finding])
  })

  test.each(['1900-01-01', '2026-11-23', '2004-02-29'])('a birth date of %s is taken as it is', (birth_date) => {
    expect(codes({ ...gulnar, birth_date })).toEqual([])
  })

  test('an expired authority stops until the clerk says it stands so in the document; an expired card only warns', () => {
    const answers = {
      ...gulnar,
      rep_used: true,
      rep_full_name: 'Ким Вера',
      rep_basis: 'head',
      rep_doc_until: '2026-11-22',
    }
    expect(codes(answers)).toEqual(['rep_doc_until date.past error'])
    expect(codes(answers, dereg, ['rep_doc_until'])).toEqual(['rep_doc_until kept.soInDocument warning'])
  })

  test('an item posted more than two years ago is asked again, never refused', () => {
    const form = named('TRACE-DOM')
    expect(codes({ post_date: '2024-11-22' }, form)).toEqual(['post_date date.longAgo warning'])
    expect(codes({ post_date: '2024-11-23' }, form)).toEqual([])
  })
})

describe('the other kinds of field', () => {
  const bad: [FieldType, Answers[string], string][] = [
    [{ kind: 'text', max: 5 }, 'шестой', 'text.tooLong error'],
    [{ kind: 'text', max: 50, min: 10 }, 'коротко', 'text.tooShort error'],
    [{ kind: 'money' }, '12 рублей', 'money.otherCurrency error'],
    [{ kind: 'money' }, '12 штук', 'money.unreadable error'],
    [{ kind: 'money' }, '-5', 'money.unreadable error'],
    [{ kind: 'money' }, '1,234', 'money.ambiguous error'],
    [{ kind: 'money', positive: true }, '0', 'money.zero error'],
    [{ kind: 'number', min: 0, max: 9 }, 10, 'number.range error'],
    [{ kind: 'email' }, 'gulnar.example.org', 'email.unreadable error'],
    [{ kind: 'email' }, 'g@a@b', 'email.unreadable error'],
    [{ kind: 'country' }, 'XX', 'country.unknown error'],
    [{ kind: 'datetime', past: true }, '2026-11-24T09:00', 'date.future error'],
    [{ kind: 'datetime' }, '2026-11-23T24:00', 'datetime.unreadable error'],
    [{ kind: 'datetime' }, '22.11.2026', 'datetime.noTime error'],
    [{ kind: 'month', past: true }, '2026-12', 'date.future error'],
    [{ kind: 'month' }, '2026-13', 'month.unreadable error'],
    [{ kind: 'document', max: 20, show: 3 }, '№12', 'document.characters error'],
    [{ kind: 'case_number' }, '0712-A26-00418-7K4MX', 'caseNumber.checkCharacter error'],
    [{ kind: 'case_number' }, 'абракадабра', 'caseNumber.unreadable error'],
    [{ kind: 'outage_number' }, 'сбой!', 'outageNumber.unreadable error'],
    [{ kind: 'choice', list: 'lang' }, 'de', 'choice.unknown error'],
    [{ kind: 'choices', list: 'lang' }, ['kk', 'de'], 'choice.unknown error'],
    [{ kind: 'files', accept: ['image/jpeg'], max: 1 }, ['a.jpg', 'b.jpg'], 'list.tooMany error'],
    [{ kind: 'name', max: 100 }, 'Гүлнар😀', 'name.character error'],
    [{ kind: 'identifier', of: 'bin' }, '150340000178', 'bin.checkDigit error'],
    [{ kind: 'identifier', of: 'track' }, 'RR123456784KZ', 's10.checkDigit warning'],
  ]
  test.each(bad)('%j with %j: %s', (type, value, finding) => {
    const { of, form } = formWith(type)
    expect(codes({ ...gulnar, seen: value }, form, [], of)).toEqual([`seen ${finding}`])
  })

  const good: [FieldType, Answers[string]][] = [
    [{ kind: 'text', max: 5 }, 'пятый'],
    [{ kind: 'money', positive: true }, '1'],
    [{ kind: 'number', min: 0, max: 9 }, 0],
    [{ kind: 'email' }, 'гүлнар@пошта.қаз'],
    [{ kind: 'country' }, 'cn'],
    [{ kind: 'datetime', past: true }, '2026-11-23T23:59'],
    [{ kind: 'month', past: true }, '2026-11'],
    [{ kind: 'document', max: 20, show: 3 }, 'N 01234567'],
    [{ kind: 'name', max: 200 }, 'Нұрпейісова-Әбдірахман Іңкәр Бақытбекқызы'],
    [{ kind: 'login', max: 64 }, 'gulnar_90'],
  ]
  test.each(good)('%j takes %j', (type, value) => {
    const { of, form } = formWith(type)
    expect(codes({ ...gulnar, seen: value }, form, [], of)).toEqual([])
  })

  test('R-019 two hundred tracking numbers are checked in a second, the wrong ones by line', () => {
    const { of, form } = formWith({ kind: 'list', of: 'track', max: 200 })
    const lines = Array.from({ length: 200 }, (_, i) => (i === 41 || i === 199 ? 'КЗ №7' : 'RR123456785KZ'))
    const start = process.cpuUsage()
    const { findings } = check({ ...gulnar, seen: lines }, form, [], of)
    // Milliseconds of work, whatever else the machine is doing.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000)
    expect(findings.map(({ line, level }) => [line, level])).toEqual([
      [42, 'error'],
      [200, 'error'],
    ])
  })

  describe('R-019 a number of a list that fails its check', () => {
    const { of, form } = formWith({ kind: 'list', of: 'track', max: 200 })
    const [good, other, bad] = ['RR123456785KZ', 'RR473124829KZ', 'RR123456784KZ']
    const said = (lines: string[], kept: string[] = []) =>
      check({ ...gulnar, seen: lines }, form, kept, of).findings.map(
        ({ code, level, line }) => `${line} ${code} ${level}`,
      )

    test('stops the registration until the line is confirmed, corrected or removed', () => {
      expect(said([good, bad, other])).toEqual(['2 list.checkDigit error'])
      expect(said([good, other])).toEqual([])
      expect(said([good, bad, other], [keptLine('seen', bad)])).toEqual(['2 kept.soInDocument warning'])
    })

    test('is confirmed by itself: another one typed later, and the field as a whole, are asked about again', () => {
      const later = 'RR473124828KZ'
      expect(said([bad, later], [keptLine('seen', bad)])).toEqual([
        '1 kept.soInDocument warning',
        '2 list.checkDigit error',
      ])
      expect(said([bad], ['seen'])).toEqual(['1 list.checkDigit error'])
      expect(said(['КЗ №7'], [keptLine('seen', 'КЗ№7')])).toEqual(['1 kept.soInDocument warning'])
    })

    test('of a single field is a warning as before: whoever types it sees it', () => {
      const one = formWith({ kind: 'identifier', of: 'track' })
      expect(codes({ ...gulnar, seen: bad }, one.form, [], one.of)).toEqual(['seen s10.checkDigit warning'])
    })

    test('a number that stands there twice is stored once, where it stood first; words and moments stay as they were', () => {
      const lines = [good, other, good, 'RR 1234 5678 5 KZ']
      expect(normaliseAnswers(of, form, { seen: lines }, { country: 'KZ' })).toEqual({ seen: [good, other] })
      const words = formWith({ kind: 'list', of: 'text', max: 5 })
      const twice = ['Алматы', 'Алматы']
      expect(normaliseAnswers(words.of, words.form, { seen: twice }, { country: 'KZ' })).toEqual({ seen: twice })
    })
  })

  test('a number of a case among many is read as one by itself: as a hand copies it from a slip', () => {
    const place = { branch: '0712', letter: 'A', year: 2026, serial: 3 }
    const number = writeNumber(place, 'f'.repeat(64))
    const copied = number.replaceAll('-', ' ').replace(' A', ' А')
    for (const typed of [copied, number.replaceAll('-', ''), ` ${number.toLowerCase()} `]) {
      expect(normaliseValue({ kind: 'case_number' }, typed, { country: 'KZ' })).toBe(number)
      expect(normaliseValue({ kind: 'open_cases', max: 5 }, [typed], { country: 'KZ' })).toEqual([number])
    }
  })

  test('a table is checked row by row', () => {
    const text = { kk: 'а', ru: 'б', en: 'c' }
    const columns = [
      { key: 'what', label: text, of: 'text' as const },
      { key: 'count', label: text, of: 'number' as const },
      { key: 'value', label: text, of: 'money' as const },
    ]
    const { of, form } = formWith({ kind: 'table', columns, max: 5 })
    const rows = [
      { what: 'чашка', count: '2', value: '1 500' },
      { what: 'блюдце', count: 'два', value: 'много' },
    ]
    expect(check({ ...gulnar, seen: rows }, form, [], of).findings.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'number.unreadable 2',
      'money.unreadable 2',
    ])
  })
})

describe('rules of a form', () => {
  const say = { kk: 'а', ru: 'б', en: 'c' }
  const rule = (
    must: NonNullable<Field['rules']>[number]['must'],
    seen: Answers[string],
    type: FieldType,
    more: Answers = {},
  ) => {
    const { of, form } = formWith(type, { rules: [{ must, level: 'error', say }] })
    return check({ ...gulnar, ...more, seen }, form, [], of).findings
  }
  const born = { birth_date: '1990-03-15' }

  test.each<[NonNullable<Field['rules']>[number]['must'], string, boolean]>([
    [{ notBefore: 'birth_date' }, '1990-03-14', true],
    [{ notBefore: 'birth_date' }, '1990-03-15', false],
    [{ after: 'birth_date' }, '1990-03-15', true],
    [{ after: 'birth_date' }, '1990-03-16', false],
    [{ atMost: 'birth_date' }, '1990-03-16', true],
    [{ atMost: 'birth_date' }, '1990-03-15', false],
  ])('%j with %s: broken %s', (must, date, broken) => {
    const findings = rule(must, date, { kind: 'date' }, born)
    expect(findings).toEqual(broken ? [{ field: 'seen', code: 'rule', level: 'error', say }] : [])
  })

  test('a moment is compared with a day by its day', () => {
    expect(rule({ notBefore: 'birth_date' }, '1990-03-15T00:05', { kind: 'datetime' }, born)).toEqual([])
    expect(rule({ notBefore: 'birth_date' }, '1990-03-14T23:55', { kind: 'datetime' }, born)).toHaveLength(1)
  })

  test('a comparison with a field nobody answered is not broken', () => {
    expect(rule({ after: 'birth_date' }, '1990-03-16', { kind: 'date' })).toEqual([])
  })

  test('two phones must differ, however they were typed', () => {
    const phone: FieldType = { kind: 'identifier', of: 'phone' }
    expect(rule({ differFrom: 'phone' }, '8 701 123 45 67', phone)).toHaveLength(1)
    expect(rule({ differFrom: 'phone' }, '8 702 123 45 67', phone)).toEqual([])
  })
})
