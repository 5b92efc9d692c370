/**
 * F9: the branch as a whole. Whoever leads it comes to a page that says what waits for him, and opens the other sections
 * from a menu; a clerk has a few sections, and no more than those.
 */
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { may } from '../../domain/people/permissions.ts'
import { useDates } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { useDesk } from '../window/workspace.ts'
import './overview.css'
import { SectionMenu } from './SectionMenu.tsx'
import { Start } from './Start.tsx'
import { sectionsFor } from './sections.ts'

export function Overview({ section }: { section: string | undefined }) {
  const { t } = useTranslation('overview')
  const [, go] = useLocation()
  const dates = useDates()
  const { person, workspace } = useDesk()
  const { day } = useNow(workspace.branch.timeZone)
  const mine = sectionsFor(person.role)
  const leads = may(person, 'seeAllCases')
  const open = mine.find(({ key }) => key === section) ?? (leads ? undefined : mine[0])
  return (
    <>
      <div className="head">
        {open && leads ? (
          <>
            <button type="button" className="overview-back" onClick={() => go('/overview')}>
              {t('title')} <ChevronRight aria-hidden />
            </button>
            <h1>{t(`section.${open.key}`)}</h1>
          </>
        ) : (
          <>
            <h1>{t('title')}</h1>
            <span className="m">{dates.long(day)}</span>
          </>
        )}
        {leads && (
          <span className="right">
            <SectionMenu mine={mine} open={open?.key} />
          </span>
        )}
      </div>
      {!leads && (
        <div className="tabs" role="tablist" aria-label={t('title')}>
          {mine.map(({ key }) => (
            <button
              key={key}
              type="button"
              role="tab"
              aria-selected={key === open?.key}
              tabIndex={key === open?.key ? 0 : -1}
              onClick={() => go(`/overview/${key}`)}
            >
              {t(`section.${key}`)}
            </button>
          ))}
        </div>
      )}
      {open ? (
        <div className="body overview">
          <open.view />
        </div>
      ) : (
        leads && <Start />
      )}
    </>
  )
}
