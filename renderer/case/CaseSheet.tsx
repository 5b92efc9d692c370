/** One case in full: what was asked, what is lacking, who did what and when, and how far each event has travelled. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isWorkedOn } from '../../domain/cases/case.ts'
import { hasEnded } from '../../domain/cases/ended.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { CaseFiles } from '../attachments/CaseFiles.tsx'
import { ConsentSection } from '../consent/ConsentSection.tsx'
import { useText } from '../i18n.ts'
import { CaseMarks } from '../outages/CaseMarks.tsx'
import { CaseNumber } from '../queue/columns.tsx'
import { StateChip } from '../queue/StateChip.tsx'
import { SlipOnly } from '../receipt/SlipOnly.tsx'
import { Late } from '../today/Late.tsx'
import { StandingChip } from '../today/Standing.tsx'
import { useDates } from '../ui/dates.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { Opening } from '../ui/Opening.tsx'
import { Key } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { InVersion } from '../window/InVersion.tsx'
import { useDesk } from '../window/workspace.ts'
import { Actions } from './Actions.tsx'
import { AnswersView } from './AnswersView.tsx'
import { CaseDates } from './CaseDates.tsx'
import './case.css'
import { Lacks, Marks } from './Attention.tsx'
import { usePanelKey } from './acting.ts'
import { Conflicts } from './Conflicts.tsx'
import { History } from './History.tsx'
import { KeptUnder, useKept } from './kept.ts'
import { NotGoing } from './NotGoing.tsx'
import type { Opened } from './opened.ts'
import { OpenPanel } from './Panels.tsx'
import { Standing } from './Standing.tsx'
import { Steps } from './Steps.tsx'

export function CaseSheet({ id }: { id: string }) {
  const { t } = useTranslation('ui')
  const [, go] = useLocation()
  const { data: detail, error } = useQuery(queries.detail(id))
  const { data: receipt } = useQuery({ ...queries.receipt(id), enabled: detail === null })
  useKeys([['Escape', () => go('/queue')]])
  useFreshFocus()
  if (error) return <div className="waiting bad">{t('broken', { why: error.message })}</div>
  if (detail === null && receipt) return <SlipOnly receipt={receipt} />
  if (!detail) return detail === null ? <div className="waiting">{t('caseGone')}</div> : <Opening />
  return (
    <InVersion key={id} type={detail.row.type} version={detail.registered.formVersion}>
      <Open detail={detail} />
    </InVersion>
  )
}

/** Which panel is open is kept with what is typed in it: after a lock it stands as it was. */
function Open({ detail }: { detail: CaseDetail }) {
  const under = usePanelKey(detail.row.id)('')
  return (
    <KeptUnder value={under}>
      <Sheet detail={detail} />
    </KeptUnder>
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
  const works = isWorkedOn(row.state)
  const ended = hasEnded(row.state)
  const [opened, setOpened] = useKept<Opened | null>('panel', null)
  return (
    <>
      <div className="head">
        <h1>
          <CaseNumber number={row.number} branch={branch.code} />
        </h1>
        <StateChip row={row} />
        {/* That something did not fit is the state itself. */}
        <Marks marks={row.marks.filter((mark) => mark !== 'conflict')} />
        <StandingChip standing={row.standing} />
        {works && (
          <span className="right hint" title={text(answer.basis.text)}>
            {t('answerBy')} <b className="n ink">{dates.short(row.answerBy)}</b> ·{' '}
            {answer.by !== row.answerBy
              ? t('firstPromised', { day: dates.short(answer.by) })
              : `${t(`ui:term.${answer.unit}`, { count: answer.amount })}, ${t(`ui:basis.${answer.basis.kind}`)}`}
          </span>
        )}
      </div>
      <div className="cols">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what is below */}
        <section className="case-body" tabIndex={0} aria-label={t('answers')}>
          <h2 className="case-title">
            {row.applicant}
            <span className="m"> · {text(shortTitle(catalogue, row))}</span>
          </h2>
          <CaseMarks registered={registered} />
          <Late row={row} />
          <Standing detail={detail} form={form} onOpen={setOpened} />
          <Conflicts detail={detail} onOpen={setOpened} />
          <NotGoing id={row.id} />
          {works && !detail.now.answer && <Lacks missing={detail.missing} form={form} />}
          {works && form && <ConsentSection of={{ case: row.id }} form={form} answers={detail.now.answers} />}
          <CaseDates form={form} dues={registered.dues} acceptedAt={row.registeredAt} ended={ended} />
          <AnswersView detail={detail} form={form} />
          <CaseFiles id={row.id} form={form} takes={!ended} added={receipt?.added !== undefined} />
        </section>
        <aside className="case-aside">
          <Steps detail={detail} onOpen={setOpened} />
          <History detail={detail} onOpen={setOpened} />
        </aside>
      </div>
      <div className="act">
        <span className="hint">
          <Key>Esc</Key> {t('back')}
        </span>
        <Actions detail={detail} onOpen={setOpened} />
      </div>
      {opened && <OpenPanel detail={detail} opened={opened} onClose={() => setOpened(null)} />}
    </>
  )
}
