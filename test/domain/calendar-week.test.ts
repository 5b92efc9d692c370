import { expect, test } from 'vitest'
import { mondayOf, weekOf } from '../../domain/calendar/week.ts'

test.each([
  ['2026-11-23', '2026-W48', '2026-11-23'],
  ['2026-11-29', '2026-W48', '2026-11-23'],
  ['2027-01-01', '2026-W53', '2026-12-28'],
  ['2024-12-30', '2025-W01', '2024-12-30'],
])('%s lies in the ISO week %s, which begins on %s', (day, week, monday) => {
  expect(weekOf(day)).toBe(week)
  expect(mondayOf(week)).toBe(monday)
})
