/** The warnings of a case, from what this computer holds: its form, its files, and the other cases of the same person. */

import { attachmentPapers } from '../../../domain/cases/attachments.ts'
import { type Case, isOpen } from '../../../domain/cases/case.ts'
import { matterKeys } from '../../../domain/customers/matter.ts'
import { personKeys } from '../../../domain/customers/person.ts'
import { checkAnswers } from '../../../domain/forms/check.ts'
import type { Form } from '../../../domain/forms/schema.ts'
import { type Beside, type Warning, warningsOf } from '../../../domain/reviewing/warnings.ts'
import { type Branch, dayIn } from '../branch.ts'
import { casesOfPerson } from '../customers/known.ts'
import { formMadeWith } from '../forms.ts'
import { caseOf, registrationOf } from '../projection.ts'
import { notAboutViewer } from '../sight.ts'
import { eventsOfCase } from '../store/journal.ts'

/** So many other cases of the person are compared. */
const MOST = 20

export function warningsIn(branch: Branch, found: Case): Warning[] {
  const form = formMadeWith(branch, found) ?? null
  const { payload } = registrationOf(eventsOfCase(branch.db, found.id))
  return warningsOf(found, {
    form,
    findings: form ? findingsOf(branch, found, form) : [],
    stepReasons: payload.stepReasons ?? {},
    beside: form ? besideOf(branch, found, form) : [],
  })
}

/** What the form says of the answers today; judged by the day on which the paper was taken in. */
function findingsOf({ knowledge, desk }: Branch, found: Case, form: Form) {
  const { catalogue, profile } = knowledge
  const today = dayIn(desk().timeZone, Date.parse(found.handTaken?.at ?? found.registeredAt))
  const papers = attachmentPapers(found.attachments)
  const context = { country: profile.country, today, kept: found.kept, papers, masks: profile.masks }
  return checkAnswers(catalogue, form, found.answers, context).findings
}

/** Only an older case is one to be joined to. */
const isOlder = (other: Case, found: Case): boolean => other.registeredAt < found.registeredAt

function besideOf(branch: Branch, found: Case, form: Form): Beside[] {
  const about = new Set(matterKeys(branch.knowledge.catalogue, form, found.answers))
  return notAboutViewer(branch, casesOfPerson(branch, personKeys(found.answers), about))
    .filter(({ row }) => row.id !== found.id)
    .slice(0, MOST)
    .flatMap(({ row, matters }) => {
      const other = caseOf(branch, row.id)
      if (!other) return []
      const { id, number, answers, state } = other
      return [
        {
          id,
          number,
          answers,
          open: isOpen(state),
          sameMatter: isOlder(other, found) && matters.some((value) => about.has(value)),
        },
      ]
    })
}
