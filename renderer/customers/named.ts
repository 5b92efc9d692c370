import { fieldsOf } from '../../domain/forms/catalogue.ts'
import type { Answers, Catalogue, Form } from '../../domain/forms/schema.ts'
import { caseNumberIn } from '../../domain/identifiers/scanned.ts'
import type { RepeatsFound } from '../../electron/contract.ts'

/** The person's earlier cases without those that the paper itself names by now: what was taken over is offered no longer. */
export function notNamed(found: RepeatsFound, catalogue: Catalogue, form: Form, answers: Answers): RepeatsFound {
  const named = new Set(
    fieldsOf(catalogue, form).flatMap(({ key, type }) => {
      const value = type.kind === 'case_number' ? answers[key] : undefined
      return typeof value === 'string' ? [caseNumberIn(value) ?? value] : []
    }),
  )
  const isNew = ({ number }: { number: string }) => !named.has(number)
  const latest = found.others.latest.filter(isNew)
  return {
    ...found,
    matter: found.matter.filter(isNew),
    others: { count: found.others.count - (found.others.latest.length - latest.length), latest },
  }
}
