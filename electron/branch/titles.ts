/**
 * What a case is called in a list where its own answers call it otherwise than its type: a letter in the customer's own
 * words is taken in on the paper of complaints and is none. Read from its events, and only for the few types that say so.
 */
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Text3 } from '../../domain/forms/schema.ts'
import { titleFor } from '../../domain/forms/terms.ts'
import type { Branch } from './branch.ts'
import { formMadeWith } from './forms.ts'
import { caseOf } from './projection.ts'

export function titled<Row extends { id: string; type: string }>(branch: Branch, row: Row): Row & { titled?: Text3 } {
  if (!formOf(branch.knowledge.catalogue, row.type)?.titles) return row
  const found = caseOf(branch, row.id)
  const form = found && formMadeWith(branch, found)
  const title = form && titleFor(form, found.answers)
  return title && title !== form ? { ...row, titled: title.short } : row
}
