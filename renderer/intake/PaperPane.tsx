/** Beside the form: the application as it will print, live; the slip that the customer will take away; the files taken in. */
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { proofToKeep } from '../../domain/forms/keep.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import type { Draft } from '../../electron/contract.ts'
import { applicationHtml } from '../../paper/application.ts'
import { receiptHtml, slipObstacle } from '../../paper/receipt.ts'
import { FilesTab } from '../attachments/FilesTab.tsx'
import { useFormFiles } from '../attachments/FormFiles.tsx'
import { useKeys } from '../ui/keys.ts'
import { A4_HEIGHT, A4_WIDTH, PaperFrame, SLIP_WIDTHS } from '../ui/PaperFrame.tsx'
import { Key } from '../ui/Parts.tsx'
import { useSettled } from '../ui/settled.ts'
import { pageNonce } from '../window/nonce.ts'
import { useDesk } from '../window/workspace.ts'
import { useAnswerBy } from './ProcedurePane.tsx'
import { usePaperLanguage } from './printing.ts'

const WIDE = 1200

const tabs = ['application', 'slip', 'files'] as const
type Tab = (typeof tabs)[number]

/** Whether the pane stands beside the form, and at which tab; on a narrow screen it is a drawer that F8 pulls out. */
export function usePaperShown() {
  const [shown, setShown] = useState(
    () => window.innerWidth >= WIDE && document.documentElement.dataset.size !== 'large',
  )
  const [tab, setTab] = useState<Tab>('application')
  const show = useCallback((next: Tab) => {
    setTab(next)
    setShown(true)
  }, [])
  return { shown, tab, show, toggle: () => setShown((before) => !before) }
}
export type PaperShown = ReturnType<typeof usePaperShown>

type Props = Pick<Draft, 'papers' | 'outage' | 'handTaken'> & { draft: Draft; form: Form; answers: Answers }

export function PaperPane({ shown: { tab, show }, ...props }: Props & { shown: PaperShown }) {
  const { t } = useTranslation('intake')
  const { files } = useFormFiles()
  useKeys([['alt+KeyF', () => show(tab === 'files' ? 'application' : 'files')]])
  return (
    <aside className="paper-pane" aria-label={t('paperPane')}>
      <div className="tabs" role="tablist">
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            tabIndex={-1}
            aria-selected={one === tab}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => show(one)}
          >
            {t(`paperTab.${one}`)}
            {one === 'files' && <b className="n">{files.length}</b>}
          </button>
        ))}
        <span className="right">
          <Key>F8</Key>
        </span>
      </div>
      {tab === 'application' && <Application {...props} />}
      {tab === 'slip' && <Slip {...props} />}
      {tab === 'files' && <FilesTab />}
    </aside>
  )
}

function Application({ draft, form, answers }: Props) {
  const { t } = useTranslation('intake')
  const { workspace } = useDesk()
  const { catalogue, branch, window: letter } = workspace
  const language = usePaperLanguage(answers)
  const settled = useSettled(answers, 150)
  const page = useMemo(
    () =>
      applicationHtml(
        {
          catalogue,
          branch,
          window: letter,
          type: form.code,
          formVersion: form.version,
          answers: settled,
          label: draft.label,
          language,
          printedAt: new Date().toISOString(),
        },
        { nonce: pageNonce() },
      ),
    [catalogue, branch, letter, form, settled, draft.label, language],
  )
  return (
    <div className="sheet-box">
      <PaperFrame page={page} width={A4_WIDTH} least={A4_HEIGHT} title={t('paperTab.application')} />
    </div>
  )
}

/** The slip as it would be now: the number comes with the registration. */
function Slip({ draft, form, answers, papers, outage, handTaken }: Props) {
  const { t } = useTranslation('intake')
  const { workspace, person } = useDesk()
  const { catalogue, branch, window: letter } = workspace
  const language = usePaperLanguage(answers)
  const { data: due } = useAnswerBy(form, useSettled(answers, 400), { at: handTaken?.at, draft: draft.id })
  if (slipObstacle(branch)) return <p className="sheet-box m">{t('slipLacks', { lacks: t('hours') })}</p>
  if (!due?.ok) return <div className="sheet-box" />
  const page = receiptHtml(
    {
      receipt: {
        number: draft.label,
        type: form.code,
        acceptedAt: handTaken?.at ?? new Date().toISOString(),
        acceptedBy: { signature: person.signature, role: person.role },
        window: letter,
        answer: due.answer,
        answerLanguage: language,
        papers,
        missing: [],
        dues: due.dues,
        told: answers,
        keep: proofToKeep(answers),
        outage: outage ?? undefined,
        byHand: handTaken ? { number: handTaken.number, typedAt: new Date().toISOString() } : undefined,
        qr: draft.label,
      },
      catalogue,
      branch,
      copy: 1,
    },
    { nonce: pageNonce(), size: '80mm' },
  )
  return (
    <div className="sheet-box">
      <p className="note">{t('slipPreview')}</p>
      <PaperFrame page={page} width={SLIP_WIDTHS['80mm']} title={t('paperTab.slip')} />
    </div>
  )
}
