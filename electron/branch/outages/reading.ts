/** Outages as the window shows them, read from the database each time. */
import { mayLead } from '../../../domain/outages/decide.ts'
import type { Outage } from '../../../domain/outages/outage.ts'
import { monthReport } from '../../../domain/outages/report.ts'
import { signature } from '../../../domain/people/person.ts'
import type { MonthReportView, OutageView, RecoveryRow } from '../../contract.ts'
import { type Branch, utcNow } from '../branch.ts'
import { caseOf } from '../projection.ts'
import { viewerOf } from '../sight.ts'
import { personOf } from '../store/people.ts'
import type { Db } from '../store/sql.ts'
import { allOutages, joinedCases, joinedCounts, outageOf } from './store.ts'

/** More cards than a branch opens in many years: a report reads all of them. */
const ALL = 10_000
const DAY_MS = 86_400_000

export function viewOf(
  branch: Pick<Branch, 'db' | 'session'>,
  outage: Outage,
  counts = joinedCounts(branch.db, viewerOf(branch)),
): OutageView {
  const { db } = branch
  // Rows of an older program name nobody.
  const { closedAt: _, unfit: __, signatures = {}, openedBy, saidBy, closedBy, ...shown } = outage
  const name = (by: string) => nameOf(db, by, signatures[by])
  return {
    ...shown,
    openedBy: name(openedBy),
    saidBy: name(saidBy),
    closedBy: closedBy && name(closedBy),
    ...(counts.get(outage.number) ?? { cases: 0, toTell: 0 }),
  }
}

/** A person of another computer is known by what stands in the event, or by his id alone. */
function nameOf(db: Db, by: string, signed?: string): string {
  const person = personOf(db, by)
  return person ? signature(person) : (signed ?? by)
}

export function listOf(branch: Branch, limit: number): OutageView[] {
  const counts = joinedCounts(branch.db, viewerOf(branch))
  return allOutages(branch.db, limit).map((outage) => viewOf(branch, outage, counts))
}

/** The open card under which new papers are taken in; of several the latest. */
export const openOutage = (db: Db): Outage | null => allOutages(db, 1).find(({ endedAt }) => endedAt === null) ?? null

/** Open cards, and those that ended so lately that papers may still be joined to them. */
export function currentOf(branch: Branch): { open: OutageView[]; recent: OutageView[] } {
  const since = branch.clock() - branch.knowledge.rules.outageJoinDays * DAY_MS
  const all = listOf(branch, ALL)
  return {
    open: all.filter(({ endedAt }) => endedAt === null),
    recent: all.filter(({ endedAt }) => endedAt !== null && Date.parse(endedAt) >= since),
  }
}

type Recovery = { ok: true; rows: RecoveryRow[] } | { ok: false; refusal: { code: 'roleMayNot'; role: string } }

/** Who is to be told now that it works again: urgent first, then as they came. Nobody while it lasts. */
export function recoveryOf(branch: Branch, number: string): Recovery {
  const { db } = branch
  const person = branch.session.current()
  if (!person || !mayLead(person)) return { ok: false, refusal: { code: 'roleMayNot', role: person?.role ?? '' } }
  const outage = outageOf(db, number)
  if (!outage || outage.endedAt === null) return { ok: true, rows: [] }
  const rows = joinedCases(db, number, viewerOf(branch)).flatMap((row): RecoveryRow[] => {
    const found = caseOf(branch, row.id)
    if (!found || (row.to_tell === 0 && !found.recoveryTold)) return []
    const { phone } = found.answers
    return [
      {
        case: row.id,
        number: row.number,
        applicant: row.applicant,
        urgent: row.urgent === 1,
        phone: typeof phone === 'string' ? phone : '',
        told: found.recoveryTold && { at: found.recoveryTold.at, by: nameOf(db, found.recoveryTold.by) },
      },
    ]
  })
  return { ok: true, rows }
}

export function reportOf(branch: Branch, month: string): MonthReportView {
  const counts = joinedCounts(branch.db, viewerOf(branch))
  const cards = allOutages(branch.db, ALL).map(({ number, what, since, endedAt }) => ({
    ...{ number, what, since, endedAt },
    cases: counts.get(number)?.cases ?? 0,
  }))
  return { month, ...monthReport(cards, month, branch.desk().timeZone, utcNow(branch)) }
}
