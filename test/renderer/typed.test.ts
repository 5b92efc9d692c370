/** Days and moments as they are typed: one way of reading for every field. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editMoment, showMoment } from '../../renderer/outages/moment.ts'
import { dayWithoutTime, readDay, readLocal, readMoment, readMonth, written } from '../../renderer/ui/typed.ts'

const now = { day: '2026-11-23', time: '10:47' }

test.each([
  ['15.03.1990', '1990-03-15'],
  ['15 03 1990', '1990-03-15'],
  ['15031990', '1990-03-15'],
  ['150390', '1990-03-15'],
  ['15/3/90', '1990-03-15'],
  ['1990-03-15', '1990-03-15'],
  ['05.01.27', '2027-01-05'],
  ['22.11', '2026-11-22'],
  ['2211', '2026-11-22'],
  ['сегодня', '2026-11-23'],
  ['бүг', '2026-11-23'],
  ['Yesterday', '2026-11-22'],
  ['кеше', '2026-11-22'],
  ['15 марта 1990', '1990-03-15'],
  ['5 мая', '2026-05-05'],
  ['15 наурыз 90', '1990-03-15'],
  ['3 Nov 2026 г.', '2026-11-03'],
])('the day «%s» is %s', (typed, day) => expect(readDay(typed, now.day)).toBe(day))

test.each([
  ['9:05', '2026-11-23T09:05'],
  ['905', '2026-11-23T09:05'],
  ['0945', '2026-11-23T09:45'],
  ['03:11', '2026-11-23T03:11'],
  ['22.11 9.05', '2026-11-22T09:05'],
  ['2211 0905', '2026-11-22T09:05'],
  ['22112026 905', '2026-11-22T09:05'],
  ['221120260905', '2026-11-22T09:05'],
  ['2211260905', '2026-11-22T09:05'],
  ['22.11.2026, 2026', '2026-11-22T20:26'],
  ['вчера 1030', '2026-11-22T10:30'],
  ['қазір', '2026-11-23T10:47'],
  ['сегодня 15:30', '2026-11-23T15:30'],
  ['вчера в 15:30', '2026-11-22T15:30'],
  ['кеше сағат 9:05', '2026-11-22T09:05'],
  ['yesterday 3pm', '2026-11-22T15:00'],
  ['yesterday at 3:15 p.m.', '2026-11-22T15:15'],
  ['12am', '2026-11-23T00:00'],
  ['22.11 12 pm', '2026-11-22T12:00'],
  ['в 9:05', '2026-11-23T09:05'],
])('the moment «%s» is %s', (typed, moment) => expect(readLocal(typed, now)).toBe(moment))

test.each([
  ['5.26', '2026-05'],
  ['05/26', '2026-05'],
  ['05 2026', '2026-05'],
  ['5.2026', '2026-05'],
  ['2026-05', '2026-05'],
  ['2026.5', '2026-05'],
  ['052026', '2026-05'],
  ['202605', '2026-05'],
  ['0526', '2026-05'],
  ['май 26', '2026-05'],
  ['май26', '2026-05'],
  ['мая 2026 г.', '2026-05'],
  ['Май', '2026-05'],
  ['2026 май', '2026-05'],
  ['мамыр 2026', '2026-05'],
  ['2026 жылғы мамыр', '2026-05'],
  ['казан 25', '2025-10'],
  ['May 26', '2026-05'],
  ['sept 2025', '2025-09'],
  ['15.05.2026', '2026-05'],
  ['5 мая 2026', '2026-05'],
  ['дек 99', '1999-12'],
])('the month «%s» is %s', (typed, month) => expect(readMonth(typed, now.day)).toBe(month))

test('what may be a day and a month, a year alone and no month are never guessed', () => {
  for (const typed of [
    '',
    '5',
    '26',
    '2026',
    '11.12',
    '1112',
    '13.26',
    '0.26',
    'ма 26',
    'мес 26',
    '5.26.7.1',
    'завтра',
  ])
    expect([typed, readMonth(typed, now.day)]).toEqual([typed, null])
})

test('a day in a word where a moment is asked for is kept as the day, and the time is still to be typed', () => {
  expect(dayWithoutTime('вчера', now)).toBe('22.11.2026')
  expect(dayWithoutTime('кеше', now)).toBe('22.11.2026')
  for (const typed of ['сейчас', '22.11', 'вчера 15:30', '', 'мама']) expect(dayWithoutTime(typed, now)).toBeNull()
})

test('what may be a year or a time, a day that the calendar does not have, and nonsense are never guessed', () => {
  for (const typed of [
    '',
    '2026',
    '22.11 2026',
    '22 11 2026',
    '22112026',
    '03.11',
    '12.10',
    '9.05',
    '03-11',
    '0311',
    '25:00',
    '9',
    '31.02.2026 10:00',
    'now then',
    'вчера',
    '13pm',
    '0 am',
    'yesterday 3',
    'в',
  ])
    expect([typed, readLocal(typed, now)]).toEqual([typed, null])
  for (const typed of ['', '31.02.2026', '32.01', '1', '22.13', 'se', '2026'])
    expect([typed, readDay(typed, now.day)]).toEqual([typed, null])
})

test('what is read and written out is read again as the same', () => {
  const part = (min: number, max: number) => fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'))
  const moment = fc
    .tuple(fc.integer({ min: 1900, max: 2099 }), part(1, 12), part(1, 28), part(0, 23), part(0, 59))
    .map(([year, month, day, hour, minute]) => `${year}-${month}-${day}T${hour}:${minute}`)
  fc.assert(
    fc.property(moment, (one) => {
      expect(readLocal(written(one), now)).toBe(one)
      expect(readDay(written(one.slice(0, 10)), now.day)).toBe(one.slice(0, 10))
      expect(readLocal(written(one).replaceAll(/\D/g, ''), now)).toBe(one)
    }),
  )
})

test('moments are read on the branch’s clock and kept in UTC', () => {
  const read = (typed: string) => readMoment(typed, now, 'Asia/Almaty')
  expect(read('9:05')).toBe('2026-11-23T04:05:00.000Z')
  expect(read('22.11.2026 23:30')).toBe('2026-11-22T18:30:00.000Z')
  expect(editMoment('2026-11-22T18:30:00.000Z', 'Asia/Almaty')).toBe('22.11.2026 23:30')
  expect(showMoment('2026-11-22T18:30:00.000Z', '2026-11-23', 'Asia/Almaty')).toBe('22.11 23:30')
})

test('the hour that the clocks skip in spring is no moment; of the hour that they repeat in autumn it is the first', () => {
  const read = (typed: string) => readMoment(typed, now, 'Europe/Warsaw')
  expect(read('29.03.2026 01:59')).toBe('2026-03-29T00:59:00.000Z')
  expect(read('29.03.2026 02:00')).toBeNull()
  expect(read('29.03.2026 02:30')).toBeNull()
  expect(read('29.03.2026 03:00')).toBe('2026-03-29T01:00:00.000Z')
  expect(read('25.10.2026 02:30')).toBe('2026-10-25T00:30:00.000Z')
  expect(read('25.10.2026 03:00')).toBe('2026-10-25T02:00:00.000Z')
})
