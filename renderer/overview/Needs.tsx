/** What waits for whoever leads the branch, the first first: Enter opens it, digits the others. */
import {
  AlarmClock,
  ArrowUpToLine,
  CalendarClock,
  Eraser,
  FileQuestion,
  Flame,
  Inbox,
  type LucideIcon,
  Scale,
  ScanEye,
  SearchX,
  Undo2,
  UserCheck,
  UserX,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { movings } from '../../domain/cases/today.ts'
import type { Need } from '../../domain/reports/needs.ts'
import type { Overview } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { want } from '../today/wanted.ts'
import { useDates } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { Key, type Tone } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'

const looks: Record<Need, { icon: LucideIcon; tone: Tone }> = {
  urgentReview: { icon: Flame, tone: 'bad' },
  passedUp: { icon: ArrowUpToLine, tone: 'bad' },
  overdue: { icon: AlarmClock, tone: 'bad' },
  due: { icon: CalendarClock, tone: 'warn' },
  selfReviewed: { icon: UserCheck, tone: 'warn' },
  returned: { icon: Undo2, tone: 'bad' },
  customerLate: { icon: FileQuestion, tone: 'warn' },
  review: { icon: ScanEye, tone: 'info' },
  investigations: { icon: Scale, tone: 'warn' },
  tray: { icon: Inbox, tone: 'info' },
  searches: { icon: SearchX, tone: 'm' },
  people: { icon: UserX, tone: 'bad' },
  looks: { icon: Eraser, tone: 'warn' },
}

/** Opens the list that a count is the length of. */
export function useOpenNeed(): (need: Need) => void {
  const [, go] = useLocation()
  return (need) => {
    const moving = movings.find((one) => one === need)
    if (moving) want(moving)
    go(moving ? '/overview/today' : need === 'review' ? '/review' : `/overview/${need}`)
  }
}

export function Needs({ needs }: { needs: Overview['needs'] }) {
  const { t } = useTranslation('reports')
  const open = useOpenNeed()
  const overdue = needs.some(({ need }) => need === 'overdue')
  return (
    <section className="needs" aria-label={t('needs')}>
      <h2>{t('needs')}</h2>
      {needs.length === 0 && <p className="m needs-none">{t('nothing')}</p>}
      {needs.map((one, i) => (
        <button key={one.need} type="button" className={i === 0 ? 'lit' : ''} onClick={() => open(one.need)}>
          <NeedLine {...one} />
          {i < 9 && <Key>{i === 0 ? 'Enter' : String(i + 1)}</Key>}
        </button>
      ))}
      {!overdue && <p className="m s needs-none">{t('noOverdue')}</p>}
    </section>
  )
}

function NeedLine({ need, count, first }: Overview['needs'][number]) {
  const { t } = useTranslation('reports')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  const { day } = useNow(branch.timeZone)
  const { icon: Icon, tone } = looks[need]
  const more = first && [
    first.number,
    text(shortTitle(catalogue, first)),
    t('answerBy', { day: dates.cell(first.answerBy, day) }),
  ]
  return (
    <>
      <Icon aria-hidden className={tone} />
      <b className="need-count">{count}</b>
      <span>
        <b>{t(`need.${need}`)}</b>
        <small className="m">{more ? more.join(' · ') : t(`needMore.${need}`)}</small>
      </span>
    </>
  )
}
