/** The letter with an answer, and the refusal: what it says, in whose language, and where it sends the customer. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { marksIn } from '../../domain/filing/marks.ts'
import { answerCode } from '../../domain/forms/formCode.ts'
import { checkCharacter } from '../../domain/journal/number.ts'
import { type BranchProfile, branchProfile, hearsOfNoBody } from '../../domain/people/branch.ts'
import { type AnswerLetterModel, answerLetterHtml, type Letter } from '../../paper/answer.ts'
import { ANSWER_TEXTS } from '../../paper/answerTexts.ts'
import { qrCode } from '../../paper/codes.ts'
import { branch, catalogue } from './model.ts'

const LANGUAGES = ['kk', 'ru', 'en'] as const
const profile = (file: string): BranchProfile => branchProfile.parse(JSON.parse(readFileSync(`data/${file}`, 'utf8')))
const NUMBER = `0712-A26-00418-7K4M${checkCharacter('0712-A26-00418-7K4M')}`
const given: Letter['answer'] = {
  ...{ outcome: 'REFUSED-LATE', text: 'Срок подачи\nпропущен.', language: 'ru', ground: 'Правила, п. 12 <a>' },
  ...{ sum: null, outsideBody: null, office: 'hq', by: { name: 'Оспанова Г. Т.', role: null } },
  at: '2026-12-01T20:30:00.000Z',
}
const matter = { kk: 'Іздеу салу', ru: 'Розыск отправления', en: 'Search for an item' }
const letter = (answer: Partial<Letter['answer']> = {}, more: Partial<Letter> = {}): Letter => ({
  ...{ number: NUMBER, type: 'TRACE-DOM', formVersion: 3, acceptedOn: '2026-11-23' },
  ...{ applicant: 'Сейітова Гүлнар <b>', address: null, matter, ...more },
  answer: { ...given, ...answer },
})
const printed = (of: Partial<AnswerLetterModel> = {}) =>
  answerLetterHtml(
    { letter: letter(), catalogue, branch, printedAt: '2026-12-02T05:00:00.000Z', ...of },
    { nonce: 'n' },
  )
const words = (html: string) =>
  html
    .replace(/<(style|title)[\s\S]*?<\/\1>|<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test.each([
  ['branch.json', ['e-tutynushy.kz']],
  ['profiles/RU.json', ['rospotrebnadzor.ru', 'rkn.gov.ru']],
  ['profiles/PL.json', ['uke.gov.pl']],
])('R-036 a refusal of %s names its own outside bodies, %s, in kk, ru and en', (file, urls) => {
  const of = profile(file)
  for (const language of LANGUAGES) {
    const text = words(printed({ branch: of, letter: letter({ language }) }))
    expect(text).toContain(ANSWER_TEXTS[language].outside)
    for (const { name, url } of of.outsideBodies) expect(text).toContain(`${name[language]}, ${url}`)
    expect(of.outsideBodies.map(({ url }) => url)).toEqual(urls)
    expect(text).toContain(of.higherOffice.phone)
  }
})

test('the free number is said to be free once', () => {
  const free = profile('branch.json')
  for (const language of LANGUAGES) {
    const text = words(printed({ branch: free, letter: letter({ language }) }))
    expect(text).toContain(`${ANSWER_TEXTS[language].ask}: ${free.freeCheck.phone}`.replace(/\s+/g, ' '))
    expect(text).not.toContain(ANSWER_TEXTS[language].free)
  }
})

test('R-036 the body that the answer names stands first, each once; no other answer names any', () => {
  const [own] = branch.outsideBodies
  const other = { name: { kk: 'Сот', ru: 'Суд', en: 'Court' }, url: 'sud.kz' }
  const bodies = (answer: Partial<Letter['answer']>) =>
    [...printed({ letter: letter(answer) }).matchAll(/<dd class="body">.*?<span class="n">(.*?)</g)].map(
      ([, url]) => url,
    )
  expect(bodies({ outsideBody: own ?? null })).toEqual(['e-tutynushy.kz'])
  expect(bodies({ outsideBody: other })).toEqual(['sud.kz', 'e-tutynushy.kz'])
  expect(bodies({ outcome: 'ITEM-DELIVERED' })).toEqual([])
  // An outcome that came with newer forms of headquarters.
  expect(bodies({ outcome: 'REFUSED-NEW', outsideBody: other })).toEqual(['sud.kz', 'e-tutynushy.kz'])
  expect(bodies({ outcome: 'SOMETHING-NEW' })).toEqual([])
})

test('R-036 an empty profile prints nothing of a body, the step inside all the same, and the manager is warned', () => {
  const empty = { ...branch, outsideBodies: [] }
  for (const language of LANGUAGES) {
    const text = words(printed({ branch: empty, letter: letter({ language }) }))
    expect(text).not.toContain(ANSWER_TEXTS[language].outside)
    expect(text).not.toContain('tutynushy')
    expect(text).toContain(branch.higherOffice.name[language])
  }
  const hear = (of: BranchProfile) =>
    (['clerk', 'shift_lead', 'manager'] as const).filter((role) => hearsOfNoBody({ role }, of))
  expect([hear(empty), hear(branch)]).toEqual([['manager'], []])
})

test('it says number and day, to whom, about what, what was decided and on what ground, in the answer’s language only', () => {
  for (const language of LANGUAGES) {
    const text = words(printed({ letter: letter({ language }) }))
    const outcome = catalogue.outcomes.find(({ code }) => code === 'REFUSED-LATE')
    for (const part of [
      ...[branch.operator[language], branch.name[language], NUMBER, '23.11.2026'],
      ...['Сейітова Гүлнар &lt;b&gt;', matter[language], outcome?.label[language], 'Срок подачи пропущен.'],
      ...['Правила, п. 12 &lt;a&gt;', '02.12.2026 01:30', ANSWER_TEXTS[language].refusal],
    ])
      expect(text).toContain(part)
    expect(text).not.toMatch(/null|undefined|\{\w+\}/)
    for (const other of LANGUAGES.filter((one) => one !== language)) {
      expect(text).not.toContain(outcome?.label[other])
      expect(text).not.toContain(branch.operator[other])
    }
  }
  expect(words(printed({ letter: letter({ outcome: 'ITEM-DELIVERED' }) }))).toContain('Ответ на обращение')
})

test('money stands on it where there is some, the address where the answer goes by post', () => {
  expect(words(printed())).not.toContain(ANSWER_TEXTS.ru.sum)
  expect(words(printed({ letter: letter({ outcome: 'COMPENSATED', sum: 14500.5 }) }))).toContain('Сумма 14 500,50 ₸')
  const address = '040000, Талдықорған, Абай 1'
  expect(words(printed({ letter: letter({}, { address }) }))).toContain(`Сейітова Гүлнар &lt;b&gt; ${address}`)
})

test('who answered stands with his role; the program never does', () => {
  const who = (answer: Partial<Letter['answer']>) =>
    /Ответ дал\(а\) (.*?) Дата ответа/.exec(words(printed({ letter: letter(answer) })))?.[1]
  expect(who({})).toBe('Оспанова Г. Т., головной офис')
  expect(who({ office: 'branch', by: { name: 'Ким В. О.', role: 'shift_lead' } })).toBe('Ким В. О., старший смены')
  expect(who({ by: { name: 'Оспанова Г. Т.', role: 'hq_lead' } })).toBe(
    'Оспанова Г. Т., руководитель подразделения головного офиса',
  )
  expect(who({ by: null })).toBe('головной офис')
  expect(who({ office: 'branch', by: null })).toBe(branch.name.ru)
})

test('below the cut the customer signs for it: whose letter it was, its code, and nothing of the answer', () => {
  const html = printed()
  const strip = html.slice(html.indexOf('class="cut"'))
  expect(words(strip)).toContain(NUMBER)
  expect(words(strip)).toContain('письмо получил(а)')
  for (const part of ['пропущен', 'Отказано', 'Правила', 'tutynushy']) expect(words(strip)).not.toContain(part)
  const code = answerCode({ code: 'TRACE-DOM', version: 3 }, NUMBER)
  expect(strip).toContain(qrCode(code, { moduleMm: 0.5 }).text)
  expect(marksIn(code)).toEqual([{ number: NUMBER }])
})

test('R-048 in large print nothing is smaller than 14 pt', () => {
  const html = answerLetterHtml(
    { letter: letter(), catalogue, branch, printedAt: '2026-12-02T05:00:00.000Z' },
    { nonce: 'n', large: true },
  )
  expect(html).toContain('<body class="a4 large">')
  const rules = [...html.matchAll(/^([^\n{}@]+)\{([^{}]*)\}$/gm)].map(([, which = '', how = '']) => ({ which, how }))
  const size = (how: string) => /font-size:([\d.]+)(pt|em)/.exec(how)
  // What has small print of its own has a large size of its own too.
  const small = rules.filter(({ which, how }) => {
    const [, n, unit] = size(how) ?? []
    return n !== undefined && which !== 'body' && (unit === 'em' ? Number(n) < 1 : Number(n) < 14)
  })
  const large = rules.filter(({ which, how }) => which.startsWith('.large') && size(how)?.[2] === 'pt')
  expect(small.length).toBeGreaterThan(2)
  expect(large.map(({ how }) => Number(size(how)?.[1]) >= 14)).not.toContain(false)
  const enlarged = large.flatMap(({ which }) => which.split(','))
  for (const one of small.flatMap(({ which }) => which.split(','))) expect(enlarged).toContain(`.large ${one}`)
  expect(enlarged).toContain('.large')
})
