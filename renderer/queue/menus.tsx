/** F: which types; S: in which order. */
import { Popover } from '@mantine/core'
import { ArrowDownUp, Funnel } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { QueueQuery } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { Button, Tick } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

type Opening = { opened: boolean; onOpen: (open: boolean) => void }

export function FilterMenu({
  opened,
  onOpen,
  types,
  onTypes,
}: Opening & { types: string[]; onTypes: (types: string[]) => void }) {
  const { t } = useTranslation('queue')
  const text = useText()
  const { forms } = useDesk().workspace.catalogue
  return (
    <Popover opened={opened} onChange={onOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button icon={Funnel} keyName="F" onClick={() => onOpen(!opened)} aria-expanded={opened}>
          {types.length === 0 ? t('filter') : t('filtered', { count: types.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className="menu" aria-label={t('filter')}>
          {forms.map((form) => (
            <Tick
              key={form.code}
              checked={types.includes(form.code)}
              onChange={(on) => onTypes(on ? [...types, form.code] : types.filter((one) => one !== form.code))}
            >
              {text(form.short)}
            </Tick>
          ))}
          <Button look="small" onClick={() => onTypes([])}>
            {t('noFilter')}
          </Button>
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}

type Sort = Pick<QueueQuery, 'sort' | 'descending'>

export function SortMenu({
  opened,
  onOpen,
  sorts,
  now,
  onSort,
}: Opening & { sorts: readonly QueueQuery['sort'][]; now: Sort; onSort: (sort: Sort) => void }) {
  const { t } = useTranslation('queue')
  return (
    <Popover opened={opened} onChange={onOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button icon={ArrowDownUp} keyName="S" onClick={() => onOpen(!opened)} aria-expanded={opened}>
          {t(`sort.${now.sort}`)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className="menu" aria-label={t('sortWord')}>
          {sorts.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === now.sort}
              className={one === now.sort ? 'lit' : ''}
              onClick={() => {
                onSort({ sort: one, descending: one === now.sort ? !now.descending : one === 'registeredAt' })
                onOpen(false)
              }}
            >
              {t(`sort.${one}`)}
            </button>
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}
