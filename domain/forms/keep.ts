/** What the customer holds in proof and is told, on the slip, not to give away or throw out. */
import { answerTo } from './conditions.ts'
import type { Answers, Catalogue, Language } from './schema.ts'

/** The field of a form that asks what proof has been kept; its list has a value for “none”. */
const FIELD = 'evidence'
const NONE = 'none'

/** Codes of the proof that was named; the slip prints the words of `FIELD`'s list. */
export function proofToKeep(answers: Answers): string[] {
  const named = answerTo(answers, FIELD)
  if (!Array.isArray(named)) return []
  return named.filter((code): code is string => typeof code === 'string' && code !== NONE)
}

/** A named proof in words; its code where the list no longer has it. */
export function proofWords(catalogue: Catalogue, code: string): Record<Language, string> {
  const values = catalogue.lists.find((list) => list.key === FIELD)?.values
  return values?.find((value) => value.code === code)?.label ?? { kk: code, ru: code, en: code }
}
