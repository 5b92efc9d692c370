/** The three checks as boxes to tick, of one case or of several. */
import { useTranslation } from 'react-i18next'
import { Tick } from '../ui/Parts.tsx'
import type { useChecks } from './checks.ts'

export function Ticks({ checks, done, tick }: Pick<ReturnType<typeof useChecks>, 'checks' | 'done' | 'tick'>) {
  const { t } = useTranslation('review')
  return (
    <div className="review-checks">
      {checks.map((check) => (
        <Tick key={check} checked={done.has(check)} onChange={() => tick(check)}>
          {t(`check.${check}`)}
        </Tick>
      ))}
    </div>
  )
}
