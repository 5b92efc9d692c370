/** Words that come from the catalogue of papers, also where a paper is no longer in it. */
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Answers, Catalogue, Text3 } from '../../domain/forms/schema.ts'
import { titleFor } from '../../domain/forms/terms.ts'

/** A paper in a list: a draft with its answers, or a case with what its answers call it. */
type Listed = { type: string; answers?: Answers; titled?: Text3 }

/** What a clerk calls a paper, with its own answers where they call it otherwise; its code where the catalogue no longer has it. */
export function shortTitle(catalogue: Catalogue, { type, answers, titled }: Listed): Text3 {
  if (titled) return titled
  const form = formOf(catalogue, type)
  return form ? titleFor(form, answers ?? {}).short : { kk: type, ru: type, en: type }
}
