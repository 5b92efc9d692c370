/**
 * The forms that headquarters knows by itself: what it published, and what ships with its program. A registration is held
 * against these, so that a device cannot leave out what a form wants.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { definitionIn, type FormName } from '../domain/forms/publication.ts'
import { type Form, form as formSchema } from '../domain/forms/schema.ts'
import { canonical, type Json } from '../domain/journal/canonical.ts'
import type { Sql } from './store/database.ts'
import { bodiesOf, bodyOf, newestVersion, type Signed } from './store/forms.ts'

const folder = new URL('../data/forms/', import.meta.url)
let shipped: { form: Form; body: string }[] | undefined

function shippedWithBodies() {
  shipped ??= readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const raw = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Json
      const form = formSchema.safeParse(raw).data
      return form ? [{ form, body: canonical(raw) }] : []
    })
  return shipped
}

export const shippedForms = (): Form[] => shippedWithBodies().map(({ form }) => form)

/** The version of a form that ships, with its definition as bytes. */
export function shippedVersion(code: string): { version: number; body: string } | undefined {
  const found = shippedWithBodies().find(({ form }) => form.code === code)
  return found && { version: found.form.version, body: found.body }
}

/** The form in this version; null where it is not known or this program cannot read it. */
export async function knownForm(sql: Sql, name: FormName): Promise<Form | null> {
  const published = await bodyOf(sql, name)
  if (published !== null) return formSchema.safeParse(definitionIn(published)).data ?? null
  return shippedForms().find(({ code, version }) => code === name.code && version === name.version) ?? null
}

/** The form in its newest version; null where no version of it is known. */
export async function newestForm(sql: Sql, code: string): Promise<Form | null> {
  const published = await knownForm(sql, { code, version: await newestVersion(sql, code) })
  return published ?? shippedForms().find((form) => form.code === code) ?? null
}

// By the signature over the bytes: what was read once stays right, and no other database can mean something else by it.
const parsed = new Map<string, Form | null>()
const PARSED_KEPT = 2000

/** These published versions by their signature, null where this program cannot read one. Asks only for what it has not seen. */
export async function readForms(sql: Sql, names: readonly Signed[]): Promise<ReadonlyMap<string, Form | null>> {
  if (parsed.size > PARSED_KEPT) parsed.clear()
  const unseen = names.filter(({ signature }) => !parsed.has(signature))
  if (unseen.length > 0) {
    const read = await bodiesOf(sql, unseen)
    for (const { signature, body } of read) parsed.set(signature, formSchema.safeParse(definitionIn(body)).data ?? null)
  }
  return parsed
}
