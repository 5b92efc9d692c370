/** The form of one draft. It is read once when it opens; after that the screen is the one that writes. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Draft } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { Opening } from '../ui/Opening.tsx'
import { InVersion } from '../window/InVersion.tsx'
import { useDesk } from '../window/workspace.ts'
import { asLastTyped } from './draft.ts'
import { FormSheet } from './FormSheet.tsx'
import { OthersDraft } from './OthersDraft.tsx'

export function IntakeForm({ id }: { id: string }) {
  const { t } = useTranslation('ui')
  const { data, error, isFetching } = useQuery(queries.drafts)
  const [opened, setOpened] = useState<Draft | null>(null)
  const { workspace, person } = useDesk()
  const { catalogue } = workspace
  const found = data?.find((one) => one.id === id)
  const draft = opened ?? (found && asLastTyped(found))
  if (!draft && error) return <div className="waiting bad">{t('broken', { why: error.message })}</div>
  if (!draft) return isFetching || !data ? <Opening /> : <Redirect to="/" />
  if (draft.by !== person.id) return <OthersDraft draft={draft} />
  if (!opened) setOpened(draft)
  if (!formOf(catalogue, draft.type)) return <div className="waiting">{t('formGone', { type: draft.type })}</div>
  return (
    <InVersion key={draft.id} type={draft.type} version={draft.formVersion}>
      <FormSheet draft={draft} />
    </InVersion>
  )
}
