/**
 * The dates that follow from what has been typed, before anything is registered: until when it may be filed, and what the
 * form itself counts. Always with whose rule it is. Late is said, and stops nothing.
 */
import { CalendarClock, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answers, Basis, Form } from '../../domain/forms/schema.ts'
import { fillIn } from '../../domain/forms/sentence.ts'
import { useLanguage, useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { useMomentWords } from '../ui/moments.ts'
import { useSettled } from '../ui/settled.ts'
import { useAnswerBy } from './ProcedurePane.tsx'

type Props = { draft: string; form: Form; answers: Answers; at?: string | undefined }

export function Dates({ draft, form, answers, at }: Props) {
  const { t } = useTranslation('intake')
  const language = useLanguage()
  const dates = useDates()
  const moment = useMomentWords()
  const { data } = useAnswerBy(form, useSettled(answers, 400), { at, draft })
  if (!data?.ok) return null
  const { filing } = data
  const dues = (form.dues ?? []).flatMap((due) => {
    const counted = data.dues.find(({ key }) => key === due.key)
    return counted && due.term ? [{ due, by: counted.by, basis: due.term.basis }] : []
  })
  if (!filing && dues.length === 0) return null
  return (
    <ul className="form-dates" aria-live="polite">
      {filing && (
        <Line warn={filing.late} basis={filing.basis} unconfirmed={filing.unconfirmed}>
          {filing.opens && t('fileFrom', { date: dates.dotted(filing.opens) })}
          <b className="n">{t(filing.late ? 'fileLate' : 'fileUntil', { date: dates.dotted(filing.until) })}</b>
        </Line>
      )}
      {dues.map(({ due, by, basis }) => (
        <Line key={due.key} warn={due.kind === 'notice'} basis={basis}>
          <b className="n">{fillIn(due.say[language], { by: by === null ? '' : moment(by) })}</b>
        </Line>
      ))}
    </ul>
  )
}

function Line({
  warn,
  basis,
  unconfirmed,
  children,
}: {
  warn: boolean
  basis: Basis
  unconfirmed?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation('intake')
  const text = useText()
  const Icon = warn ? TriangleAlert : CalendarClock
  return (
    <li className={warn ? 'warn' : undefined} title={`${text(basis.text)} ${basis.source}`}>
      <Icon aria-hidden />
      <span>
        {children}
        <span className="m"> · {text(basis.text)}</span>
        {unconfirmed && <span className="m"> · {t('unconfirmed')}</span>}
      </span>
    </li>
  )
}
