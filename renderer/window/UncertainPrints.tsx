/**
 * A print whose end nobody saw (a power cut, a stopped printer): asked about once, by the only one who can know, the
 * person at the printer. The number is valid either way.
 */
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, queries, queryClient } from '../api.ts'
import { momentAt } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from './workspace.ts'

export function UncertainPrints() {
  const { t } = useTranslation('window')
  const { workspace } = useDesk()
  const { data } = useQuery(queries.uncertainPrints)
  const [refused, setRefused] = useState(false)
  const job = data?.[0]
  const settle = async (printed: boolean) => {
    if (!job) return
    const answer = await api.printing.settle({ job: job.id, printed })
    setRefused(!answer.ok)
    await queryClient.invalidateQueries({ queryKey: ['prints'] })
    await queryClient.invalidateQueries({ queryKey: ['cases'] })
  }
  useKeys(
    [
      ['Digit1', () => void settle(true)],
      ['Digit2', () => void settle(false)],
    ],
    { inDialog: true, enabled: job !== undefined },
  )
  if (!job) return null
  const at = momentAt(job.at, workspace.branch.timeZone)
  return (
    <Modal opened onClose={() => {}} withCloseButton={false} closeOnEscape={false} title={t('print.title')} size={520}>
      {/* The focus stands on the question: no answer is the one that Enter gives by habit. */}
      <p tabIndex={-1} data-autofocus className="question">
        {t(job.copy > 1 ? 'print.askCopy' : 'print.ask', { number: job.number, time: at.time, copy: job.copy })}
      </p>
      <p className="m">{t('print.safe')}</p>
      {refused && (
        <p className="bad" role="alert">
          {t('ui:notSaved')}
        </p>
      )}
      <div className="choices">
        <Button look="go" keyName="1" onClick={() => void settle(true)}>
          {t('print.yes')}
        </Button>
        <Button keyName="2" onClick={() => void settle(false)}>
          {t('print.no')}
        </Button>
      </div>
    </Modal>
  )
}
