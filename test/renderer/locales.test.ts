/** The words of the window: three languages with the same keys, no empty value, and every key that the screens ask for. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { en, kk, ru } from '../../renderer/locales/index.ts'

const renderer = join(import.meta.dirname, '../../renderer')
const languages = { kk, ru, en }
type Words = { [key: string]: string | Words }

/** `intake.term.hours_one` → its words, for a whole language. */
function flat(words: Words, prefix = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    const path = prefix ? `${prefix}.${key}` : key
    if (typeof value === 'string') all.set(path, value)
    else for (const [inner, text] of flat(value, path)) all.set(inner, text)
  }
  return all
}

const plural = /_(zero|one|two|few|many|other)$/
const stem = (key: string): string => key.replace(plural, '')
const gaps = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map(([, name = '']) => name)
const byLanguage = Object.fromEntries(Object.entries(languages).map(([code, words]) => [code, flat(words)]))
const words = (code: string): Map<string, string> => byLanguage[code] ?? new Map()
const keysOf = (code: string): string[] => [...new Set([...words(code).keys()].map(stem))].sort()

/** Keys asked for in the sources: whole ones, and the beginnings of those that end in a value (`t(\`state.${state}\`)`). */
function askedFor(): { file: string; namespaces: string[]; key: string; whole: boolean }[] {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  return files.flatMap((file) => {
    const source = readFileSync(join(renderer, file), 'utf8')
    const spoken = [
      ...source.matchAll(/\{ t(?:: (\w+))? \} = useTranslation\('(\w+)'\)|(\w+): TFunction<'(\w+)'>/g),
    ].map(([, renamed, own, passed, other]) => ({ speaker: renamed ?? passed ?? 't', namespace: own ?? other ?? '' }))
    const namespacesOf = (speaker: string) => spoken.flatMap((one) => (one.speaker === speaker ? [one.namespace] : []))
    const every = spoken.map(({ namespace }) => namespace)
    const calls = source.matchAll(
      /\b(t(?:[A-Z]\w*)?)\(\s*(?:\w+(?: [!=]== [^?]+| > \d)? \? )?(['`])([^'`]+)\2(?: : (['`])([^'`]+)\4)?/g,
    )
    const listed = source.matchAll(/(?:word: |i18nKey=\{?|\], )(['`"])([a-zA-Z]+(?:\.[a-zA-Z]+)+|sayAnswerBy)\1/g)
    const found = [...calls]
      .flatMap(([, speaker = '', , first, , second]) =>
        [first, second].map((key) => ({ key, own: namespacesOf(speaker) })),
      )
      .concat([...listed].map(([, , key]) => ({ key, own: every })))
    return found
      .flatMap(({ key, own }) => (key === undefined ? [] : [{ key, own }]))
      .map(({ key, own }) => {
        const [before = ''] = key.split('${')
        const [namespace, rest] = before.includes(':') ? before.split(':') : [undefined, before]
        return {
          file,
          namespaces: namespace ? [namespace] : own,
          key: rest ?? '',
          whole: !key.includes('${'),
        }
      })
  })
}

describe('words of the window', () => {
  test.each(['ru', 'en'])('%s has the same keys as kk, no more and no fewer', (code) => {
    expect(keysOf(code)).toEqual(keysOf('kk'))
  })

  test.each(['kk', 'ru', 'en'])('%s has no empty value', (code) => {
    expect([...words(code)].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test.each(['kk', 'ru', 'en'])('%s puts no full stop after a signature, which ends with one', (code) => {
    expect([...words(code)].filter(([, text]) => /\{\{(name|by|who|signature)\}\}\./.test(text))).toEqual([])
  })

  test.each(['kk', 'ru', 'en'])('%s has every plural form that its language has', (code) => {
    const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories
    const plurals = new Set([...words(code).keys()].filter((key) => plural.test(key)).map(stem))
    const lacking = [...plurals].flatMap((key) =>
      categories.filter((category) => !words(code).has(`${key}_${category}`)).map((category) => `${key}_${category}`),
    )
    expect(plurals.size).toBeGreaterThan(5)
    expect(lacking).toEqual([])
  })

  test('a key has the same gaps in every language', () => {
    const differing = [...words('kk')].flatMap(([key, text]) => {
      const other = (code: string) => words(code).get(key) ?? words(code).get(`${stem(key)}_other`) ?? ''
      const own = [...new Set(gaps(text))].sort().join()
      return ['ru', 'en']
        .filter((code) => [...new Set(gaps(other(code)))].sort().join() !== own)
        .map((code) => `${code} ${key}`)
    })
    expect(differing).toEqual([])
  })

  test('every key that a screen asks for exists', () => {
    const asked = askedFor()
    const known = keysOf('kk')
    const missing = asked.filter(({ namespaces, key, whole }) => {
      const paths = namespaces.map((namespace) => `${namespace}.${key}`)
      return !paths.some((path) => (whole ? known.includes(stem(path)) : known.some((one) => one.startsWith(path))))
    })
    expect(asked.length).toBeGreaterThan(150)
    expect(missing).toEqual([])
  })

  test('Kazakh words are written in Kazakh letters: no Latin look-alike inside a Cyrillic word', () => {
    const mixed = [...words('kk')].filter(([, text]) =>
      /\p{Script=Cyrillic}[a-z]|[a-z]\p{Script=Cyrillic}/iu.test(text.replace(/\{\{[^}]+\}\}|<\/?b>/g, ' ')),
    )
    expect(mixed).toEqual([])
  })
})
