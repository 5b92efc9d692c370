/**
 * A new version of a form, as headquarters sends it. It is taken whole or not at all: a definition with any fault, or one
 * that is not newer than the one in force, leaves everything as it was.
 */
import { checkCatalogue, formOf, schemaFaults, withForm } from './catalogue.ts'
import { type Fault, fault } from './faults.ts'
import type { FormName } from './publication.ts'
import { type Catalogue, type Form, form as formSchema } from './schema.ts'

/** `notAbove`: the version in force, where the definition is not newer than it. */
export type CheckedDefinition =
  | { ok: true; form: Form; catalogue: Catalogue; notAbove: number | null }
  | { ok: false; faults: Fault[] }

/** Whether a definition could be used with these blocks, lists and other forms. Nothing is put in force. */
export function checkDefinition(catalogue: Catalogue, raw: unknown): CheckedDefinition {
  const parsed = formSchema.safeParse(raw)
  if (!parsed.success) return { ok: false, faults: schemaFaults(parsed.error, raw) }
  const form = parsed.data
  const held = formOf(catalogue, form.code)
  const checked = checkCatalogue(withForm(catalogue, form))
  if (!checked.ok) return checked
  return {
    ok: true,
    form,
    catalogue: checked.catalogue,
    notAbove: held && form.version <= held.version ? held.version : null,
  }
}

/** The faults of a definition with their places named from its own top, for whoever has only its file before him. */
export function placesInFile(faults: readonly Fault[], raw: unknown): Fault[] {
  const code = typeof raw === 'object' && raw !== null && 'code' in raw ? raw.code : undefined
  const prefix = `forms.${String(code)}.`
  return faults.map(({ path, ...said }) => ({
    path: path.startsWith(prefix) ? path.slice(prefix.length) : path,
    ...said,
  }))
}

export type AcceptedVersion = { ok: true; form: Form; catalogue: Catalogue } | { ok: false; faults: Fault[] }

/** `catalogue` is the one in force; on success the answer holds the next one, on refusal the caller keeps what it had. */
export function acceptVersion(catalogue: Catalogue, raw: unknown): AcceptedVersion {
  const checked = checkDefinition(catalogue, raw)
  if (!checked.ok) return checked
  const { form, notAbove } = checked
  if (notAbove === null) return { ok: true, form, catalogue: checked.catalogue }
  return { ok: false, faults: [fault('version', 'notNewer', { version: form.version, inForce: notAbove })] }
}

/** A definition that came from outside, with what it goes by. */
export type Sent = FormName & { definition: unknown }
export type Refused = FormName & { faults: Fault[] }

/**
 * The catalogue with the newest sound version of each form, and those that were kept out although they are newer than
 * what is then in force. The order of `sent` does not matter: one that names a form not there yet is tried again after
 * each that was accepted.
 */
export function acceptVersions(
  catalogue: Catalogue,
  sent: readonly Sent[],
): { catalogue: Catalogue; refused: Refused[] } {
  let inForce = catalogue
  const isNewer = ({ code, version }: FormName) => version > (formOf(inForce, code)?.version ?? 0)
  const newestFirst = sent.toSorted((a, b) => b.version - a.version || (a.code < b.code ? -1 : 1))
  for (;;) {
    const refused: Refused[] = []
    let accepted = false
    for (const { definition, ...name } of newestFirst) {
      if (!isNewer(name)) continue
      const verdict = acceptVersion(inForce, definition)
      if (verdict.ok) inForce = verdict.catalogue
      else refused.push({ ...name, faults: verdict.faults })
      accepted ||= verdict.ok
    }
    if (!accepted) return { catalogue: inForce, refused }
  }
}
