/** A refusal of the rules in words: what stands in the way, and who or what takes it away. */
import { useTranslation } from 'react-i18next'
import type { PossibleStep } from '../../domain/cases/possible.ts'
import { rolesFor } from '../../domain/people/permissions.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useDesk } from '../window/workspace.ts'
import type { Refusal } from './acting.ts'
import { useWho } from './who.ts'

const reviewing: ReadonlySet<string> = new Set(['acceptCase', 'returnCase', 'finishAtBranch'])

/** The lowest role of the counter that may. */
const whoMay = (step: PossibleStep, reviewer: 'shift_lead' | 'manager') =>
  rolesFor(step).includes('shift_lead') && !(reviewing.has(step) && reviewer === 'manager') ? 'shift_lead' : 'manager'

/** Whether somebody else was first: what he decided is then the answer. */
const overtaken = ({ code }: Refusal): boolean => code === 'wrongState' || code === 'notInReview'

export function useRefusal(detail: CaseDetail, reviewer: 'shift_lead' | 'manager' = 'shift_lead') {
  const { t } = useTranslation('acts')
  const who = useWho()
  const dates = useDates()
  const { branch } = useDesk().workspace
  /** `of`: the case read again, where something has happened meanwhile. */
  return (refusal: Refusal, step: PossibleStep, of: CaseDetail = detail): string => {
    const { code } = refusal
    if (code === 'roleMayNot') return t(`mayOnly.${whoMay(step, reviewer)}`)
    const moved = of.now.since.event !== detail.now.since.event
    if (overtaken(refusal) || (code === 'changedMeanwhile' && moved)) {
      const { since } = of.now
      const entry = of.history.find(({ hash }) => hash === since.event)
      const { day, time } = momentAt(since.at, branch.timeZone)
      const what = entry ? t(`case:event.${entry.type}`, { defaultValue: entry.type }) : ''
      return t('first', { what, by: who(since.by), at: `${dates.dotted(day)} ${time}` })
    }
    const facts = 'days' in refusal ? { count: refusal.days } : 'least' in refusal ? { count: refusal.least } : {}
    const until = 'until' in refusal ? { until: dates.dotted(refusal.until) } : {}
    return t(`refused.${code}`, { ...facts, ...until })
  }
}
