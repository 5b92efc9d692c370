/** One case as it stands, and what the signed-in person could do with it: for the screen, read from the database each time. */
import type { Case, Stamp } from '../../../domain/cases/case.ts'
import { type Possible, possibleOn } from '../../../domain/cases/possible.ts'
import { SYSTEM } from '../../../domain/journal/event.ts'
import { signature } from '../../../domain/people/person.ts'
import type { CaseDetail } from '../../contract.ts'
import { answersSeen, changesSeen } from '../answersSeen.ts'
import type { Branch } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { caseIsAboutViewer } from '../sight.ts'
import type { StoredEvent } from '../store/journal.ts'
import { officerNames } from '../store/office.ts'
import { personOf } from '../store/people.ts'
import { reviewFacts, timeFacts } from './facts.ts'
import { olderOnes } from './older.ts'

type Standing = Pick<CaseDetail, 'now' | 'possible' | 'older' | 'names'>

export function standingOf(branch: Branch, found: Case, events: readonly StoredEvent[]): Standing {
  const names = namesIn(branch, found, events)
  const older = olderOnes(branch, found)
  return {
    now: withoutHidden(branch, nowOf(branch, found, names)),
    possible: possibleFor(branch, found, older),
    older: older.map(({ id, number, registeredAt }) => ({ case: id, number, registeredAt })),
    names,
  }
}

function possibleFor(branch: Branch, found: Case, older: ReturnType<typeof olderOnes>): Possible {
  const person = branch.session.current()
  if (!person) return {}
  const form = formMadeWith(branch, found) ?? null
  const { outcomes } = branch.knowledge.catalogue
  const finishes = outcomes.some(({ code, atBranch, state }) => atBranch && !state && form?.outcomes.includes(code))
  const facts = { ...reviewFacts(branch, found, person, form), ...timeFacts(branch, found) }
  return possibleOn(found, facts, { older, finishes })
}

function nowOf(branch: Branch, found: Case, names: Record<string, string>): CaseDetail['now'] {
  const who = ({ at, by }: Stamp) => ({ at, by: by === SYSTEM ? null : (names[by] ?? by) })
  const { returned, asked, answer, delivery, since, officer } = found
  return {
    since: { ...who(since), event: since.event },
    answers: answersSeen(branch, found.answers),
    kept: found.kept,
    corrections: found.corrections.map(({ reason, changed, ...stamp }) => ({
      ...{ ...who(stamp), reason, changed: changesSeen(branch, changed) },
    })),
    returned: returned && {
      ...who(returned),
      ...{ office: returned.office, reasons: returned.reasons, answers: returned.answers },
    },
    asked: asked && { ...who(asked), what: asked.what, until: asked.until, told: asked.told },
    answer: answer && shownAnswer(answer, who(answer)),
    delivery: delivery && {
      ...who(delivery),
      ...{ channel: delivery.channel, deliveredAt: delivery.deliveredAt, to: delivery.to },
    },
    mergedInto: found.mergedInto,
    joined: found.joined,
    bag: found.bag,
    hqNumber: found.hqNumber,
    officer: officer?.name ?? null,
    disputes: found.disputes.map(({ entry, words, ...stamp }) => ({ ...who(stamp), entry, words })),
  }
}

/** A case that was merged with one about the viewer does not tell him of it. */
function withoutHidden(branch: Branch, now: CaseDetail['now']): CaseDetail['now'] {
  const seen = (one: { case: string } | null) => !one || !caseIsAboutViewer(branch, one.case)
  return { ...now, mergedInto: seen(now.mergedInto) ? now.mergedInto : null, joined: now.joined.filter(seen) }
}

const shownAnswer = (
  { event: _, at: __, by: ___, ...given }: NonNullable<Case['answer']>,
  who: { at: string; by: string | null },
): NonNullable<CaseDetail['now']['answer']> => ({ ...given, ...who })

/** Everybody whom the case names by an id, as far as this computer knows them; the registrar's name came with the case. */
function namesIn({ db }: Branch, { registeredBy }: Case, events: readonly StoredEvent[]): Record<string, string> {
  const ids = new Set(events.map(({ fields }) => fields.by).filter((by) => by !== SYSTEM))
  const known = [...ids].flatMap((id) => {
    const person = personOf(db, id)
    return person ? [[id, signature(person)] as const] : []
  })
  return { ...officerNames(db), ...Object.fromEntries([[registeredBy.id, registeredBy.signature] as const, ...known]) }
}
