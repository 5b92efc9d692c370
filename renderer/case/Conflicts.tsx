/**
 * What did not fit, with the entries that its maker had not seen. It stands until a lead has looked and said so; then it
 * is told with his words.
 */
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CaseDetail } from '../../electron/contract.ts'
import { Button } from '../ui/Parts.tsx'
import './attention.css'
import type { Opened } from './opened.ts'
import { useRefusal } from './refusals.ts'
import { useSaid } from './who.ts'

type Conflict = CaseDetail['conflicts'][number]
type Props = { detail: CaseDetail; onOpen: (opened: Opened) => void }

export function Conflicts({ detail, onOpen }: Props) {
  return detail.conflicts.map((conflict) => (
    <One key={conflict.event} conflict={conflict} detail={detail} onOpen={onOpen} />
  ))
}

function One({ conflict, detail, onOpen }: Props & { conflict: Conflict }) {
  const { t } = useTranslation('case')
  const { t: tActs } = useTranslation('acts')
  const [, go] = useLocation()
  const said = useSaid()
  const say = useRefusal(detail)
  const { confirmed, unseen = [], applied } = conflict
  const entryOf = (hash: string) => detail.history.find((one) => one.hash === hash)
  const own = entryOf(conflict.event)
  const missed = unseen.flatMap((hash) => entryOf(hash) ?? [])
  const refusal = detail.possible.confirmBasis
  return (
    <div className={`attention ${confirmed ? '' : 'bad'}`} role={confirmed ? undefined : 'alert'}>
      <CircleAlert aria-hidden />
      <span>
        <b>{t(`event.${conflict.type}`, { defaultValue: conflict.type })}</b>
        {own && <span className="m"> · {said(own)}</span>}
        <br />
        {conflict.reason === 'refused'
          ? t('notTaken')
          : `${t('conflict')} ${t(`conflictReason.${conflict.reason}`, { defaultValue: conflict.reason })}.`}
        {applied !== undefined && ` ${tActs(applied ? 'applied' : 'notApplied')}`}
        {missed.length > 0 && (
          <>
            <br />
            {tActs('unseen')}
            <ul className="unseen">
              {missed.map((entry) => (
                <li key={entry.hash}>
                  {t(`event.${entry.type}`, { defaultValue: entry.type })}{' '}
                  <span className="m">
                    {said(entry)} ·{' '}
                    {entry.office ? t('office:title') : t('window:windowLetter', { letter: entry.window })}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        {confirmed ? (
          <>
            <br />
            {tActs('confirmed')} {t('ui:quoted', { said: confirmed.words })}{' '}
            <span className="m said">{said({ at: confirmed.at, by: detail.names[confirmed.by] ?? confirmed.by })}</span>
          </>
        ) : (
          <span className="unseen-act">
            {conflict.reason === 'refused' && (
              <Button look="small" onClick={() => go('/overview/office')}>
                {t('refusedTodo')}
              </Button>
            )}
            <Button
              look="small"
              onClick={() => onOpen({ step: 'confirmBasis', about: conflict.event })}
              obstacle={refusal ? say(refusal, 'confirmBasis') : undefined}
            >
              {tActs('confirmBasis.name')}
            </Button>
            {refusal && <small className="m">{say(refusal, 'confirmBasis')}</small>}
          </span>
        )}
      </span>
    </div>
  )
}
