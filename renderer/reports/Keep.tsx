/** The same figures on paper, and as a table for a spreadsheet; without who works here. */
import { notifications } from '@mantine/notifications'
import { Printer, Table } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Slice } from '../../domain/reports/slice.ts'
import { api } from '../api.ts'
import { useLanguage } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'

export function Keep({ slice }: { slice: Slice }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const say = (ok: boolean, message: string) => notifications.show({ color: ok ? 'petrol' : 'orange', message })
  const print = () =>
    void api.printing
      .counts({ slice, language })
      .catch(() => ({ ok: false as const, refusal: { code: 'failed' as const } }))
      .then((outcome) => say(outcome.ok, outcome.ok ? t('printed') : t(`printRefused.${outcome.refusal.code}`)))
  const save = () =>
    void api.desk
      .saveCounts({ slice, language })
      .catch((error: unknown) => ({ ok: false as const, refusal: { code: 'failed' as const, why: String(error) } }))
      .then((saved) => {
        if (saved.ok) say(true, t('saved', { file: saved.file }))
        else if (saved.refusal.code !== 'cancelled') say(false, t('notSaved'))
      })
  useKeys([
    ['alt+KeyM', print],
    ['alt+KeyX', save],
  ])
  return (
    <span className="reports-keep">
      <Button look="small" icon={Printer} keyName="Alt M" onClick={print}>
        {t('print')}
      </Button>
      <Button look="small" icon={Table} keyName="Alt X" onClick={save}>
        {t('save')}
      </Button>
    </span>
  )
}
