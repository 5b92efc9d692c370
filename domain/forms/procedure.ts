/** The steps a clerk sees for these answers. A step that the customer has already been through is never among them. */
import { holds } from './conditions.ts'
import type { Answers, Form, Language } from './schema.ts'
import { fillSentence, sayPieces } from './sentence.ts'

/** The steps that apply, in order. */
export function stepsFor(form: Form, answers: Answers): Form['procedure']['steps'] {
  return form.procedure.steps.filter(
    ({ when, unless }) => (!when || holds(when, answers)) && !(unless && holds(unless, answers)),
  )
}

/** The sentence to say to the customer after registration; `answerBy` as a day in words of that language. */
export function sentenceToSay(form: Form, language: Language, known: { number: string; answerBy: string }): string {
  return sayPieces(
    fillSentence(form.procedure.tell[language], (name) =>
      name === 'number' ? known.number : name === 'answerBy' ? known.answerBy : '',
    ),
  )
}
