/** Alt G: all sections in two groups. */
import { Popover } from '@mantine/core'
import { LayoutList } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { groups, type sectionsFor } from './sections.ts'

export function SectionMenu({ mine, open }: { mine: ReturnType<typeof sectionsFor>; open: string | undefined }) {
  const { t } = useTranslation('overview')
  const [, go] = useLocation()
  const [opened, setOpened] = useState(false)
  useKeys([['alt+KeyG', () => setOpened(!opened)]])
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button icon={LayoutList} keyName="Alt G" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {t('sections')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <nav className="section-menu" aria-label={t('sections')}>
          {groups.map((group) => (
            <div key={group}>
              <h3>{t(`group.${group}`)}</h3>
              {mine
                .filter((one) => one.group === group)
                .map(({ key }) => (
                  <button
                    key={key}
                    type="button"
                    className={key === open ? 'lit' : ''}
                    aria-current={key === open ? 'page' : undefined}
                    onClick={() => {
                      setOpened(false)
                      go(`/overview/${key}`)
                    }}
                  >
                    {t(`section.${key}`)}
                  </button>
                ))}
            </div>
          ))}
        </nav>
      </Popover.Dropdown>
    </Popover>
  )
}
