import { describe, expect, test } from 'vitest'
import { marksIn } from '../../domain/filing/marks.ts'
import { formCode } from '../../domain/forms/formCode.ts'
import { applicationHtml } from '../../paper/application.ts'
import type { ApplicationModel } from '../../paper/applicationModel.ts'
import { answers, branch, catalogue } from './model.ts'

const paper = (more: Partial<ApplicationModel> = {}) =>
  applicationHtml(
    {
      catalogue,
      branch,
      window: 'A',
      type: 'ACC-DEREG',
      formVersion: 3,
      answers,
      label: 'D-0712A-7K4M',
      language: 'ru',
      printedAt: '2026-11-23T05:44:00Z',
      ...more,
    },
    { nonce: 'n' },
  )
const words = (html: string) =>
  html
    .replace(/<style[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;)])/g, '$1')

test('R-004 the application of ACC-DEREG is filled in and ready to sign, in all three languages', () => {
  const ru = words(paper())
  expect(ru).toContain('От кого Сейітова Гүлнар Бақытбекқызы ИИН 900315 400126 Телефон +7 701 123 45 67')
  expect(ru).toContain(
    'Прошу отменить мою регистрацию в мобильном приложении Post.kz, оформленную на +7 775 123 45 67.',
  )
  expect(ru).toContain('Причина Восстановление идёт по кругу')
  expect(ru).toContain('Что уже пробовали Восстановление в приложении; контакт-центр')
  expect(ru).toMatch(
    /Черновик D-0712A-7K4M · ACC-DEREG, бланк 3 от \d\d\.\d\d\.2026 23\.11\.2026 10:44 · отделение 0712, окно A/,
  )
  expect(words(paper({ language: 'kk' }))).toContain('Осы өтініш бойынша дербес деректерімді өңдеуге келісім беремін.')
  expect(words(paper({ language: 'en' }))).toContain('ending in 417, original shown')
})

test('the number of the identity document is masked, never written out', () => {
  for (const language of ['kk', 'ru', 'en'] as const) {
    const html = paper({ language })
    expect(html).not.toContain('041234417')
    expect(html).not.toContain('04123')
    expect(html).toContain('417')
  }
})

test('an answer said in the sentence is not said again in the table', () => {
  expect(words(paper()).match(/\+7 775 123 45 67/g)).toHaveLength(1)
})

test('a part of the sentence without an answer is left out, and its field gets a line in the table', () => {
  const { account_login: _login, ...rest } = answers
  const text = words(paper({ answers: rest }))
  expect(text).toContain('Прошу отменить мою регистрацию в мобильном приложении Post.kz.')
  expect(text).toContain('Логин или номер, на который оформлен кабинет')
})

test('answers of fields that do not apply are not printed', () => {
  const text = words(paper({ answers: { ...answers, rep_used: false, rep_full_name: 'Давний Представитель' } }))
  expect(text).not.toContain('Давний')
})

test('R-054 a case with an empty patronymic prints without a double space or “null”', () => {
  for (const patronymic of [undefined, '', '  ']) {
    const { patronymic: _old, ...rest } = answers
    const html = paper({ answers: patronymic === undefined ? rest : { ...rest, patronymic } })
    expect(html).toContain('<u>Сейітова Гүлнар</u>')
    expect(html).not.toMatch(/null|undefined/)
  }
})

test('an organisation applies under its name and BIN', () => {
  const text = words(
    paper({ answers: { ...answers, applicant_kind: 'organisation', org_name: 'ТОО «Алма»', bin: '050740003213' } }),
  )
  expect(text).toContain('От кого ТОО «Алма», Сейітова Гүлнар Бақытбекқызы БИН 0507 4 0 00321 3'.slice(0, 48))
  expect(text).not.toContain('900315')
})

test('a blank form has lines and boxes for a pen and no answer of anybody', () => {
  for (const form of catalogue.forms) {
    const html = paper({ type: form.code, answers: null, language: 'kk' })
    expect(html).toContain('<u class="line">')
    expect(html).toContain('class="box"')
    expect(html).not.toContain('Сейітова')
    expect(html).not.toMatch(/class="box ticked"/)
  }
})

describe('every form of the catalogue prints in every language, filled with the least', () => {
  const least = { last_name: 'Ахметов', first_name: 'Ерлан', post_address: 'Алматы, Абай д-лы 1' }
  test.each(catalogue.forms.map(({ code }) => code))('%s', (type) => {
    for (const language of ['kk', 'ru', 'en'] as const) {
      const text = words(paper({ type, language, answers: least }))
      expect(text).toContain('Ахметов Ерлан')
      expect(text).not.toMatch(/null|undefined|NaN|\[object|\{\w+\}/)
    }
  })
})

describe('nothing a customer writes becomes part of the page', () => {
  test.each([
    ['a script', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['an attribute', '" onload="x', '&quot; onload=&quot;x'],
    ['a quote', "O'Нил", 'O&#39;Нил'],
    ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['an emoji', 'Айгүл 🌷', 'Айгүл 🌷'],
    ['a right-to-left override', 'a\u202egnp.exe', 'agnp.exe'],
    ['a hidden isolate', '\u2067701\u2069', '701'],
    ['a control character', 'a\u0000\u0007b', 'ab'],
  ])('%s', (_what, typed, printed) => {
    const html = paper({ answers: { ...answers, last_name: typed } })
    expect(html).toContain(printed)
    expect(html).not.toMatch(/<script|onload="|[\u202a-\u202e\u2066-\u2069]/)
  })
})

test('the sheet says its form, version and draft in a code that a scanner finds again, and a blank is nobody’s', () => {
  expect(paper()).toContain('aria-label="okno:form:ACC-DEREG:3:D-0712A-7K4M"')
  expect(marksIn(formCode({ code: 'ACC-DEREG', version: 3 }, 'D-0712A-7K4M'))).toEqual([{ label: 'D-0712A-7K4M' }])
  const blank = paper({ answers: null, label: null })
  expect(blank).toContain('aria-label="okno:form:ACC-DEREG:3"')
  expect(blank).not.toContain('class="bars"')
  expect(words(blank)).toContain('Пустой бланк · ACC-DEREG, бланк 3')
  expect(marksIn(formCode({ code: 'ACC-DEREG', version: 3 }, null))).toEqual([])
})

test.each(catalogue.forms.map(({ code }) => code))(
  '%s: below the cut the customer takes away what it is, where it was handed in, and lines for number, time, clerk and date',
  (type) => {
    for (const language of ['kk', 'ru', 'en'] as const) {
      const text = words(paper({ type, answers: null, label: null, language }))
      const own = text.slice(text.indexOf({ kk: 'қию сызығы', ru: 'линия отреза', en: 'cut here' }[language]))
      expect(own).toContain(catalogue.forms.find(({ code }) => code === type)?.short[language])
      expect(own).toContain(branch.address[language])
      expect(own).toContain(branch.freeCheck.price?.[language])
      const lines = { kk: 'Тіркеу нөмірі', ru: 'Регистрационный номер', en: 'Case number' }[language]
      expect(own).toContain(lines)
    }
  },
)
