/** F9: the branch as a whole, one section at a time. */
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useDesk } from '../window/workspace.ts'
import { sections } from './sections.ts'
import './overview.css'

export function Overview({ section }: { section: string | undefined }) {
  const { t } = useTranslation('overview')
  const [, go] = useLocation()
  const { person } = useDesk()
  const mine = sections.filter(({ roles }) => roles.includes(person.role))
  const open = mine.find(({ key }) => key === section) ?? mine[0]
  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
      </div>
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
      <div className="body overview">{open && <open.view />}</div>
    </>
  )
}
