/**
 * F7: a shift of this window. The journal's figures stand beside what lies in the drawer; on the right what is left to do.
 * Closing waits for drafts, counts and words alone, never for the network or for another person.
 */
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Figure } from '../../domain/shifts/figures.ts'
import type { ShiftState } from '../../electron/contract.ts'
import { api, queries, queryClient } from '../api.ts'
import { KeptUnder } from '../case/kept.ts'
import { useLanguage } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { Before } from './Before.tsx'
import { type CloseRefusal, useClosing } from './closing.ts'
import { FigureList } from './FigureList.tsx'
import { Left } from './Left.tsx'
import { Opening } from './Opening.tsx'
import { Reconcile } from './Reconcile.tsx'
import './shift.css'

export function Shift() {
  const { t } = useTranslation('shift')
  const { workspace, person } = useDesk()
  const { data: shift } = useQuery(queries.shift)
  const dates = useDates()
  const opened = shift?.open && momentAt(shift.open.at, workspace.branch.timeZone)
  return (
    <>
      <div className="head">
        <h1>{t('title', { letter: workspace.window })}</h1>
        {opened && (
          <span className="m">
            {t('openSince', { at: `${dates.dotted(opened.day)} ${opened.time}`, by: shift?.open?.by })}
          </span>
        )}
        <span className="right s m">{t('fromJournal')}</span>
      </div>
      {shift && !shift.open && <Opening shift={shift} />}
      {shift?.before && <Before before={shift.before} />}
      {shift && (
        <KeptUnder value={`${person.id} shift ${shift.before?.at ?? ''}`}>
          <Closing shift={shift} />
        </KeptUnder>
      )}
    </>
  )
}

function Closing({ shift }: { shift: ShiftState }) {
  const { t } = useTranslation('shift')
  const closing = useClosing(shift)
  const printLast = usePrintLast()
  const [figure, setFigure] = useState<Figure | null>(null)
  const obstacle = useObstacle(closing, shift.figures.drafts)
  const close = async () => {
    const { registered, waiting, sent } = shift.figures
    if (!(await closing.close())) return
    notifications.show({
      color: 'petrol',
      message: t('closed', { registered, waiting: waiting + sent }),
      autoClose: 15_000,
    })
    await printLast()
    await queryClient.invalidateQueries({ queryKey: ['session'] })
  }
  useKeys([
    ['ctrl+Enter', () => obstacle === null && void close()],
    ['ctrl+KeyP', () => void printLast()],
  ])
  return (
    <>
      {closing.refusal && <Refused refusal={closing.refusal} />}
      <div className="cols shift">
        <div className="shift-main">
          <Reconcile figures={shift.figures} closing={closing} open={figure} onOpen={setFigure} />
          {figure && <FigureList figure={figure} closing={closing} />}
        </div>
        <Left closing={closing} onFigure={setFigure} />
      </div>
      <div className="act">
        <Button
          look="quiet"
          icon={Printer}
          keyName="Ctrl P"
          obstacle={shift.before ? undefined : t('never')}
          onClick={() => void printLast()}
        >
          {t('printLast')}
        </Button>
        <span className="right">
          {obstacle && <span className="s m">{obstacle}</span>}
          <Button look="go" keyName="Ctrl Enter" onClick={() => void close()} obstacle={obstacle ?? undefined}>
            {t('close')}
          </Button>
        </span>
      </div>
    </>
  )
}

/** What still keeps the shift open, the first of it. */
function useObstacle({ notCounted, notExplained, pin }: ReturnType<typeof useClosing>, drafts: number): string | null {
  const { t } = useTranslation('shift')
  if (drafts > 0) return t('draftsFirst', { count: drafts })
  const [uncounted] = notCounted
  if (uncounted) return t('count', { what: t(`figure.${uncounted}`) })
  const [unexplained] = notExplained
  if (unexplained) return t('explain', { what: t(`figure.${unexplained}`) })
  return pin === '' ? t('signFirst') : null
}

function Refused({ refusal }: { refusal: CloseRefusal }) {
  const { t } = useTranslation('shift')
  return (
    <p className="banner bad" role="alert">
      {t(`refused.${refusal.code}`, 'seconds' in refusal ? { seconds: refusal.seconds } : {})}
    </p>
  )
}

/** The slip of the last closing, for the drawer; where none comes out, the closing stands all the same. */
function usePrintLast() {
  const { t } = useTranslation('shift')
  const language = useLanguage()
  return async () => {
    const outcome = await api.printing
      .shift({ language })
      .catch(() => ({ ok: false as const, refusal: { code: 'failed' as const } }))
    if (!outcome.ok) notifications.show({ color: 'orange', message: t(`notPrinted.${outcome.refusal.code}`) })
  }
}
