/** Headquarters' word on one line of every screen, until the person here says that he has read it. */
import { useQuery } from '@tanstack/react-query'
import { Megaphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, queries, queryClient } from '../api.ts'
import { useText } from '../i18n.ts'
import { Button } from '../ui/Parts.tsx'
import './office.css'

export function BulletinBanner() {
  const { t } = useTranslation('office')
  const text = useText()
  const [path, go] = useLocation()
  const { data } = useQuery(queries.bulletins)
  const [bulletin, ...others] = (data ?? []).filter(({ read }) => !read)
  if (!bulletin) return null
  const read = async () => {
    await api.bulletins.read({ id: bulletin.id }).catch(() => null)
    await queryClient.invalidateQueries({ queryKey: ['bulletins'] })
  }
  return (
    <div className="banner line office-banner" role="status">
      <Megaphone aria-hidden />
      {/* Where the line is too short the words are cut: the list has them whole. */}
      <p className="line-words" title={text(bulletin.text)}>
        <b>{t('says')}</b> {text(bulletin.text)}
      </p>
      {others.length > 0 && <b className="n">{t('more', { count: others.length })}</b>}
      {!path.startsWith('/overview/office') && (
        <Button look="small" onClick={() => go('/overview/office')}>
          {t('whole')}
        </Button>
      )}
      <Button look="small" onClick={() => void read()}>
        {t('read')}
      </Button>
    </div>
  )
}
