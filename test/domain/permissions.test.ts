// Who may do and see what. The matrix is written out here by hand, a line an action: `x` may, `.` may not.
import { describe, expect, test } from 'vitest'
import { transitions } from '../../domain/cases/transitions.ts'
import { type Action, type ActorRole, actions, actorRoles, may, program } from '../../domain/people/permissions.ts'
import { role } from '../../domain/people/person.ts'

const columns: ActorRole[] = ['clerk', 'shift_lead', 'manager', 'hq_officer', 'hq_lead', 'dpo', 'auditor', 'system']
const matrix = `
  registerCase         x x x . . . . .
  discardDraft         x x x . . . . .
  recordSlip           x x x . . . . .
  noteVisit            x x x . . . . .
  addAttachment        x x x . . . . .
  giveConsent          x x x . . . . .
  requestReview        . . . . . . . x
  acceptCase           . x x . x . . .
  returnCase           . x x . x . . .
  finishAtBranch       . x x . . . . .
  answerReturn         x x x . . . . .
  correctCase          x x x . . . . .
  askCustomer          x x x . . . . .
  customerBrought      x x x . . . . .
  leaveIncomplete      . x x x x . . .
  bagCase              x x x . . . . .
  receiveCase          . . . x x . . x
  takeIntoWork         . . . x x . . .
  returnFromHq         . . . x x . . .
  waitThird            . . . x x . . .
  resumeWork           . . . x x . . .
  answerCase           . . . x x . . .
  answerGravely        . . . . x . . .
  forwardCase          . . . x x . . .
  deliverAnswer        x x x . . . . x
  closeCase            x x x . . . . .
  closeByTime          . . . . . . . x
  reopenCase           . . x x x . . .
  moveAnswerDate       . x x x x . . .
  withdrawCase         x x x . . . . .
  mergeCase            . x x x x . . .
  escalateCase         x x x x x . . .
  escalateByRule       . . . . . . . x
  disputeEntry         x x x x x x . .
  confirmBasis         . x x x x . . .
  repairRefused        . x x . . . . .
  openOutage           . x x . . . . .
  reservePaperNumbers  x x x . . . . .
  tellRecovery         . x x . . . . .
  closeShift           x x x . . . . .
  endInvestigation     . x x . . . . .
  takeOverDraft        . x x . . . . .
  managePeople         . . x . . . . .
  unlockPin            . x x . . . . .
  setHub               . x x . . . . .
  editCalendar         . . x . x . . .
  issueBulletin        . . . x x . . .
  seeRefused           . x x x x . x .
  seeCalendar          . x x . x . x .
  seeForms             . x x x x . x .
  openBreach           . . x . . x . .
  seeOpenCases         x x x x x . x .
  seeAllCases          . x x x x . x .
  seeAnswers           x x x x x . x .
  seeReports           . . x . x . x .
  seeSearches          . x x . . . x .
  seeLooks             . x x . . x x .
  seeBreaches          . . x . . x x .
  exportJournal        . x x . x x x .
  exportPersons        . x x . x x . .
`
const rows = matrix
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const cells = rows.flatMap(([action, ...marks]) =>
  columns.map((one, i) => ({ action: action as Action, role: one, allowed: marks[i] === 'x', mark: marks[i] })),
)

describe('permissions', () => {
  test.each(cells)('$role and $action: $mark', ({ action, role, allowed }) => {
    expect(may({ role }, action)).toBe(allowed)
  })

  test('the matrix has a line for every action and a column for every role', () => {
    expect(rows.map(([action]) => action).sort()).toEqual([...actions].sort())
    expect([...columns].sort()).toEqual([...actorRoles].sort())
    for (const row of rows) expect(row, row[0]).toHaveLength(columns.length + 1)
  })

  test('the roles of the counter are among them, and every step of the life-cycle has somebody who may take it', () => {
    expect(actorRoles).toEqual(expect.arrayContaining(role.options))
    for (const { action } of transitions)
      expect(
        actorRoles.some((one) => may({ role: one }, action)),
        action,
      ).toBe(true)
  })

  test('who only looks changes nothing: the auditor has no command of a case, the program none that a person says', () => {
    const steps = [...new Set(transitions.map(({ action }) => action))]
    expect(steps.filter((action) => may({ role: 'auditor' }, action))).toEqual([])
    expect(steps.filter((action) => may(program, action))).toEqual([
      'requestReview',
      'receiveCase',
      'deliverAnswer',
      'closeByTime',
    ])
  })
})
