/** What the rules must be told before an officer's step is decided: the clock, the calendar, the form, the case's own events. */
import { withChanges } from '../../domain/calendar/change.ts'
import { daysBetween } from '../../domain/calendar/days.ts'
import { answerEnd, countTerm } from '../../domain/calendar/term.ts'
import type { Case } from '../../domain/cases/case.ts'
import type { Facts } from '../../domain/cases/commands.ts'
import { outcomeObstacle } from '../../domain/forms/outcomes.ts'
import { language } from '../../domain/forms/schema.ts'
import { answerTermFor } from '../../domain/forms/terms.ts'
import type { OfficeAct } from '../../domain/wire/office.ts'
import type { Hq } from '../hq.ts'
import { knownForm, newestForm } from '../knownForms.ts'
import type { Sql } from '../store/database.ts'
import { calendarChangesOf, eventsOfCases } from '../store/lines.ts'
import type { Officer } from '../store/officers.ts'
import { officeKnowledge } from './knowledge.ts'
import { now } from './line.ts'

export async function factsOf(
  sql: Sql,
  hq: Pick<Hq, 'clock'>,
  { branch, state, act, officer }: { branch: string; state: Case; act: OfficeAct; officer: Officer },
): Promise<Facts> {
  const { rules } = officeKnowledge()
  const today = dayOf(hq.clock())
  const daysInState = daysBetween(dayOf(Date.parse(state.since.at)), today)
  return {
    person: officer,
    time: { now: now(hq), today, daysInState },
    rules: rules.lifeCycle,
    ...(act.do === 'answerCase' && { outcome: await outcomeFacts(sql, state, act) }),
    ...(act.do === 'reopenCase' && (await termFacts(sql, hq, branch, state))),
    ...(act.do === 'disputeEntry' && { entryHeld: await isHeld(sql, branch, state.id, act.entry.hash) }),
  }
}

/** A version that ships no more and was never published here is answered by the rules of the newest. */
export const formOfCase = async (sql: Sql, { type, formVersion }: Pick<Case, 'type' | 'formVersion'>) =>
  (await knownForm(sql, { code: type, version: formVersion })) ?? newestForm(sql, type)

/** What a return names and the case's form does not have, with what it has; null where all of it is there. */
export async function strangeFields(
  sql: Sql,
  { type, formVersion }: Case,
  { reasons }: Extract<OfficeAct, { do: 'returnFromHq' }>,
): Promise<{ code: 'unknownFields'; fields: string[]; known: string[] } | null> {
  const form = await formOfCase(sql, { type, formVersion })
  if (!form) return null
  const blocks = officeKnowledge().blocks.filter(({ code }) => form.blocks.includes(code))
  const { required, optional } = form.papers
  const parts = [...blocks.flatMap((block) => block.fields), ...form.fields, ...required, ...optional]
  const known = parts.map(({ key }) => key)
  const fields = reasons.flatMap((reason) => reason.fields).filter((field) => !known.includes(field))
  return fields.length > 0 ? { code: 'unknownFields', fields, known } : null
}

async function outcomeFacts(
  sql: Sql,
  { type, formVersion, answers }: Case,
  { outcome: code, text }: Extract<OfficeAct, { do: 'answerCase' }>,
): Promise<NonNullable<Facts['outcome']>> {
  const { outcomes, profile } = officeKnowledge()
  const form = await formOfCase(sql, { type, formVersion })
  return {
    obstacle: form ? outcomeObstacle({ outcomes }, form, code, text) : { code: 'notOfThisForm' },
    outcome: outcomes.find((one) => one.code === code) ?? null,
    language: language.catch('kk').parse(answers.answer_lang),
    outsideBody: profile.outsideBodies[0] ?? null,
  }
}

/** The answer date counted anew from today, by the calendar that the branch has. */
async function termFacts(
  sql: Sql,
  hq: Pick<Hq, 'clock'>,
  branch: string,
  { type, formVersion, answers }: Case,
): Promise<Pick<Facts, 'term'>> {
  const { profile, rules } = officeKnowledge()
  const form = await formOfCase(sql, { type, formVersion })
  if (!form) return {}
  const counted = answerTermFor(form, answers, profile.country)
  const { amount, unit, basis } = counted
  const calendar = await calendarAt(sql, branch)
  if (unit === 'hours') {
    const by = dayOf(Date.parse(countTerm(now(hq), counted, calendar).end))
    return { term: { by, amount, unit, basis, unconfirmed: false } }
  }
  const { end, calendarUnknown } = answerEnd(dayOf(hq.clock()), counted, calendar, rules)
  return { term: { by: end, amount, unit, basis, unconfirmed: calendarUnknown } }
}

/** The calendar in force at a branch: the shipped one with what its manager and headquarters changed. */
export async function calendarAt(sql: Sql, branch: string) {
  const { calendar, profile } = officeKnowledge()
  return withChanges(calendar, profile.country, await calendarChangesOf(sql, branch))
}

const isHeld = async (sql: Sql, branch: string, id: string, hash: string) =>
  (await eventsOfCases(sql, branch, [id])).some((event) => event.hash === hash)

/** The date that a moment (UTC milliseconds) has in the operator's time zone. */
export const dayOf = (ms: number): string =>
  // The Swedish locale writes dates as ISO 8601 does.
  new Intl.DateTimeFormat('sv-SE', { timeZone: officeKnowledge().profile.timeZone, dateStyle: 'short' }).format(ms)
