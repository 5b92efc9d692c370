/** Words that come from the catalogue of papers, also where a paper is no longer in it. */
import type { Catalogue, Text3 } from '../../domain/forms/schema.ts'

/** What a clerk calls a type of paper; its code where the catalogue no longer has it. */
export function shortTitle(catalogue: Catalogue, type: string): Text3 {
  return catalogue.forms.find((form) => form.code === type)?.short ?? { kk: type, ru: type, en: type }
}

/** A label inside a sentence: `Согласие дано` → `согласие дано`, `О чём` → `о чём`, while `ИИН` stays as it is. */
export function inSentence(label: string): string {
  const [first = '', second = ''] = label
  return second === ' ' || (second === second.toLocaleLowerCase() && second !== second.toLocaleUpperCase())
    ? first.toLocaleLowerCase() + label.slice(first.length)
    : label
}
