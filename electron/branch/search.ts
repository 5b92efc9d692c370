/**
 * What a case can be found by: the customer's names, its number with and without hyphens, the paper's and the outage's, the label
 * of its draft, and the numbers of items and accounts. Never by IIN or telephone: that is looking for a person, which
 * needs a case or a reason. Folded as `fold` does, so that letters typed without Kazakh layout still find it.
 */

import type { Case } from '../../domain/cases/case.ts'
import { fieldsOf } from '../../domain/forms/catalogue.ts'
import type { Answers, AnswerValue, Catalogue, FieldType, Form } from '../../domain/forms/schema.ts'
import { applicantOf } from '../../domain/people/applicant.ts'
import { fold } from '../../domain/procedures/fold.ts'

/** Text fields that hold names without being a person's name, by key of the common blocks. */
const nameKeys = new Set(['org_name', 'sender_name', 'addressee_name'])

/**
 * The search text of a case: folded words, then marks without their signs. `form`: it was made with; `label`: of its draft;
 * `registered`: its answers as they were then, for a name that was corrected since still stands on the customer's slip.
 */
export function searchText(
  catalogue: Catalogue,
  form: Form | undefined,
  found: Case,
  { label, registered }: { label: string; registered: Answers },
): string {
  const fields = form ? fieldsOf(catalogue, form) : []
  const names = fields
    .filter(({ key, type }) => type.kind === 'name' || nameKeys.has(key))
    .flatMap(({ key }) => [...texts(found.answers[key]), ...texts(registered[key])])
  const own = new Set(form?.matter ?? [])
  const marks = fields
    .filter(({ key, type }) => isMark(type) || (own.has(key) && type.kind === 'text'))
    .flatMap(({ key }) => texts(found.answers[key]))
    .filter((text) => !isPhone(text))
  const joined = [found.outage, found.handTaken?.number].filter((one) => typeof one === 'string')
  const folded = [found.number, label, ...joined, applicantOf(found.answers), ...names, ...marks].map(fold)
  return [...new Set([...folded, ...[found.number, ...marks].map(plain)])].filter(Boolean).join(' ')
}

/** In lower case, as the customer's document has it. */
export const spelled = (text: string): string => text.normalize('NFC').trim().toLowerCase().replace(/\s+/gu, ' ')

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Numbers of items and cases. A person's own numbers are no words to look for: see `domain/customers/find.ts`. */
const isMark = (type: FieldType): boolean =>
  type.kind === 'login' ||
  type.kind === 'case_number' ||
  (type.kind === 'identifier' && type.of === 'track') ||
  (type.kind === 'list' && type.of === 'track')

/** A login may be a telephone, and that is a person's. */
const isPhone = (text: string): boolean => /^\+\d{8,15}$/.test(text)

const texts = (value: AnswerValue | undefined): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((entry): entry is string => typeof entry === 'string')
      : []
