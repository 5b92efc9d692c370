/**
 * Files on the slip: how many, and which paper of the form they show. Never what they are called: customers put their own
 * names into that.
 */
import { fieldsOf } from '../domain/forms/catalogue.ts'
import type { Catalogue, Form, Language, Text3 } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import { type Html, html, joined } from './html.ts'
import { plural, TEXTS, writeMoment } from './texts.ts'

/** `key`: of the paper or field of the form; null where nobody said. */
export type Files = readonly { key: string | null; count: number }[]

/**
 * Files that joined the registered case: on the next slip they are the customer's proof. `at` is UTC; `by` as printed, null
 * where it is not known here.
 */
export type Added = { at: string; by: string | null; files: Files }

type Slip = {
  catalogue: Catalogue
  branch: BranchProfile
  form: Form
  languages: readonly [Language, Language]
  both(key: 'added' | 'otherFiles'): Html
  inline(text: Text3, between: string): Html
}

/** Each time with its moment and who took them in. */
export const addedLater = (added: readonly Added[], slip: Slip): Html[] =>
  added.map(({ at, by, files }) => {
    const who = by === null ? '' : html`<small>${by}</small>`
    return html`<dt class="h">${slip.both('added')}</dt><dd class="n">${writeMoment(at, slip.branch.timeZone)}${who}</dd>
${fileLines(files, slip)}`
  })

/** A line for each paper; files that show nothing named come last, together. */
export function fileLines(files: Files, { catalogue, form, languages, inline, both }: Slip): Html[] {
  const titles = new Map<string | null, Text3>([
    ...fieldsOf(catalogue, form).map(({ key, short, label }) => [key, short ?? label] as const),
    ...[...form.papers.required, ...form.papers.optional].map(({ key, title }) => [key, title] as const),
  ])
  const line = (name: Html, count: number) => {
    const said = languages.map((language) => plural(TEXTS[language].slip.files, count, language))
    return html`<dt class="item">${name}</dt><dd>${joined([...new Set(said)], html`<br>`)}</dd>`
  }
  const others = files.reduce((sum, { key, count }) => (titles.has(key) ? sum : sum + count), 0)
  const named = files.flatMap(({ key, count }) => {
    const title = titles.get(key)
    return title ? [line(inline(title, ' / '), count)] : []
  })
  return others > 0 ? [...named, line(both('otherFiles'), others)] : named
}
