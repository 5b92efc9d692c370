/** How a case of a form may end. A refusal is written down with its reasons, or it is none. */
import type { Catalogue, Form } from './schema.ts'

/** Why this outcome cannot be kept for a case of the form, or null; `reason` in the words of who decided. */
export function outcomeObstacle(
  catalogue: Pick<Catalogue, 'outcomes'>,
  form: Form,
  code: string,
  reason: string,
): { code: 'notOfThisForm' } | { code: 'reasonTooShort'; least: number } | null {
  const outcome = catalogue.outcomes.find((one) => one.code === code)
  if (!outcome || !form.outcomes.includes(code)) return { code: 'notOfThisForm' }
  const least = outcome.reasonAtLeast ?? 0
  const letters = [...reason.trim()].filter((letter) => !/\s/u.test(letter)).length
  return letters < least ? { code: 'reasonTooShort', least } : null
}
