/**
 * Prints the procedures for a customer's words as the window ranks them: `ACC-DEREG 0.93 title`, one a line, in the language of the
 * words. Reads `data/` as it stands. Exit code 0, also where nothing is found (that is an answer); 2 without words.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { text3 } from '../domain/forms/schema.ts'
import { ask, buildIndex } from '../domain/procedures/ask.ts'
import { speechFile } from '../domain/procedures/vocabulary.ts'
import type { Speech } from '../domain/procedures/words.ts'

z.config({ jitless: true })

const data = new URL('../data/', import.meta.url)
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, data), 'utf8'))
const words3 = z.object({ kk: z.array(z.string()), ru: z.array(z.string()), en: z.array(z.string()) })
const entry = z.object({ code: z.string(), title: text3, words: words3 })

const entries = readdirSync(new URL('forms/', data))
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => entry.parse(json(`forms/${name}`)))

/** The language of the words: Kazakh by its own letters, English by Latin words, else Russian. */
function speechOf(text: string): Speech {
  if (/[әғқңөұүһі]/i.test(text)) return 'kk'
  return /^[\x20-\x7e]*$/.test(text) &&
    /\b(the|my|is|not|to|a|i|of|for|parcel|letter|app|account|card|number|bill)\b/i.test(text)
    ? 'en'
    : 'ru'
}

const words = process.argv.slice(2).join(' ').trim()
if (words === '') {
  console.error('Say the words of the customer: npm run ask -- "отменить регистрацию"')
  process.exitCode = 2
} else {
  const language = speechOf(words)
  const found = ask(buildIndex(entries, speechFile.parse(json('procedures/synonyms.json'))), words)
  for (const { code, score } of found) {
    const title = entries.find((one) => one.code === code)?.title[language] ?? ''
    console.log(`${code} ${score.toFixed(2)} ${title}`)
  }
  if (found.length === 0) console.log('Nothing found. Intake takes it as free text (Ctrl 0).')
}
