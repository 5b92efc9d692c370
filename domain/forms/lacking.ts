/**
 * What is missing, in words that say of what: «номер» alone may be of a document, a parcel or a bill. A field stands with
 * the heading of its section, as it does on the screen and the paper; those of one section share it.
 */
import { formFields } from './catalogue.ts'
import type { Catalogue, Form, Language, Text3 } from './schema.ts'
import { inSentence } from './sentence.ts'

/** `of`: heading of the section; null where the name says it by itself: a paper, or words made for the purpose. */
export type Lacking = { of: Text3 | null; items: { key: string; name: Text3 }[] }

/**
 * The fields and papers with these keys, in their order, those of one section together. The customer is told in the words
 * made for him (`lacks`) where there are some. A key that the form no longer has stands for itself.
 */
export function lackingIn(
  catalogue: Catalogue,
  form: Form,
  keys: readonly string[],
  told: 'clerk' | 'customer' = 'clerk',
): Lacking[] {
  const groups: Lacking[] = []
  for (const key of keys) {
    const { of, name } = named(catalogue, form, key, told)
    const last = groups.at(-1)
    if (last && of && last.of === of) last.items.push({ key, name })
    else groups.push({ of, items: [{ key, name }] })
  }
  return groups
}

function named(
  catalogue: Catalogue,
  form: Form,
  key: string,
  told: 'clerk' | 'customer',
): { of: Text3 | null; name: Text3 } {
  for (const { title, fields } of formFields(catalogue, form)) {
    const field = fields.find((one) => one.key === key)
    if (!field) continue
    if (told === 'customer' && field.lacks) return { of: null, name: field.lacks }
    return { of: title, name: field.short ?? field.label }
  }
  const paper = [...form.papers.required, ...form.papers.optional].find((one) => one.key === key)
  return { of: null, name: paper?.title ?? { kk: key, ru: key, en: key } }
}

/** `Почтовое отправление: трек-номер, дата отправки` */
export function sayLacking({ of, items }: Lacking, language: Language): string {
  const names = items.map(({ name }) => name[language])
  return of ? `${of[language]}: ${names.map(inSentence).join(', ')}` : names.join(', ')
}
