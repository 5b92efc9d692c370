/**
 * The clock of a case as its events make it: when it started, what was promised, where it stood still, when it stopped.
 * All moments become days in the branch's time zone here, so that whoever has the same events has the same days.
 */
import { type Case, isOpen } from '../../domain/cases/case.ts'
import type { Clock } from '../../domain/cases/clocks.ts'
import type { CaseRegistered } from '../../domain/cases/events.ts'
import { evolve } from '../../domain/cases/evolve.ts'
import { withdrawalsHeld } from '../../domain/cases/withdrawals.ts'
import { primitives } from '../../trust/primitives.ts'
import { dayIn } from './branch.ts'
import type { Knowledge } from './catalogue.ts'
import type { StoredEvent } from './store/journal.ts'

type Knows = Pick<Knowledge, 'profile' | 'rules'>

/** `events`: of the case, in fold order. */
export function clockOf(
  found: Case,
  { acceptedOn }: Pick<CaseRegistered, 'acceptedOn'>,
  events: readonly StoredEvent[],
  { profile, rules }: Knows,
): Clock {
  const day = (moment: string) => dayIn(profile.timeZone, Date.parse(moment))
  const dayOf = (hash: string | undefined, type?: string) => {
    const event = events.find((one) => one.hash === hash && (type === undefined || one.fields.type === type))
    return event ? day(event.fields.at) : null
  }
  const reopened = found.answerDates.map(({ event }) => dayOf(event, 'caseReopened')).findLast((one) => one !== null)
  const mayPause = rules.clocks.pauses.some(({ country }) => country === profile.country)
  return {
    startedOn: reopened ?? acceptedOn,
    answerBy: found.answerBy,
    pauses: mayPause ? pausesIn(events, day, dayOf(found.answerDates.at(-1)?.event) ?? acceptedOn) : [],
    stoppedOn: isOpen(found.state) ? null : day(found.delivery?.deliveredAt ?? found.since.at),
  }
}

/** The days on which the customer was asked and had not brought it, since the last day that was promised. */
function pausesIn(events: readonly StoredEvent[], day: (moment: string) => string, since: string): Clock['pauses'] {
  const pauses: { from: string; until: string | null }[] = []
  let state: Case | null = null
  for (const event of withdrawalsHeld(primitives.sha256, events)) {
    const next: Case | null = evolve(state, event) ?? state
    const [stood, stands] = [state?.state === 'need_customer', next?.state === 'need_customer']
    const last = pauses.at(-1)
    if (!stood && stands) pauses.push({ from: day(event.fields.at), until: null })
    if (stood && !stands && last) last.until = day(event.fields.at)
    state = next
  }
  return pauses
    .filter(({ until }) => until === null || until > since)
    .map(({ from, until }) => ({ from: from > since ? from : since, until }))
}
