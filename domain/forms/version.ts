/**
 * A new version of a form, as headquarters sends it. It is taken whole or not at all: a definition with any fault, or one
 * that is not newer than the one in force, leaves everything as it was.
 */
import { checkCatalogue, formOf, schemaFaults } from './catalogue.ts'
import type { Fault } from './crosscheck.ts'
import { type Catalogue, type Form, form as formSchema } from './schema.ts'

export type AcceptedVersion = { ok: true; form: Form; catalogue: Catalogue } | { ok: false; faults: Fault[] }

/** `catalogue` is the one in force; on success the answer holds the next one, on refusal the caller keeps what it had. */
export function acceptVersion(catalogue: Catalogue, raw: unknown): AcceptedVersion {
  const parsed = formSchema.safeParse(raw)
  if (!parsed.success) return { ok: false, faults: schemaFaults(parsed.error, raw) }
  const form = parsed.data
  const held = formOf(catalogue, form.code)
  if (held && form.version <= held.version) {
    const message = `version ${form.version} is not newer than version ${held.version}, which is in force`
    return { ok: false, faults: [{ path: 'version', message }] }
  }
  const forms = held ? catalogue.forms.map((one) => (one === held ? form : one)) : [...catalogue.forms, form]
  const checked = checkCatalogue({ ...catalogue, forms })
  return checked.ok ? { ok: true, form, catalogue: checked.catalogue } : checked
}
