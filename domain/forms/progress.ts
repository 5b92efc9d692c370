/** How far a form is filled in: what somebody gave, of what there is to give. What stood there by itself is neither. */
import { shownFields } from './answers.ts'
import { isAnswered } from './conditions.ts'
import type { Answers, AnswerValue, Catalogue, Field, Form } from './schema.ts'

const same = (a: AnswerValue | undefined, b: AnswerValue | undefined) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Of the fields that are shown for these answers and not folded away: how many somebody filled in. A field that stands as
 * the form opens it (its usual value, the language of the screen, `joined`: the number of the outage that is going) is not
 * counted at all, nor is a tick that was taken away a thing said.
 */
export function progressOf(
  catalogue: Catalogue,
  form: Form,
  answers: Answers,
  joined: Answers = {},
): { given: number; asked: number } {
  const isPreset = ({ key, default: usual, defaultFrom }: Field): boolean => {
    const value = answers[key]
    if (!isAnswered(value)) return false
    return defaultFrom !== undefined || same(value, usual) || same(value, joined[key])
  }
  const asked = shownFields(catalogue, form, answers).filter((field) => !field.rare && !isPreset(field))
  return {
    given: asked.filter(({ key }) => isAnswered(answers[key]) && answers[key] !== false).length,
    asked: asked.length,
  }
}
