// The notice to a customer whose answer is late: the next step always, a body outside where the branch's profile has one.
import { readFileSync } from 'node:fs'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { type BranchProfile, branchProfile } from '../../domain/people/branch.ts'
import { type OverdueNoticeModel, overdueNoticeHtml } from '../../paper/overdueNotice.ts'
import { branch, catalogue } from './model.ts'

const profile = (file: string): BranchProfile => branchProfile.parse(JSON.parse(readFileSync(`data/${file}`, 'utf8')))
const overdue: OverdueNoticeModel['overdue'] = {
  ...{ number: '0712-A26-00418-7K4MX', type: 'TRACE-DOM', acceptedOn: '2026-11-23', answerBy: '2026-12-03' },
  ...{ today: '2026-12-08', late: true, level: 2, passedTo: null },
}
const notice = (of: Partial<OverdueNoticeModel> = {}, size: '80mm' | 'a5' = '80mm') =>
  overdueNoticeHtml(
    { overdue, catalogue, branch, language: 'ru', printedAt: '2026-12-08T05:00:00.000Z', ...of },
    { nonce: 'n', size },
  )
const words = (html: string) =>
  html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test.each([
  ['branch.json', 'e-tutynushy.kz'],
  ['profiles/RU.json', 'rospotrebnadzor.ru'],
  ['profiles/PL.json', 'uke.gov.pl'],
])('R-036 the overdue notice of %s names its own outside body, %s, in every language and size', (file, url) => {
  for (const language of ['kk', 'ru', 'en'] as const)
    for (const size of ['80mm', 'a5'] as const) {
      const text = words(notice({ branch: profile(file), language }, size))
      expect(text).toContain(url)
      expect(text).toContain(profile(file).outsideBodies[0]?.name.kk)
      expect(text).toContain(profile(file).outsideBodies[0]?.name[language === 'en' ? 'en' : 'ru'])
    }
})

test('the number of the case stands whole on the roll, in large letters too', () => {
  GlobalFonts.registerFromPath('node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', 'Inter')
  const pen = createCanvas(1, 1).getContext('2d')
  // 80 mm of paper less its margins, in points.
  const room = (72 / 25.4) * 72
  const sizes = [...notice().matchAll(/\.number\{font-size:([\d.]+)pt/g)].map(([, size]) => Number(size))
  expect(sizes).toHaveLength(2)
  for (const size of sizes) {
    pen.font = `800 ${size}px Inter`
    for (const number of [overdue.number, '0712-W26-00418-MWMWM'])
      expect(pen.measureText(number).width).toBeLessThan(room)
  }
})

test('R-036 a profile that names no body prints nothing of one, and the step inside all the same', () => {
  const text = words(notice({ branch: { ...branch, outsideBodies: [] } }))
  expect(text).not.toMatch(/Вне оператора|Оператордан тыс|tutynushy/)
  expect(text).toContain(branch.higherOffice.name.ru)
  expect(text).toContain(branch.higherOffice.phone)
})

test('it says which day was promised, who has the case now, and nothing personal', () => {
  const said = words(notice())
  for (const part of ['0712-A26-00418-7K4MX', '03.12.2026', '08.12.2026', '2: подразделение головного офиса'])
    expect(said).toContain(part)
  const to = { kk: 'Мұратов Ә. С.', ru: 'Муратов А. С.', en: 'Muratov A. S.' }
  expect(words(notice({ overdue: { ...overdue, passedTo: to } }))).toContain('Муратов А. С.')
  expect(said).toContain('Срок ответа прошёл')
  expect(words(notice({ overdue: { ...overdue, late: false, level: 4 } }))).not.toMatch(
    /Срок ответа прошёл|мерзімі өтті/,
  )
  expect(words(notice({ overdue: { ...overdue, level: 0 } }))).not.toContain('уровень')
})
