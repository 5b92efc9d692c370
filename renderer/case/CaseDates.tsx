/**
 * The dates of a case beside that of its answer, as they were promised when it was registered: tasks, promises, what was
 * done when. A promise of hours counts down to its minute; what has passed is said, not hidden.
 */
import { Check, ListTodo, Timer, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DueBy } from '../../domain/forms/dues.ts'
import type { Due, Form } from '../../domain/forms/schema.ts'
import { fillIn } from '../../domain/forms/sentence.ts'
import { useLanguage, useText } from '../i18n.ts'
import { useMomentWords } from '../ui/moments.ts'
import { useNow } from '../ui/now.ts'
import { useDesk } from '../window/workspace.ts'
import './dates.css'

const icons = { notice: TriangleAlert, task: ListTodo, promise: Timer, record: Check }
const MINUTE_MS = 60_000

export function CaseDates({
  form,
  dues,
  acceptedAt,
  ended,
}: {
  form: Form | undefined
  dues: readonly DueBy[] | undefined
  /** UTC. */
  acceptedAt: string
  /** Nothing more is promised by a case that has ended; what was done when stays. */
  ended?: boolean
}) {
  const { t } = useTranslation('case')
  const counted = (form?.dues ?? []).flatMap((due) => {
    const found = dues?.find(({ key }) => key === due.key)
    return found && !(ended && due.kind !== 'record') ? [{ due, by: found.by }] : []
  })
  if (counted.length === 0) return null
  return (
    <ul className="case-dates" aria-label={t('dates')}>
      {counted.map(({ due, by }) => (
        <DateLine key={due.key} due={due} by={by} acceptedAt={acceptedAt} />
      ))}
    </ul>
  )
}

function DateLine({ due, by, acceptedAt }: { due: Due; by: string | null; acceptedAt: string }) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const text = useText()
  const moment = useMomentWords()
  const Icon = icons[due.kind]
  const words = fillIn(due.say[language], { by: by === null ? '' : moment(by) })
  return (
    <li>
      <Icon aria-hidden className={due.kind === 'notice' ? 'warn' : undefined} />
      <span>
        <b className="n">{by === null ? `${words}: ${moment(acceptedAt)}` : words}</b>
        {by?.includes('T') && <Countdown until={by} />}
        {due.term && (
          <span className="m" title={`${text(due.term.basis.text)} ${due.term.basis.source}`}>
            {' '}
            · {t(`basisFull.${due.term.basis.kind}`)}
          </span>
        )}
      </span>
    </li>
  )
}

/** Minutes that are left of a promise. */
function Countdown({ until }: { until: string }) {
  const { t } = useTranslation('case')
  // Draws this line again with each new minute.
  useNow(useDesk().workspace.branch.timeZone)
  const left = Math.ceil((Date.parse(until) - Date.now()) / MINUTE_MS)
  return (
    <span className={`n ${left > 0 ? 'm' : 'warn'}`}>
      {' '}
      · {left > 0 ? t('minutesLeft', { count: left }) : t('promisePassed')}
    </span>
  )
}
