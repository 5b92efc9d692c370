/** The words of the papers. All three languages hold the same keys; dates and plurals are made here, not by the system. */
import { weekday } from '../domain/calendar/days.ts'
import type { Language, Text3 } from '../domain/forms/schema.ts'
import en from './texts/en.json' with { type: 'json' }
import kk from './texts/kk.json' with { type: 'json' }
import ru from './texts/ru.json' with { type: 'json' }

export type Texts = typeof kk
export const TEXTS: Record<Language, Texts> = { kk, ru, en }

/** `{n}`-style gaps of the papers' own texts. */
export const fill = (text: string, facts: Record<string, string | number>): string =>
  text.replaceAll(/\{(\w+)\}/g, (gap, name: string) => (Object.hasOwn(facts, name) ? String(facts[name]) : gap))

/** The form of a plural: `one`, `few` where the language has them, else `other`. */
export function plural(forms: { other: string; one?: string; few?: string }, n: number, language: Language): string {
  const { one, few, other } = forms
  const category = new Intl.PluralRules(language).select(n)
  return fill((category === 'one' && one) || (category === 'few' && few) || other, { n })
}

/** `2026-12-03` → `03.12.2026`, the same in all three languages; a word beside it says which part is the month. */
export const writeDay = (day: string): string => day.slice(0, 10).split('-').reverse().join('.')

/** `бейсенбі, 3 желтоқсан` */
export function sayDay(day: string, language: Language): string {
  const { weekdays, months, dayMonth } = TEXTS[language]
  const month = months[Number(day.slice(5, 7)) - 1] ?? ''
  return `${weekdays[weekday(day) - 1]}, ${fill(dayMonth, { day: Number(day.slice(8, 10)), month })}`
}

/** A UTC moment on the wall clock of a time zone: `23.11.2026 10:47`. */
export function writeMoment(moment: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(moment))
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('day')}.${of('month')}.${of('year')} ${of('hour')}:${of('minute')}`
}

/** The languages of one slip: Kazakh first, beside it the second one the customer can read. */
export const slipLanguages = (answer: Language): [Language, Language] => ['kk', answer === 'en' ? 'en' : 'ru']

/** The same words in both languages of the slip. */
export const inBoth = (text: Text3, [first, second]: [Language, Language]): [string, string] => [
  text[first],
  text[second],
]
