/** The catalogue as it is shipped, read from `data/`. */
import { readdirSync, readFileSync } from 'node:fs'
import { checkCatalogue, formOf } from '../../domain/forms/catalogue.ts'
import type { Catalogue, Form } from '../../domain/forms/schema.ts'

const data = new URL('../../data/', import.meta.url)

export const readData = (name: string): unknown => JSON.parse(readFileSync(new URL(name, data), 'utf8'))

/** Names of the shipped form definitions, without `.json`. */
export const shippedForms = (): string[] =>
  readdirSync(new URL('forms/', data))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort()

/** Blocks, lists, outcomes and the named forms, unchecked. */
export const rawCatalogue = (codes = shippedForms()) => ({
  blocks: readData('blocks.json'),
  lists: readData('lists.json'),
  outcomes: readData('outcomes.json'),
  forms: codes.map((code) => readData(`forms/${code}.json`)),
})

/** The shipped catalogue, checked; faults make the test fail with their places. */
export function shippedCatalogue(codes?: string[]): Catalogue {
  const checked = checkCatalogue(rawCatalogue(codes))
  if (!checked.ok) throw new Error(checked.faults.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return checked.catalogue
}

/** One form of a catalogue, where it must be there. */
export function formIn(catalogue: Catalogue, code: string): Form {
  const form = formOf(catalogue, code)
  if (!form) throw new Error(`${code} is not shipped`)
  return form
}
