/** One case as its reviewer sees it. */
import type { z } from 'zod'
import { may } from '../../../domain/people/permissions.ts'
import type { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { caseOf } from '../projection.ts'
import { caseIsAboutViewer } from '../sight.ts'
import { besideInReview } from './list.ts'
import { warningsIn } from './warnings.ts'

type One = z.infer<NonNullable<(typeof contract.review.one)['~orpc']['outputSchema']>>

/** Null where there is no such case, it names the person who asks, or he reviews nothing. */
export function reviewOne(branch: Branch, { id, without }: { id: string; without: readonly string[] }): One {
  const person = branch.session.current()
  const found = caseOf(branch, id)
  if (!found || !person || !may(person, 'acceptCase') || caseIsAboutViewer(branch, id)) return null
  const { answers, kept, returned } = found
  return {
    warnings: warningsIn(branch, found) as NonNullable<One>['warnings'],
    answers,
    kept,
    returned: returned && { office: returned.office, reasons: returned.reasons, answers: returned.answers },
    ...besideInReview(branch, id, without),
  }
}
