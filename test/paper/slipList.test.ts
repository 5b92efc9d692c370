/** The list of a person's cases and slips, for his own hand. */
import { expect, test } from 'vitest'
import { slipListHtml } from '../../paper/slipList.ts'
import { branch, catalogue } from './model.ts'

const words = (html: string) =>
  html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const list = {
  request: '0712-A26-00420-AAAAA',
  name: 'Қасымова Айгүл <b>',
  number: { kind: 'iin' as const, end: '0123' },
  total: 60,
  cases: [
    {
      number: '0712-A26-00419-BBBBB',
      type: 'ACC-DEREG',
      acceptedOn: '2026-11-23',
      answerBy: '2026-12-03',
      visits: 1,
      slips: ['2026-11-23T05:00:00.000Z', '2026-11-24T06:30:00.000Z'],
    },
    {
      number: '0712-A26-00418-CCCCC',
      type: 'GONE',
      acceptedOn: '2026-11-20',
      answerBy: '2026-12-01',
      visits: 0,
      slips: [],
    },
  ],
}
const printed = (language: 'kk' | 'ru' | 'en') =>
  words(slipListHtml({ list, catalogue, branch, language, printedAt: '2026-11-25T05:00:00.000Z' }, { nonce: 'n' }))

test('R-046 the list names each case with its days and each slip with its time, in the customer’s language', () => {
  for (const language of ['kk', 'ru', 'en'] as const) {
    const text = printed(language)
    for (const part of [
      '0712-A26-00419-BBBBB',
      '23.11.2026',
      '03.12.2026',
      '23.11.2026 10:00',
      '24.11.2026 11:30',
      '…0123',
      'GONE',
    ])
      expect(text).toContain(part)
    expect(text).toMatch(/0712-A26-00420-AAAAA[^.]*, 25\.11\.2026 10:00/)
    expect(text).toContain('Қасымова Айгүл &lt;b&gt;')
    expect(text).not.toMatch(/null|undefined|\{\w+\}/)
  }
  expect(printed('ru')).toContain('24.11.2026 11:30, дубликат')
  expect(printed('ru')).toContain('не печатались')
  expect(printed('ru')).toContain('Показаны последние 2 обращения')
})
