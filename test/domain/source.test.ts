/** What must be data is not in the program: the source itself is searched, and the search is shown to find what it must. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addMonths } from '../../domain/calendar/days.ts'
import { isOldBasis } from '../../domain/forms/basis.ts'
import { basis } from '../../domain/forms/schema.ts'
import { phoneNumbers, programSources, ROOMS, termConstants } from '../support/source.ts'

const sources = programSources()

/** A year has twelve months in every law. */
const ARITHMETIC = ['domain/calendar/days.ts month > 12', 'domain/identifiers/bin.ts month > 12']

test('the search reads every room of the program', () => {
  for (const room of ROOMS) expect(sources.filter(({ file }) => file.startsWith(`${room}/`)).length).toBeGreaterThan(2)
  expect(sources.length).toBeGreaterThan(200)
})

describe('R-059 terms are data', () => {
  test('no number of days, months or hours stands in the program', () => {
    const found = sources.flatMap(termConstants).map(({ at, code }) => `${at.split(':')[0]} ${code}`)
    expect(found.filter((one) => !ARITHMETIC.includes(one))).toEqual([])
  })

  test.each([
    'addDays(today, 10)',
    'const end = addMonths(start, 6)',
    'date.plusWorkingDays(3)',
    'Temporal.PlainDate.from(day).add({ days: 14 })',
    'now.subtract({ hours: 72 })',
    'const term = { amount: 15, unit: "working_days" }',
    'const rule = { days: 1 }',
    'export const SOON_DAYS = 2',
    'const keepMonths = 12',
    'function due(start: string, days = 30) {}',
    'const { hours = 24 } = rules',
    'if (row.daysLeft <= 2) mark()',
    'if (waitedHours > 24) retry()',
    'const old = now - 30 * 86_400_000',
    'const old = now - keep * 1 - 3 * dayMs',
    'const THREE = 3 * 24 * 60 * 60 * 1000',
    'const SHELF = 259_200_000',
    'date.setDate(date.getDate() + 10)',
    'const words = "answer within 10 working days"',
    `const words = \`до \${name}: 45 дней\``,
  ])('the search finds %s', (planted) => {
    expect(termConstants({ file: 'planted.ts', text: planted })).toHaveLength(1)
  })

  test.each([
    'addDays(today, 1)',
    'addDays(end, -1)',
    'addDays(today, rules.discardsKeptDays)',
    'const dayMs = 86_400_000',
    'const PAUSE_MS = 300',
    'const used = days * percent / 100',
    'for (let counted = 0; counted < term.amount; counted++) {}',
    '// ten days: 10 days',
    'const time = day.slice(0, 10)',
    'if (days < 0) late()',
    'export const migration = { version: 7 }',
  ])('the search leaves %s alone', (planted) => {
    expect(termConstants({ file: 'planted.ts', text: planted })).toEqual([])
  })
})

describe('R-021 telephone numbers are data', () => {
  test('no telephone number stands in the program', () => {
    expect(sources.flatMap(phoneNumbers)).toEqual([])
  })
  test('nor in the words of its screens and papers', () => {
    const files = [
      'renderer/locales/kk',
      'renderer/locales/ru',
      'renderer/locales/en',
      'paper/texts',
      'electron/main/texts',
    ]
    const words = files.flatMap((folder) =>
      readdirSync(folder).map((name) => ({
        file: `${folder}/${name}`,
        text: `const words = ${readFileSync(join(folder, name), 'utf8')}`,
      })),
    )
    expect(words.length).toBeGreaterThan(20)
    expect(words.flatMap((one) => phoneNumbers({ ...one, file: `${one.file}.ts` }))).toEqual([])
  })
  test.each([
    'const hotline = "8 800 080 08 80"',
    `const ask = \`Call \${name}: +7 727 259 88 88\``,
    'const link = "tel:1499"',
    'const paid = "Позвоните на 1499."',
    'const local = "8 (7282) 24-11-22"',
  ])('the search finds %s', (planted) => {
    expect(phoneNumbers({ file: 'planted.ts', text: planted })).toHaveLength(1)
  })
  test.each([
    'const port = 8800800880',
    'const at = "2026-11-23T10:47"',
    'const colour = "#1499ab"',
    'const n = "0712-A26-00001"',
  ])('the search leaves %s alone', (planted) => {
    expect(phoneNumbers({ file: 'planted.ts', text: planted })).toEqual([])
  })
})

describe('R-026 rules that somebody has read', () => {
  /** Every `basis` anywhere in a file of data. */
  const basesIn = (value: unknown, at = ''): { at: string; basis: unknown }[] => {
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]) => [
      ...(key === 'basis' && typeof inner === 'object' ? [{ at: `${at}.${key}`, basis: inner }] : []),
      ...basesIn(inner, `${at}.${key}`),
    ])
  }
  const forms = readdirSync('data/forms').map((name) => `data/forms/${name}`)
  const bases = [...forms, 'data/breach.json'].flatMap((file) => basesIn(JSON.parse(readFileSync(file, 'utf8')), file))
  const rules = z.object({ basisOldAfterMonths: z.int() }).parse(JSON.parse(readFileSync('data/rules.json', 'utf8')))

  test('each has its source and the day it was checked', () => {
    expect(bases.length).toBeGreaterThan(2 * forms.length)
    const parsed = bases.map(({ at, basis: one }) => ({ at, ok: basis.safeParse(one).success }))
    expect(parsed.filter(({ ok }) => !ok)).toEqual([])
  })
  test('one checked more than twelve months ago is marked, one of twelve months is not', () => {
    expect(rules.basisOldAfterMonths).toBe(12)
    const old = (checkedOn: string, today: string) => isOldBasis({ checkedOn }, today, rules.basisOldAfterMonths)
    expect(old('2026-10-14', '2027-10-14')).toBe(false)
    expect(old('2026-10-14', '2027-10-15')).toBe(true)
    expect(old('2024-02-29', '2025-02-28')).toBe(false)
    expect(old('2024-02-29', '2025-03-01')).toBe(true)
    expect(addMonths('2026-10-14', rules.basisOldAfterMonths)).toBe('2027-10-14')
  })
})
