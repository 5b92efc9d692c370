/** What waits for this person's review, read from the database each time. What he may not review he sees, with the reason. */

import { may } from '../../../domain/people/permissions.ts'
import { isPlain } from '../../../domain/reviewing/warnings.ts'
import type { ReviewPage, ReviewRow } from '../../contract.ts'
import { acceptObstacle } from '../acting/accepting.ts'
import type { Branch } from '../branch.ts'
import { isNamed } from '../named.ts'
import { caseOf } from '../projection.ts'
import { shownRow } from '../reading.ts'
import { type CaseRecord, caseRecord } from '../store/cases.ts'
import { reviewCount, reviewPage, reviewPlace } from '../store/review.ts'
import { titled } from '../titles.ts'
import { warningsIn } from './warnings.ts'

/** Looking for somebody's next case ends after so many that he may not review. */
const FAR = 500

export function reviewOf(branch: Branch, { offset, limit }: { offset: number; limit: number }): ReviewPage {
  const person = branch.session.current()
  if (!person || !may(person, 'acceptCase')) return { total: 0, rows: [] }
  const rows = reviewPage(branch.db, offset, limit)
  return { total: reviewCount(branch.db), rows: rows.map((row) => reviewRow(branch, row)) }
}

function reviewRow(branch: Branch, row: CaseRecord): ReviewRow {
  const person = branch.session.current()
  // Who is named in it learns that it waits, and nothing of it.
  if (person && isNamed(row, person))
    return { id: row.id, row: null, obstacle: 'namedInCase', warnings: 0, seen: [], plain: false }
  const found = caseOf(branch, row.id)
  const obstacle = acceptObstacle(branch, row.id, found)
  const warnings = found ? warningsIn(branch, found) : []
  return {
    id: row.id,
    row: titled(branch, shownRow(branch, row)),
    obstacle,
    warnings: warnings.length,
    seen: found?.seen ?? [],
    plain: obstacle === null && found !== null && isPlain(warnings, found),
  }
}

/** The place of a case among those that wait, from 1, and the next one that this person may review. */
export function besideInReview(
  branch: Branch,
  id: string,
  without: readonly string[],
): { place: number; total: number; next: string | null } {
  const total = reviewCount(branch.db)
  const row = caseRecord(branch.db, id)
  const before = row ? reviewPlace(branch.db, row) : 0
  return { place: before + 1, total, next: nextFor(branch, before, [id, ...without]) }
}

/** The first one that he may decide on, behind this case; from the beginning when none is left behind it. */
function nextFor(branch: Branch, before: number, without: readonly string[]): string | null {
  const page = (offset: number, limit: number) =>
    limit === 0 ? [] : reviewPage(branch.db, offset, limit).filter(({ id }) => !without.includes(id))
  const mine = (row: CaseRecord) => {
    const obstacle = acceptObstacle(branch, row.id)
    return obstacle === null || obstacle === 'incomplete' || obstacle === 'consentMissing'
  }
  return (page(before, FAR).find(mine) ?? page(0, Math.min(before, FAR)).find(mine))?.id ?? null
}
