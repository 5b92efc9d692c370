/** One case in full: what was asked, what is lacking, who did what and when, and how far each event has travelled. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { CaseFiles } from '../attachments/CaseFiles.tsx'
import { ConsentSection } from '../consent/ConsentSection.tsx'
import { useText } from '../i18n.ts'
import { CaseMarks } from '../outages/CaseMarks.tsx'
import { CaseNumber } from '../queue/columns.tsx'
import { StateChip } from '../queue/StateChip.tsx'
import { useDates } from '../ui/dates.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { useLate } from '../ui/late.ts'
import { Key } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { InVersion } from '../window/InVersion.tsx'
import { useDesk } from '../window/workspace.ts'
import { Actions } from './Actions.tsx'
import { AnswersView } from './AnswersView.tsx'
import { CaseDates } from './CaseDates.tsx'
import './case.css'
import { Conflicts, Lacks, Marks } from './Attention.tsx'
import { History } from './History.tsx'

export function CaseSheet({ id }: { id: string }) {
  const { t } = useTranslation('ui')
  const [, go] = useLocation()
  const { data: detail, error } = useQuery(queries.detail(id))
  const late = useLate(300)
  useKeys([['Escape', () => go('/queue')]])
  useFreshFocus()
  if (error) return <div className="waiting bad">{t('broken', { why: error.message })}</div>
  if (!detail) return <div className="waiting">{detail === null ? t('caseGone') : late && t('opening')}</div>
  return (
    <InVersion key={id} type={detail.row.type} version={detail.registered.formVersion}>
      <Sheet detail={detail} />
    </InVersion>
  )
}

function Sheet({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('case')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  const { row, registered } = detail
  // The slip itself says whether it has more on it than at the registration, from wherever the files came.
  const { data: receipt } = useQuery(queries.receipt(row.id))
  const form = formOf(catalogue, row.type)
  const { answer } = registered
  return (
    <>
      <div className="head">
        <h1>
          <CaseNumber number={row.number} branch={branch.code} />
        </h1>
        <StateChip row={row} />
        <Marks marks={row.marks} />
        <span className="right hint" title={text(answer.basis.text)}>
          {t('answerBy')} <b className="n ink">{dates.short(row.answerBy)}</b> ·{' '}
          {t(`ui:term.${answer.unit}`, { count: answer.amount })}, {t(`ui:basis.${answer.basis.kind}`)}
        </span>
      </div>
      <div className="cols">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what is below */}
        <section className="case-body" tabIndex={0} aria-label={t('answers')}>
          <h2 className="case-title">
            {row.applicant}
            <span className="m"> · {text(shortTitle(catalogue, row.type))}</span>
          </h2>
          <CaseMarks registered={registered} />
          <Conflicts conflicts={detail.conflicts} />
          <Lacks missing={detail.missing} form={form} />
          {form && <ConsentSection of={{ case: row.id }} form={form} answers={registered.answers} />}
          <CaseDates form={form} dues={registered.dues} acceptedAt={row.registeredAt} />
          <AnswersView registered={registered} form={form} />
          <CaseFiles id={row.id} form={form} added={receipt?.added !== undefined} />
        </section>
        <aside className="case-aside">
          <History detail={detail} />
        </aside>
      </div>
      <div className="act">
        <span className="hint">
          <Key>Esc</Key> {t('back')}
        </span>
        <Actions detail={detail} />
      </div>
    </>
  )
}
