/**
 * Settings of this computer, kept in one JSON file in the workspace. They are conveniences: a missing or damaged file
 * means the defaults and never stops the program. Read before the first window, so nothing heavy is imported here.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Language } from '../../domain/forms/schema.ts'

const LANGUAGES: readonly Language[] = ['kk', 'ru', 'en']
const THEMES = ['light', 'dark', 'contrast'] as const
export type Theme = (typeof THEMES)[number]
export type Settings = { language: Language | null; theme: Theme }
export type SettingsFile = { read(): Settings; change(part: Partial<Settings>): void }

/** The file is replaced whole, so that a power cut leaves the old one. */
export function settingsFile(folder: string): SettingsFile {
  const file = join(folder, 'settings.json')
  let current = read(file)
  return {
    read: () => current,
    change(part) {
      current = { ...current, ...part }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(`${file}.new`, `${JSON.stringify(current, null, 2)}\n`)
      renameSync(`${file}.new`, file)
    },
  }
}

function read(file: string): Settings {
  const found = readObject(file)
  return {
    language: LANGUAGES.find((one) => one === found.language) ?? null,
    theme: THEMES.find((one) => one === found.theme) ?? 'light',
  }
}

function readObject(file: string): Record<string, unknown> {
  try {
    const raw: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof raw === 'object' && raw !== null ? { ...raw } : {}
  } catch {
    return {}
  }
}

/** The language of the first start: what the computer speaks, and Kazakh where it speaks none of ours. */
export function firstLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const known = LANGUAGES.find((one) => one === tag.slice(0, 2).toLowerCase())
    if (known) return known
  }
  return 'kk'
}
