/** The whole history of a case on paper or as a PDF, in a language to choose; the answer's language stands first. */
import { Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { FileDown, Printer } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { language as languages } from '../../domain/forms/schema.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { usePaperLanguage } from '../intake/printing.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { Segments } from '../ui/Segments.tsx'
import { slipWish } from '../window/look.ts'
import './record.css'

type Outcome = { ok: true; file?: string } | { ok: false; refusal: { code: string } }

export function RecordPrint({
  detail: { row, registered },
  onClose,
}: {
  detail: Pick<CaseDetail, 'row' | 'registered'>
  onClose: () => void
}) {
  const { t } = useTranslation('record')
  const [language, setLanguage] = useState(usePaperLanguage(registered.answers))
  const [said, setSaid] = useState<string | null>(null)
  const busy = useRef(false)
  const run = async (make: () => Promise<Outcome>) => {
    if (busy.current) return
    busy.current = true
    setSaid('working')
    const outcome = await make().catch(() => ({ ok: false as const, refusal: { code: 'failed' } }))
    busy.current = false
    void queryClient.invalidateQueries({ queryKey: ['cases', 'looks'] })
    if (!outcome.ok) return setSaid(outcome.refusal.code === 'cancelled' ? null : outcome.refusal.code)
    const message = outcome.file ? t('print.saved', { file: outcome.file }) : t('print.printed')
    notifications.show({ color: 'petrol', message })
    onClose()
  }
  const wish = () => ({ case: row.id, language, large: slipWish().large })
  const print = () => void run(() => api.printing.caseRecord(wish()))
  const save = () => void run(() => api.desk.saveCaseRecord(wish()))
  useKeys(
    [
      ['ctrl+KeyP', print],
      ['ctrl+KeyS', save],
    ],
    { inDialog: true },
  )
  return (
    <Modal opened onClose={onClose} title={t('print.title')} size={620} withCloseButton={false}>
      <div className="record-print">
        <p>
          <b className="n">{row.number}</b>
        </p>
        <p className="m">{t('print.say')}</p>
        <Segments
          label={t('print.language')}
          value={language}
          options={languages.options.map((one) => ({ value: one, label: t(`ui:languageName.${one}`) }))}
          onChange={(next) => setLanguage(languages.catch(language).parse(next))}
        />
        {said && (
          <p className={said === 'working' ? 'm' : 'bad'} role="status">
            {t(`print.${said}`)}
          </p>
        )}
        <div className="choices">
          <Button look="go" icon={Printer} keyName="Ctrl P" onClick={print} data-autofocus>
            {t('print.print')}
          </Button>
          <Button icon={FileDown} keyName="Ctrl S" onClick={save}>
            {t('print.save')}
          </Button>
          <Button look="quiet" keyName="Esc" onClick={onClose}>
            {t('print.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
