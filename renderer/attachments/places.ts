/** What a file can show: each paper of the form, each of its fields of files. Where nobody said, nothing. */
import { useTranslation } from 'react-i18next'
import { fieldsOf } from '../../domain/forms/catalogue.ts'
import type { Form, Text3 } from '../../domain/forms/schema.ts'
import { useText } from '../i18n.ts'
import { useDesk } from '../window/workspace.ts'

/** The value of a list that stands for `null`. */
export const NOBODY_SAID = ''

function usePlaceTexts(form: Form | undefined): { key: string; title: Text3 }[] {
  const { catalogue } = useDesk().workspace
  if (!form) return []
  const fields = fieldsOf(catalogue, form).filter((field) => field.type.kind === 'files')
  return [
    ...[...form.papers.required, ...form.papers.optional].map(({ key, title }) => ({ key, title })),
    ...fields.map((field) => ({ key: field.key, title: field.short ?? field.label })),
  ]
}

/** For a list to choose from. */
export function usePlaces(form: Form | undefined): { value: string; label: string }[] {
  const { t } = useTranslation('attachments')
  const text = useText()
  const places = usePlaceTexts(form)
  return [
    { value: NOBODY_SAID, label: t('paperUnsaid') },
    ...places.map(({ key, title }) => ({ value: key, label: text(title) })),
  ]
}

/** What a stored key is called; null where nobody said, the key where the form no longer has it. */
export function usePaperName(form: Form | undefined): (paper: string | null) => string | null {
  const text = useText()
  const places = usePlaceTexts(form)
  return (paper) => {
    const found = places.find(({ key }) => key === paper)
    return found ? text(found.title) : paper
  }
}
