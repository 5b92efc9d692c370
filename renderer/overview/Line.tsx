/** How the line to headquarters stands, in the words of the ledge, and what happens when it returns. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queries } from '../api.ts'
import { useNow } from '../ui/now.ts'
import { exchangeWords, useTimeWords } from '../window/exchangeWords.ts'
import { useDesk } from '../window/workspace.ts'

export function Line() {
  const { t } = useTranslation('reports')
  const { t: tWindow } = useTranslation('window')
  const { timeZone } = useDesk().workspace.branch
  const { day } = useNow(timeZone)
  const time = useTimeWords(timeZone, day)
  const { data: exchange } = useQuery(queries.exchange)
  if (!exchange) return null
  const { icon: Icon, look, state, more } = exchangeWords(exchange, tWindow, time)
  return (
    <section className="start-line" aria-label={t('headquarters')}>
      <div>
        <h3>{t('headquarters')}</h3>
        <p className={look === '' ? 'ok' : 'warn'}>
          <Icon aria-hidden /> <b>{state}</b>
        </p>
        {more && <p className="s m">{more}</p>}
      </div>
      {exchange.waiting > 0 && (
        <div>
          <h3>{t(exchange.state === 'offline' ? 'whenBack' : 'onTheWay')}</h3>
          <p>
            <b>{t('waits', { count: exchange.waiting })}</b>
          </p>
          <p className="s m">{t('inOrder')}</p>
        </div>
      )}
    </section>
  )
}
