/**
 * What this branch's records hold for the form on the screen. Only a form that asks for it asks the branch; of one person
 * nothing is shown any more once the form names another. A proof may be found by a name or an account, which no key of a
 * person tells: it is offered only for the very answers on the screen.
 */
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import { personKeys } from '../../domain/customers/person.ts'
import { isFromRecords } from '../../domain/forms/fromRecords.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import type { Draft, PersonRecords } from '../../electron/contract.ts'
import { api } from '../api.ts'
import type { OpenDraft } from '../intake/draft.ts'
import { useSettled } from '../ui/settled.ts'

const PAUSE_MS = 250

/** `records` is null before the first answer, and where nothing is asked. */
export type RecordsShare = { records: PersonRecords | null }

/** A form that is only looked at (F9) stands outside: it has no records. */
export const RecordsContext = createContext<RecordsShare>({ records: null })
export const useKnownRecords = (): RecordsShare => useContext(RecordsContext)

const asks = (form: Form): boolean =>
  form.fields.some(({ type }) => isFromRecords(type) || (type.kind === 'case_number' && type.earlier !== undefined))

export function useRecords(draft: Draft, form: Form, open: OpenDraft): RecordsShare {
  const answers = useSettled(open.answers, PAUSE_MS)
  const whose = whoseOf(answers)
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['cases', 'records', draft.id, open.type, whose, answers],
    queryFn: () =>
      api.customers.records({
        draft: draft.id,
        type: open.type,
        ...(open.type === draft.type && { formVersion: draft.formVersion }),
        answers,
      }),
    enabled: asks(form),
    placeholderData: (before, query) => (query?.queryKey[4] === whose ? before : undefined),
  })
  const typed = open.answers
  return useMemo(
    () => ({ records: recordsToShow(data, { typed, asked: answers, isOld: isPlaceholderData }) }),
    [data, typed, answers, isPlaceholderData],
  )
}

/** `asked`: the answers that the branch was last asked about; `isOld`: what it found is of answers before those. */
export function recordsToShow(
  found: PersonRecords | undefined,
  { typed, asked, isOld }: { typed: Answers; asked: Answers; isOld: boolean },
): PersonRecords | null {
  if (!found || whoseOf(typed) !== whoseOf(asked)) return null
  return typed === asked && !isOld ? found : { ...found, evidence: [] }
}

const whoseOf = (answers: Answers): string => JSON.stringify(personKeys(answers))
