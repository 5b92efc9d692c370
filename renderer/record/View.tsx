/** F9: the whole journal as a file (for leads). A reason first; then main asks where, and this shows how far it is and what the file says. */
import { useQuery } from '@tanstack/react-query'
import { FileCheck2, FileDown, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportState } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import './record.css'

const KEY = ['journalExport']
/** While a file is written the bar moves at least so often. */
const LOOK_EVERY_MS = 500

export function View() {
  const { t } = useTranslation('record')
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: () => api.journalExport.state({}),
    staleTime: 0,
    refetchInterval: ({ state: { data: known } }) =>
      known?.ok && known.state.at === 'writing' ? LOOK_EVERY_MS : false,
  })
  if (error) return <p className="bad">{t('ui:broken', { why: error.message })}</p>
  if (!data) return null
  if (!data.ok) return <p className="bad">{t(`export.refused.${data.refusal.code}`)}</p>
  return (
    <div className="export">
      <h2>{t('export.title')}</h2>
      <p>{t('export.say')}</p>
      <p className="m">{t('export.personal')}</p>
      {data.state.at === 'writing' ? <Writing state={data.state} /> : <Begin least={data.reasonLeast} />}
      <Ended state={data.state} />
      <p className="m">
        {t('export.check')} <code>npm run verify -- journal.jsonl</code>
      </p>
    </div>
  )
}

function Begin({ least }: { least: number }) {
  const { t } = useTranslation('record')
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const short = reason.trim().length < least
  const note = t('export.least', { count: least })
  const begin = async () => {
    if (short) return
    try {
      const answer = await api.desk.exportJournal({ reason: reason.trim() })
      setRefused(answer.ok ? null : answer.refusal.code)
    } catch {
      setRefused('unreachable')
    }
    await queryClient.invalidateQueries({ queryKey: KEY })
    void queryClient.invalidateQueries({ queryKey: ['cases', 'looks'] })
  }
  useKeys([['ctrl+Enter', () => void begin()]])
  return (
    <>
      <label className="export-reason">
        {t('export.reason')}
        <textarea
          className="in"
          rows={2}
          maxLength={500}
          value={reason}
          aria-describedby="export-least"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <p id="export-least" className={`note${short ? '' : ' ok'}`}>
        {note}
      </p>
      {refused && (
        <p className={refused === 'cancelled' ? 'm' : 'bad'} role="alert">
          {t(`export.refused.${refused}`)}
        </p>
      )}
      <div className="choices">
        <Button
          look="go"
          icon={FileDown}
          keyName="Ctrl Enter"
          onClick={() => void begin()}
          obstacle={short ? note : undefined}
        >
          {t('export.begin')}
        </Button>
      </div>
    </>
  )
}

function Writing({ state }: { state: Extract<ExportState, { at: 'writing' }> }) {
  const { t } = useTranslation('record')
  const stop = () =>
    void api.journalExport.cancel({}).finally(() => void queryClient.invalidateQueries({ queryKey: KEY }))
  const { done, total, file } = state
  return (
    <div className="export-writing" role="status">
      <p>{t('export.writing', { file })}</p>
      <progress max={Math.max(total, 1)} value={done} />
      <p className="m n">{t('export.progress', { done, total })}</p>
      <div className="choices">
        <Button look="quiet" onClick={stop}>
          {t('export.cancel')}
        </Button>
      </div>
    </div>
  )
}

const COUNTS = ['lines', 'events', 'forks', 'gaps', 'duplicates', 'misfits'] as const

function Ended({ state }: { state: ExportState }) {
  const { t } = useTranslation('record')
  switch (state.at) {
    case 'idle':
    case 'writing':
      return null
    case 'cancelled':
      return <p role="status">{t('export.cancelled')}</p>
    case 'failed':
      return (
        <p className="bad" role="alert">
          {t('export.failed', { why: state.why })}
        </p>
      )
    case 'written': {
      const sound = state.gaps === 0 && state.misfits === 0
      return (
        <section className="export-written" role="status">
          <p className={sound ? 'ok' : 'bad'}>
            {sound ? <FileCheck2 aria-hidden /> : <TriangleAlert aria-hidden />}
            <b>{t('export.written', { file: state.file })}</b>
          </p>
          <dl>
            {COUNTS.map((what) => (
              <div key={what}>
                <dt>{t(`export.${what}`)}</dt>
                <dd className="n">{state[what]}</dd>
              </div>
            ))}
          </dl>
          <p className={sound ? 'm' : 'bad'}>{t(sound ? 'export.whole' : 'export.trouble')}</p>
        </section>
      )
    }
    default:
      return state satisfies never
  }
}
