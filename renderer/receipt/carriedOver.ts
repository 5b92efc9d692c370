/** What a second case of the same customer takes along: who he is, who acts for him, his document, how he wants the answer. */
import type { Answers, Catalogue } from '../../domain/forms/schema.ts'

const ofThePerson = new Set(['A', 'R', 'D', 'N'])

/** Consent is given for each case anew and never goes along, nor does "the original was shown". */
export function carriedOver(catalogue: Catalogue, answers: Answers): Answers {
  const fields = catalogue.blocks.filter((block) => ofThePerson.has(block.code)).flatMap((block) => block.fields)
  const keys = new Set(fields.filter((field) => !field.mustBeTrue).map((field) => field.key))
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)))
}
