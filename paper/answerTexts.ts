/** The words of the letter with an answer; all three languages hold the same. */
import type { Language } from '../domain/forms/schema.ts'
import en from './texts/answer.en.json' with { type: 'json' }
import kk from './texts/answer.kk.json' with { type: 'json' }
import ru from './texts/answer.ru.json' with { type: 'json' }

export const ANSWER_TEXTS: Record<Language, typeof kk> = { kk, ru, en }
