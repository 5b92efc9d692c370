/**
 * A form version as headquarters publishes it: the definition's bytes, frozen, with a signature over them and over the
 * name they go by, so that nobody passes an old definition off as a new one. Whether it can be used is another question
 * (`acceptVersion`): a signature says who sent it, not that it is sound.
 */
import { z } from 'zod'
import { canonical, type Json } from '../journal/canonical.ts'
import type { Primitives, Sign } from '../journal/primitives.ts'
import { form } from './schema.ts'

/** What PostgreSQL's `integer` holds. */
const versionNumber = z.int().positive().max(2_147_483_647)

/** What a form goes by. */
export const formName = z.strictObject({ code: form.shape.code, version: versionNumber })
export type FormName = z.infer<typeof formName>
/** A definition that may be faulty in everything else. */
const named = formName.loose()

export const publishedForm = formName.extend({ body: z.string(), signature: z.string() })
export type PublishedForm = z.infer<typeof publishedForm>

const text = ({ code, version, body }: Omit<PublishedForm, 'signature'>) => `okno-form-1\n${code} ${version}\n${body}`

/** Freezes and signs a definition, sound or not. Null where it has no code and version, or no single form as bytes. */
export function publish(raw: Json, sign: Sign): PublishedForm | null {
  const body = frozen(raw)
  const name = named.safeParse(raw)
  if (body === null || !name.success) return null
  const { code, version } = name.data
  return { code, version, body, signature: sign(text({ code, version, body })) }
}

/** Whether headquarters signed these bytes under this code and version, and the bytes say the same. */
export function isPublished(primitives: Primitives, given: PublishedForm, hqKey: string): boolean {
  if (!primitives.verify(hqKey, text(given), given.signature)) return false
  const name = named.safeParse(definitionIn(given.body))
  return name.success && name.data.code === given.code && name.data.version === given.version
}

/** The definition in a published body; undefined where it is no JSON. */
export function definitionIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function frozen(raw: Json): string | null {
  try {
    return canonical(raw)
  } catch {
    return null
  }
}
