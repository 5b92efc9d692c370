/** The three languages of the window. All words stand in `locales/`; a missing word is a fault of the build, not of the clerk. */
import i18next from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language, Text3 } from '../domain/forms/schema.ts'
import { fromWhere, soMany } from './kazakh.ts'
import { en, kk, ru } from './locales/index.ts'

export const languages: readonly Language[] = ['kk', 'ru', 'en']
/** Loads all words; the language itself is set as soon as the desk has said which one it speaks. */
export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { kk, ru, en },
    ns: Object.keys(en),
    defaultNS: 'ui',
    lng: language,
    fallbackLng: false,
    supportedLngs: [...languages],
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  i18next.services.formatter?.add('from', (value, lng) => (lng === 'kk' ? fromWhere(String(value)) : String(value)))
  i18next.services.formatter?.add('of', (value, lng) => (lng === 'kk' ? soMany(String(value)) : String(value)))
  followLanguage(language)
  i18next.on('languageChanged', followLanguage)
}

function followLanguage(language: string): void {
  document.documentElement.lang = language
}

const isLanguage = (value: string): value is Language => languages.some((one) => one === value)

/** The language of the screen. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return isLanguage(i18n.language) ? i18n.language : 'kk'
}

/** Words that come with the data rather than with the window. */
export function useText(): (text: Text3) => string {
  const language = useLanguage()
  return useCallback((text) => text[language], [language])
}
