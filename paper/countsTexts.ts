/** The words of the counts; all three languages hold the same. What a key of a bar is called, without anybody's name. */
import { mondayOf } from '../domain/calendar/week.ts'
import { formOf } from '../domain/forms/catalogue.ts'
import type { Catalogue, Language } from '../domain/forms/schema.ts'
import { reasonWords, wholeReason } from '../domain/reports/reasons.ts'
import type { Dimension } from '../domain/reports/slice.ts'
import { RECORD_TEXTS, wordAt } from './caseRecordTexts.ts'
import en from './texts/counts.en.json' with { type: 'json' }
import kk from './texts/counts.kk.json' with { type: 'json' }
import ru from './texts/counts.ru.json' with { type: 'json' }
import { fill, TEXTS, writeDay } from './texts.ts'

export type CountsTexts = typeof kk
export const COUNTS_TEXTS: Record<Language, CountsTexts> = { kk, ru, en }

/** Of who registered nothing is said: a bar of clerks has no words here. */
export function keyWords(catalogue: Catalogue, language: Language, by: Dimension, key: string): string {
  const texts = COUNTS_TEXTS[language]
  switch (by) {
    case 'type':
      return formOf(catalogue, key)?.short[language] ?? key
    case 'reason': {
      const words = reasonWords(catalogue, key)
      return words ? wholeReason(words.type[language], words.value[language]) : key
    }
    case 'month':
      return key.split('-').reverse().join('.')
    case 'week':
      return fill(texts.week, { day: writeDay(mondayOf(key)) })
    case 'day':
      return writeDay(key)
    case 'hour':
      return key === '' ? texts.unknown : `${key}:00–${key}:59`
    case 'window':
      return fill(TEXTS[language].window, { letter: key })
    case 'age':
      return fill(key.includes('-') ? texts.ages : texts.older, { days: key.replace('-', '–') })
    case 'level':
      return key === '0' ? texts.level0 : fill(texts.level, { level: key })
    case 'stage':
      return wordAt(RECORD_TEXTS[language], 'state', key) ?? texts.words.queued
    case 'due':
    case 'urgent':
    case 'open':
    case 'exchange':
      return wordIn(texts.words, key)
    case 'clerk':
      return texts.unknown
    default:
      return by satisfies never
  }
}

const wordIn = (words: Record<string, string>, key: string): string =>
  (Object.hasOwn(words, key) ? words[key] : '') || key
