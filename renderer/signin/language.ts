import i18next from 'i18next'
import type { Language } from '../../domain/forms/schema.ts'
import { api } from '../api.ts'
import { languages, useLanguage } from '../i18n.ts'

/** Speaks this language from now on, also after the next start of this computer. */
export async function chooseLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language)
  await api.desk.language({ language })
}

/** F11: the next of the three. */
export function useNextLanguage(): () => Promise<void> {
  const now = useLanguage()
  return () => chooseLanguage(languages[(languages.indexOf(now) + 1) % languages.length] ?? 'kk')
}
