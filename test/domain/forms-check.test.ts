/** What stops a registration, what stops forwarding, and what is only asked again. */
import { describe, expect, test } from 'vitest'
import { startingAnswers } from '../../domain/forms/answers.ts'
import { checkAnswers, missingPapers } from '../../domain/forms/check.ts'
import type { Answers, Field, FieldType } from '../../domain/forms/schema.ts'
import { catalogue, check, codes, dereg, formWith, gulnar, named, today } from './checking.ts'

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
