/** The beginning of a shift: what the last closing left, and what does not go on from there. Nobody has to wait for it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { carriedKeys } from '../../domain/shifts/figures.ts'
import type { ShiftState } from '../../electron/contract.ts'
import { api, newCommand } from '../api.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

export function Opening({ shift }: { shift: ShiftState }) {
  const { t } = useTranslation('shift')
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  const [command] = useState(newCommand)
  const [refused, setRefused] = useState<string | null>(null)
  const open = async () => {
    const answer = await api.shifts
      .open({ command })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    setRefused(answer.ok ? null : answer.refusal.code)
  }
  useKeys([['alt+KeyD', () => void open()]])
  const before = shift.before && momentAt(shift.before.at, timeZone)
  const left = carriedKeys.filter((key) => (shift.carried?.[key] ?? 0) > 0)
  return (
    <div className={`banner${shift.differences.length > 0 ? ' bad' : ' warn'} opening`}>
      <div>
        <b>{t('notOpen')}</b>{' '}
        {before
          ? t('closedBefore', { at: `${dates.dotted(before.day)} ${before.time}`, by: shift.before?.by })
          : t('never')}
        {shift.before?.handedTo && ` ${t('handedTo', { name: shift.before.handedTo.signature })}`}
        {left.length > 0 &&
          ` ${t('carried')}: ${left.map((key) => `${t(`figure.${key}`).toLowerCase()} ${shift.carried?.[key]}`).join(', ')}.`}
        {shift.differences.map(({ about, expected, found }) => (
          <p key={about}>
            {t(`differs.${about === 'journal' ? 'journal' : 'count'}`, { what: t(`figure.${about}`), expected, found })}
          </p>
        ))}
        {refused && <p role="alert">{t(`refused.${refused}`)}</p>}
      </div>
      <Button keyName="Alt D" onClick={() => void open()}>
        {t('openShift')}
      </Button>
    </div>
  )
}
