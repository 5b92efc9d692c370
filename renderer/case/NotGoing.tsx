/** A case that cannot go to headquarters at all, though no single record of it was refused: why, and the way to what to do. */
import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { queries } from '../api.ts'
import { reasonOf } from '../office/Refused.tsx'
import { Button } from '../ui/Parts.tsx'
import './attention.css'

export function NotGoing({ id }: { id: string }) {
  const { t } = useTranslation('office')
  const [, go] = useLocation()
  const { data: exchange } = useQuery(queries.exchange)
  const one = exchange?.stuck.find((stuck) => stuck.case === id && stuck.refused === null)
  if (!one) return null
  return (
    <div className="attention bad" role="alert">
      <CircleAlert aria-hidden />
      <span>
        {t(`why.${reasonOf(one.reason)}`)}
        <span className="unseen-act">
          <Button look="small" onClick={() => go('/overview/office')}>
            {t('case:refusedTodo')}
          </Button>
        </span>
      </span>
    </div>
  )
}
