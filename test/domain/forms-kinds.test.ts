/** What each kind of field takes, refuses or asks about again: dates, numbers one by one and in lists, tables. */
import { describe, expect, test } from 'vitest'
import { normaliseAnswers } from '../../domain/forms/answers.ts'
import { keptLine } from '../../domain/forms/check.ts'
import { normaliseValue } from '../../domain/forms/normal.ts'
import type { Answers, FieldType } from '../../domain/forms/schema.ts'
import { writeNumber } from '../../domain/journal/number.ts'
import { check, codes, dereg, formWith, gulnar, named } from './checking.ts'

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
