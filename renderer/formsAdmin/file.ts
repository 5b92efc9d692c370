/** A form definition from a file, for looking at: checked as headquarters' own would be, and never put in force. */

import { fault, notJson } from '../../domain/forms/faults.ts'
import type { Catalogue } from '../../domain/forms/schema.ts'
import { type CheckedDefinition, checkDefinition, placesInFile } from '../../domain/forms/version.ts'

export type LookedAt = { file: string; checked: CheckedDefinition }

/** Longer than any form; what is longer is no form and is not read. */
const LARGEST_BYTES = 2_000_000

export async function lookAt(file: File, catalogue: Catalogue): Promise<LookedAt> {
  if (file.size > LARGEST_BYTES) return { file: file.name, checked: { ok: false, faults: [tooLarge(file.size)] } }
  return { file: file.name, checked: checkText(await file.text(), catalogue) }
}

export function checkText(text: string, catalogue: Catalogue): CheckedDefinition {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    return { ok: false, faults: [notJson(error)] }
  }
  const checked = checkDefinition(catalogue, raw)
  return checked.ok ? checked : { ok: false, faults: placesInFile(checked.faults, raw) }
}

const tooLarge = (bytes: number) => fault('', 'tooLarge', { bytes })
