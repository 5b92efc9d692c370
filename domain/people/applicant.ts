/** The customer as lists show him: an organisation by its name, a person by the names of the document. */
import type { Answers } from '../forms/schema.ts'

/** Empty where nobody has typed a name yet; what is no text counts for none. */
export function applicantOf(answers: Answers): string {
  const text = (key: string) => (typeof answers[key] === 'string' ? answers[key] : '')
  return text('org_name') || [text('last_name'), text('first_name'), text('patronymic')].filter(Boolean).join(' ')
}
