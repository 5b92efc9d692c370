/**
 * The forms of the branch: which version is in force and where it came from, what was kept out and why, and each as the
 * clerk will see it. Nothing is put in force from here: headquarters publishes.
 */
import { useQuery } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Fault } from '../../domain/forms/faults.ts'
import type { Catalogue, Form } from '../../domain/forms/schema.ts'
import { api, queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { Faults } from './Faults.tsx'
import './formsAdmin.css'
import { FaultList } from './FaultList.tsx'
import { type LookedAt, lookAt } from './file.ts'
import { Preview } from './Preview.tsx'

type Chosen = { code: string; version: number } | LookedAt

export function View() {
  const { catalogue } = useDesk().workspace
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const back = () => setChosen(null)
  if (chosen === null) return <List catalogue={catalogue} onChoose={setChosen} />
  if ('code' in chosen)
    return <InVersion key={`${chosen.code} ${chosen.version}`} {...chosen} catalogue={catalogue} onBack={back} />
  const { file, checked } = chosen
  if (!checked.ok) return <Faults file={file} faults={checked.faults} onBack={back} />
  return (
    <Preview form={checked.form} catalogue={checked.catalogue} file={file} notAbove={checked.notAbove} onBack={back} />
  )
}

function InVersion(wish: { code: string; version: number; catalogue: Catalogue; onBack: () => void }) {
  const { t } = useTranslation('ui')
  const { code, version, catalogue, onBack } = wish
  const inForce = formOf(catalogue, code)
  const other = inForce?.version !== version
  const { data, isPending } = useQuery({ ...queries.form(code, version), enabled: other })
  const form = other ? data : inForce
  if (form) return <Preview form={form} catalogue={catalogue} onBack={onBack} />
  return <p className="m">{isPending ? t('opening') : t('formGone', { type: code })}</p>
}

function List({ catalogue, onChoose }: { catalogue: Catalogue; onChoose: (chosen: Chosen) => void }) {
  const { t } = useTranslation('formsAdmin')
  const chooser = useRef<HTMLInputElement>(null)
  const { data } = useQuery({ queryKey: ['forms', 'sources'], queryFn: () => api.forms.sources({}) })
  return (
    <div className="forms-list">
      <div className="forms-head">
        <p className="m">{t('about')}</p>
        <Button icon={FileUp} onClick={() => chooser.current?.click()}>
          {t('openFile')}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label={t('openFile')}
          onChange={async (event) => {
            const [file] = event.currentTarget.files ?? []
            event.currentTarget.value = ''
            if (file) onChoose(await lookAt(file, catalogue))
          }}
        />
      </div>
      <KeptOut />
      <table className="forms-table">
        <thead>
          <tr>
            {(['form', 'version', 'since', 'source', 'kept'] as const).map((column) => (
              <th key={column}>{t(`column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {catalogue.forms.map((form) => (
            <Row
              key={form.code}
              form={form}
              source={data?.find(({ code }) => code === form.code)}
              onChoose={(version) => onChoose({ code: form.code, version })}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type Source = Awaited<ReturnType<typeof api.forms.sources>>[number]

function Row({
  form,
  source,
  onChoose,
}: {
  form: Form
  source: Source | undefined
  onChoose: (version: number) => void
}) {
  const { t } = useTranslation('formsAdmin')
  const text = useText()
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  const received = source?.receivedAt && momentAt(source.receivedAt, timeZone)
  return (
    <tr>
      <td>
        <button type="button" className="forms-open" onClick={() => onChoose(form.version)}>
          <b>{text(form.short)}</b> <span className="m">{form.code}</span>
        </button>
      </td>
      <td className="n">{form.version}</td>
      <td className="n">{dates.dotted(form.since)}</td>
      <td>
        {source && t(`from.${source.source}`)}
        {received && <span className="m">, {`${dates.dotted(received.day)} ${received.time}`}</span>}
      </td>
      <td>
        {source?.kept.map((version) => (
          <button key={version} type="button" className="link" onClick={() => onChoose(version)}>
            {t('versionNumber', { version })}
          </button>
        ))}
      </td>
    </tr>
  )
}

/** What this program could not use, file by file. */
function KeptOut() {
  const { t } = useTranslation('formsAdmin')
  const { faults } = useDesk().workspace
  const byFile = new Map<string, Fault[]>()
  for (const { file, ...fault } of faults) byFile.set(file, [...(byFile.get(file) ?? []), fault])
  if (byFile.size === 0) return null
  return (
    <section className="forms-out">
      <h2 className="bad">{t('keptOut')}</h2>
      {[...byFile].map(([file, own]) => (
        <details key={file} open={byFile.size === 1}>
          <summary>
            <b>{file}</b> · {t('faults', { count: own.length })}
          </summary>
          <FaultList faults={own} />
        </details>
      ))}
    </section>
  )
}
