/**
 * Whom a case or a draft is about. Of a case the projection keeps it, so that lists are asked for it; it is read
 * anew with every change of the case and of the people of the branch. A name that somebody once had goes on naming him.
 */
import { z } from 'zod'
import { namesPerson } from '../../domain/cases/review.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Draft } from '../contract.ts'
import type { Branch } from './branch.ts'
import { formMadeWith } from './forms.ts'
import type { CaseRecord } from './store/cases.ts'
import { basePeople, eventsOfPeople, members } from './store/people.ts'
import type { Db } from './store/sql.ts'

type Named = Pick<Person, 'id' | 'lastName' | 'firstName' | 'patronymic'>
const named = z.object({ person: z.string(), lastName: z.string(), firstName: z.string(), patronymic: z.string() })

/** Every name that anybody here has or had; who has gone may come back. */
function everyName(db: Db): Named[] {
  const written = eventsOfPeople(db).flatMap(({ payload }) => {
    const { data } = named.safeParse(payload)
    return data ? [{ ...data, id: data.person }] : []
  })
  return [...members(db), ...basePeople(db), ...written]
}

/** As the row keeps it: ids, each once. */
export function namedIn(db: Db, form: Form | undefined | null, answers: Answers): string {
  if (!form?.staff) return ''
  const ids = everyName(db).flatMap((one) => (namesPerson({ answers }, form, one) ? [one.id] : []))
  return [...new Set(ids)].join(' ')
}

export const isNamed = ({ named }: Pick<CaseRecord, 'named'>, { id }: Pick<Person, 'id'>): boolean => named.includes(id)

/** What one types oneself one knows: only a draft of somebody else is hidden from whom it names. */
export function draftNames(
  branch: Pick<Branch, 'db' | 'knowledge'>,
  draft: Pick<Draft, 'type' | 'formVersion' | 'answers' | 'by'>,
  { id }: Pick<Person, 'id'>,
): boolean {
  if (draft.by === id) return false
  return namedIn(branch.db, formMadeWith(branch, draft) ?? null, draft.answers).includes(id)
}
