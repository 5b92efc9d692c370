import { expect, test } from 'vitest'
import { axisOf, topOf } from '../../renderer/overview/axis.ts'

const at = (hour: string, today = 1, usual: number | null = null) => ({ hour, today, usual })
const hoursOf = (...hours: ReturnType<typeof at>[]) => axisOf(hours).map(({ hour }) => hour)

test('one hour with cases stands among the hours of a working day, at the end of a day before them', () => {
  expect(hoursOf(at('09'))).toEqual(['09', '10', '11', '12', '13', '14', '15', '16', '17'])
  expect(hoursOf(at('20'))).toEqual(['15', '16', '17', '18', '19', '20', '21', '22', '23'])
  expect(axisOf([at('20', 5)]).filter(({ counted }) => counted !== null)).toEqual([
    { hour: '20', counted: at('20', 5) },
  ])
})

test('every hour that was counted stays on the axis, and a day without any has none', () => {
  const long = Array.from({ length: 14 }, (_, i) => at(String(i + 7).padStart(2, '0'), 0))
  expect(hoursOf(...long)).toEqual(long.map(({ hour }) => hour))
  expect(hoursOf()).toEqual([])
})

test('a few cases do not fill the height; the most of today or the usual does', () => {
  expect(topOf([at('09', 1)])).toBe(8)
  expect(topOf([at('09', 3, 11.5), at('10', 9)])).toBe(11.5)
})
