/** Papers of an outage: what the customer is told, and slips numbered for the day when the computer is down. */
import { expect, test } from 'vitest'
import { writePaperNumber } from '../../domain/outages/paperNumber.ts'
import { monthReport } from '../../domain/outages/report.ts'
import { outageNoticeHtml } from '../../paper/outageNotice.ts'
import { outageReportCsv, outageReportHtml } from '../../paper/outageReport.ts'
import { paperNumbersHtml } from '../../paper/paperNumbers.ts'
import { receiptHtml } from '../../paper/receipt.ts'
import { primitives } from '../../trust/primitives.ts'
import { branch, catalogue, slipCase } from './model.ts'

const options = { nonce: 'n', size: '80mm' as const }
const words = (html: string) =>
  html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const outage = {
  number: 'S-0712-A26-003-AM9DN',
  what: 'Қосымша мен беру кодтары істемейді',
  since: '2026-11-23T04:10:00.000Z',
  text: 'Қосымша уақытша істемейді. Жөнелтілімдер сақтаулы.',
  source: 'бас кеңсе',
  saidAt: '2026-11-23T09:05:00.000Z',
  nextNewsAt: '2026-11-23T11:00:00.000Z',
  cause: null,
  endedAt: null,
}
const notice = (more: object = {}, language: 'kk' | 'ru' | 'en' = 'ru') =>
  words(outageNoticeHtml({ outage: { ...outage, ...more }, branch, language }, options))
const CAUSE = /причин|себеб|cause/i

test('R-014 the printed notice has the official text with its source and the next news, and no word of a cause unless an official source named it', () => {
  for (const language of ['kk', 'ru', 'en'] as const) {
    const text = notice({}, language)
    for (const part of [outage.number, outage.what, outage.text, 'бас кеңсе, 23.11.2026 14:05', '23.11.2026 16:00'])
      expect(text).toContain(part)
    expect(text).not.toMatch(CAUSE)
  }
  const named = notice({ cause: { text: 'авария в центре обработки данных', source: 'головной офис, письмо № 14' } })
  expect(named).toMatch(
    /Причина, названная официально авария в центре обработки данных Себебін атаған \/ Кто назвал причину головной офис, письмо № 14/,
  )
})

test('without an official text the notice says so; after the end it says when it worked again, and promises no news', () => {
  expect(notice({ text: null })).toContain('официального сообщения пока нет')
  const over = notice({ endedAt: '2026-11-23T12:00:00.000Z' })
  expect(over).toContain('Когда заработало 23.11.2026 17:00')
  expect(over).not.toContain('Следующая новость')
})

test('a sheet of paper slips has each number twice with its bar code, lines for a pen and both languages', () => {
  const place = { branch: '0712', letter: 'A', year: 2026, line: 'a'.repeat(32) }
  const numbers = Array.from({ length: 9 }, (_, i) => writePaperNumber(primitives, place, i + 1))
  const html = paperNumbersHtml({ numbers, branch, window: 'A', printedAt: '2026-11-23T05:00:00.000Z' }, { nonce: 'n' })
  const text = words(html)
  for (const number of numbers) expect(text.split(number)).toHaveLength(3)
  expect(html.match(/<svg class="bars"/g)).toHaveLength(18)
  for (const part of ['Күні, сағаты Дата, время', 'Принял(а): фамилия, подпись', 'Клиент, телефоны', 'Не туралы О чём'])
    expect(text).toContain(part)
  expect(text).not.toMatch(/null|undefined|\{\w+\}/)
})

test('the slip of a paper taken in by hand shows both numbers, the real time and when it was typed in', () => {
  const receipt = slipCase('ACC-DEREG', {
    acceptedAt: '2026-11-21T06:30:00.000Z',
    byHand: { number: '0712-A26-B0001-82TCH', typedAt: '2026-11-23T05:00:00.000Z' },
  })
  const text = words(receiptHtml({ receipt, catalogue, branch, copy: 1 }, options))
  expect(text).toContain('Бумажный талон № 0712-A26-B0001-82TCH')
  expect(text).toContain('Принято 21.11.2026 11:30')
  expect(text).toContain('Внесено в компьютер 23.11.2026 10:00')
  expect(words(receiptHtml({ receipt: slipCase(), catalogue, branch, copy: 1 }, options))).not.toContain(
    'Бумажный талон',
  )
})

const cards = [
  {
    number: 'S-0712-A26-001-AM9DN',
    what: 'Қосымша; "беру" кодтары',
    since: '2026-11-03T04:00:00.000Z',
    endedAt: '2026-11-03T05:30:00.000Z',
    cases: 12,
  },
  {
    number: 'S-0712-A26-002-AM9DN',
    what: '=HYPERLINK("x")',
    since: '2026-11-30T18:59:00.000Z',
    endedAt: null,
    cases: 3,
  },
  {
    number: 'S-0712-A26-003-AM9DN',
    what: 'of another month',
    since: '2026-11-30T19:00:00.000Z',
    endedAt: null,
    cases: 9,
  },
]
const month = { month: '2026-11', ...monthReport(cards, '2026-11', 'Asia/Almaty', '2026-11-30T19:59:00.000Z') }

test('R-020 the month on paper and in the table has the figures of its cards, line by line and in sum', () => {
  for (const language of ['kk', 'ru', 'en'] as const) {
    const text = words(
      outageReportHtml({ report: month, branch, language, printedAt: '2026-12-01T04:00:00.000Z' }, { nonce: 'n' }),
    )
    for (const part of [
      '11.2026',
      '03.11.2026 09:00 03.11.2026 10:30 90 0 12',
      '30.11.2026 23:59',
      ' 60 0 3 ',
      ' 150 0 15 ',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('of another month')
  }
})

test('R-020 the table opens in a spreadsheet as it is: marked as UTF-8, semicolons, nothing that runs', () => {
  const [head, ...lines] = outageReportCsv({ report: month, branch, language: 'ru' }).split('\r\n')
  expect(head).toBe('\ufeffНомер;Что не работало;Началось;Закончилось;Минут;Из них одновременно с другим;Обращений')
  expect(lines).toEqual([
    'S-0712-A26-001-AM9DN;"Қосымша; ""беру"" кодтары";03.11.2026 09:00;03.11.2026 10:30;90;0;12',
    'S-0712-A26-002-AM9DN;"\'=HYPERLINK(""x"")";30.11.2026 23:59;ещё длится;60;0;3',
    '',
  ])
})

test('R-020 outages that lasted at once: paper and table have the minutes told twice beside the sum, and the time with at least one', () => {
  const twice = cards.slice(0, 1).flatMap((one) => [one, { ...one, number: 'S-0712-A26-009-AM9DN', cases: 1 }])
  const report = { month: '2026-11', ...monthReport(twice, '2026-11', 'Asia/Almaty', '2026-11-30T19:59:00.000Z') }
  const printedAt = '2026-12-01T04:00:00.000Z'
  for (const [language, line] of [
    ['kk', 'Кемінде бір іркіліс болған минут саны 90'],
    ['ru', 'Минут, когда был хотя бы один сбой 90'],
    ['en', 'Minutes with at least one outage 90'],
  ] as const) {
    const text = words(outageReportHtml({ report, branch, language, printedAt }, { nonce: 'n' }))
    expect(text).toContain(line)
    for (const part of [' 90 0 12 ', ' 90 90 1 ', ' 180 90 13 ']) expect(text).toContain(part)
    const cells = outageReportCsv({ report, branch, language })
      .trim()
      .split('\r\n')
      .map((line) => line.split(';').slice(-3))
    expect(cells.slice(1)).toEqual([
      ['90', '0', '12'],
      ['90', '90', '1'],
    ])
  }
})
