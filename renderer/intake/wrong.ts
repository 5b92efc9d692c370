/** How many fields are wrong, and what can be done about them: nobody is offered a tick that none of them has. */
import type { FormFinding } from '../../domain/forms/check.ts'

export type Wrong = {
  fields: number
  /** Which of the wrong fields may be kept as "so in the document". */
  keep: 'all' | 'some' | 'none'
}

export function wrongIn(findings: readonly FormFinding[]): Wrong {
  const errors = findings.filter(({ level }) => level === 'error')
  const fields = new Set(errors.map(({ field }) => field))
  const stuck = new Set(errors.filter(({ mayKeep }) => !mayKeep).map(({ field }) => field))
  const keep = stuck.size === 0 ? 'all' : stuck.size === fields.size ? 'none' : 'some'
  return { fields: fields.size, keep }
}
