/** How the application is to be printed where the usual way does not serve: another language, large letters, lines for a pen. */
import { Popover } from '@mantine/core'
import { ChevronUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../domain/forms/schema.ts'
import { languages } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { Button, Tick } from '../ui/Parts.tsx'
import { Segments } from '../ui/Segments.tsx'
import type { PrintApplication } from './printing.ts'

export function PrintMenu({ print }: { print: PrintApplication }) {
  const { t } = useTranslation('intake')
  const [open, setOpen] = useState(false)
  const [chosen, setLanguage] = useState<Language | null>(null)
  const [large, setLarge] = useState(false)
  const language = chosen ?? print.language
  useKeys([['ctrl+shift+KeyP', () => setOpen(true)]])
  const run = (blank: boolean) => {
    setOpen(false)
    void print.run({ language, blank, large })
  }
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="iconbtn"
          aria-label={t('printMenu.title')}
          title={`${t('printMenu.title')} Ctrl Shift P`}
          onClick={() => setOpen(!open)}
        >
          <ChevronUp aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="print-menu">
        <Segments
          label={t('printMenu.language')}
          value={language}
          options={languages.map((one) => ({ value: one, label: t(`printMenu.${one}`) }))}
          onChange={(next) => setLanguage(languages.find((one) => one === next) ?? null)}
        />
        <Tick checked={large} onChange={setLarge}>
          {t('printMenu.large')}
        </Tick>
        <div className="row">
          <Button look="small" onClick={() => run(false)}>
            {t('printMenu.filled')}
          </Button>
          <Button look="small" onClick={() => run(true)}>
            {t('printMenu.blank')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
