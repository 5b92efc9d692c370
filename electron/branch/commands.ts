/**
 * What people do to cases. Each command is one record: its events, the queue's row, the slip that is due and the answer
 * stand together or not at all, and the same command again has no second effect.
 */
import { decide } from '../../domain/cases/decide.ts'
import type { HandTaken } from '../../domain/cases/events.ts'
import { normaliseAnswers } from '../../domain/forms/answers.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import { byHandObstacle } from '../../domain/outages/byHand.ts'
import { outageWritten } from '../../domain/outages/join.ts'
import { receiptObstacle } from '../../domain/people/branch.ts'
import type { Person } from '../../domain/people/person.ts'
import { type Receipt, type Registration, registration } from '../contract.ts'
import { attachmentsToCase, attachmentsToRecord } from './attachments/drafts.ts'
import { type Branch, newId, todayOf, utcNow } from './branch.ts'
import { asOpened } from './calendars/asOpened.ts'
import { consentOfDraft, tellConsents } from './consent/recording.ts'
import { withRecords } from './customers/records.ts'
import { repeatsBefore } from './customers/repeats.ts'
import { registrationFacts } from './facts.ts'
import { formMadeWith } from './forms.ts'
import { append, myLine } from './journal.ts'
import { numberShown } from './outages/paper.ts'
import { caseOfPaper, outageOf } from './outages/store.ts'
import { isOwn } from './people/takeOver.ts'
import { project } from './projection.ts'
import { receiptOf, receiptWith } from './receipt.ts'
import { answerTo, keepAnswer, record } from './record.ts'
import { draftOf, removeDraft } from './store/drafts.ts'
import { lastSerial, saveSerial } from './store/journal.ts'
import { formerOpeners } from './store/people.ts'
import { saveJob } from './store/printJobs.ts'

const refuse = <Refusal>(refusal: Refusal) => ({ ok: false as const, refusal })

/** Registers a draft. */
export function registerDraft(branch: Branch, draft: string): Registration {
  const person = branch.session.current()
  if (!person) return refuse({ code: 'notSignedIn' })
  const answer = record(branch, () => repeated(branch, draft) ?? register(atOneMoment(branch), draft, person))
  if (answer.ok && !answer.repeated) branch.changed('cases', 'drafts', 'exchange', ...joined(answer.receipt))
  if (answer.ok && !answer.repeated) branch.changed('attachments', 'tray')
  return answer
}

/** A case joined to an outage moves the counts on its card; one taken in by hand uses up a paper's number. */
const joined = ({ outage, byHand }: Receipt): 'outages'[] => (outage === undefined && !byHand ? [] : ['outages'])

/** At midnight or New Year the year in the number, the day of acceptance and the answer date come from one reading of the clock, and which counter it is from one reading of its certificate. */
function atOneMoment(branch: Branch): Branch {
  const now = branch.clock()
  const desk = branch.desk()
  return { ...branch, clock: () => now, desk: () => desk }
}

/** The first answer, with the slips printed since; null when the draft was not registered. */
function repeated(branch: Branch, draft: string): Registration | null {
  const kept = answerTo(branch, { draft })
  if (kept === null) return null
  const answer = registration.parse(JSON.parse(kept))
  if (!answer.ok) throw new Error('only a registration is kept')
  const printed = receiptOf(branch, answer.receipt.case)?.printed ?? answer.receipt.printed
  return { ...answer, repeated: true, receipt: { ...answer.receipt, printed } }
}

function register(branch: Branch, draftId: string, person: Person): Registration {
  const { db, knowledge } = branch
  const draft = draftOf(db, draftId)
  if (!draft) return refuse({ code: 'unknownDraft' })
  if (!isOwn(draft, person)) return refuse({ code: 'notYours' })
  const form = formMadeWith(branch, draft)
  if (!form) return refuse({ code: 'unknownForm' })
  const lacks = receiptObstacle(knowledge.profile)
  if (lacks) return refuse({ code: 'slipImpossible', lacks })

  const typed = normaliseAnswers(knowledge.catalogue, form, draft.answers, { country: knowledge.profile.country })
  const answers = withRecords(branch, form, typed, draft.id)
  const { kept, papers, stepsDone, stepReasons, outage, handTaken, command } = draft
  const obstacle = handTaken && byHandObstacle(handTaken, byHandFacts(branch, handTaken))
  if (obstacle) return refuse(obstacle)
  // A paper taken in by hand counts from the moment when the customer stood here: so do its year, day and term.
  const opened = asOpened(branch, draft.id)
  const then = handTaken ? { ...opened, clock: () => Date.parse(handTaken.at) } : opened
  const line = myLine(db)
  const year = Number(todayOf(then).slice(0, 4))
  const serial = lastSerial(db, line, year) + 1
  // Not the draft's id: a restored or cloned disk registers the same draft again, and that is another case.
  const id = newId(branch)
  const attachments = attachmentsToRecord(branch, draft.id)
  const decision = decide(
    null,
    {
      do: 'registerCase',
      command,
      case: id,
      type: form.code,
      formVersion: form.version,
      answers,
      kept,
      papers,
      stepsDone,
      stepReasons,
      attachments,
      outage: outage ?? writtenOutage(branch, form, answers),
      handTaken,
      typedBy: formerOpeners(db, draft.id),
    },
    {
      person,
      registration: {
        ...registrationFacts(then, form, { answers, kept, papers, attachments }, serial),
        consent: consentOfDraft(branch, form, answers, draft),
      },
      repeats: repeatsBefore(branch, form, answers),
      escalation: knowledge.rules.escalation,
    },
  )
  if (!decision.ok) return refuse(registrationRefusal(decision.refusal))

  append(branch, decision.events)
  tellConsents(db, command)
  saveSerial(db, line, year, serial)
  const held = project(branch, id)
  if (!held) throw new Error('a registration without a receipt')
  const receipt = receiptWith(branch, held)
  const at = utcNow(branch)
  saveJob(db, {
    id: newId(branch),
    command: null,
    case_id: id,
    number: receipt.number,
    size: null,
    copy: 1,
    state: 'waiting',
    why: null,
    by_person: person.id,
    at,
    copies: receipt.copies,
  })
  const answer: Registration = { ok: true, repeated: false, receipt }
  keepAnswer(branch, { id: command, draft: draft.id, case: id, at }, answer)
  attachmentsToCase(branch, draft.id, id)
  removeDraft(db, draft.id)
  return answer
}

const byHandFacts = (branch: Branch, { number }: HandTaken) => ({
  now: branch.clock(),
  withinDays: branch.knowledge.rules.handTakenWithinDays,
  usedBy: numberShown(branch, caseOfPaper(branch.db, number)),
})

/** The outage whose number somebody typed into the form, if it is one of ours. */
function writtenOutage({ db, knowledge }: Branch, form: Form, answers: Answers): string | null {
  const number = outageWritten(knowledge.catalogue, form, answers)
  return number !== null && outageOf(db, number) ? number : null
}

type DecideRefusal = Extract<ReturnType<typeof decide>, { ok: false }>['refusal']

function registrationRefusal(refusal: DecideRefusal) {
  switch (refusal.code) {
    case 'minimumMissing':
    case 'wrongFields':
      return { code: refusal.code, fields: refusal.fields }
    default:
      throw new Error(`a registration cannot be refused with ${refusal.code}`)
  }
}
