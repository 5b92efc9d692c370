/**
 * Commands to events, or a refusal with its reason. Time, ids, the person, the calendars' answer date and the next
 * serial arrive as facts: the same case, command and facts give the same events.
 */
import { may } from '../people/permissions.ts'
import { accept, finishAtBranch } from './accept.ts'
import { answerCase, closeCase, deliverAnswer, forwardCase, moveAnswerDate, reopenCase } from './answer.ts'
import { confirmBasis, disputeEntry, escalateCase, mergeCase, withdrawCase } from './anytime.ts'
import { addAttachment } from './attachments.ts'
import type { Case } from './case.ts'
import type { CaseCommand, Facts, RecordSlip, RegisterCase } from './commands.ts'
import { type Decision, refuse } from './decision.ts'
import { giveConsent } from './give.ts'
import { bagCase, receiveCase, resumeWork, takeIntoWork, waitThird } from './office.ts'
import { repairRefused } from './refused.ts'
import { register } from './register.ts'
import { answerReturn, askCustomer, correctCase, customerBrought, leaveIncomplete, returnCase } from './repair.ts'
import { tellRecovery } from './tell.ts'
import { noteVisit } from './visits.ts'

/** Decides one command on one case (`null` before it exists). What the role may not do is refused before all else. */
export function decide(state: Case | null, command: CaseCommand, facts: Facts): Decision {
  if (command.do === 'registerCase') {
    if (!may(facts.person, 'registerCase')) return refuse({ code: 'roleMayNot', role: facts.person.role })
    return state ? refuse({ code: 'alreadyRegistered' }) : register(command, facts)
  }
  return state ? decideOn(state, command, facts) : refuse({ code: 'notRegistered' })
}

function decideOn(state: Case, command: Exclude<CaseCommand, RegisterCase>, facts: Facts): Decision {
  switch (command.do) {
    case 'acceptCase':
      return accept(state, command, facts)
    case 'giveConsent':
      return giveConsent(state, command, facts)
    case 'recordSlip':
      return recordSlip(state, command, facts)
    case 'tellRecovery':
      return tellRecovery(state, command, facts)
    case 'noteVisit':
      return noteVisit(state, command, facts)
    case 'addAttachment':
      return addAttachment(state, command, facts)
    case 'returnCase':
    case 'returnFromHq':
      return returnCase(state, command, facts)
    case 'answerReturn':
      return answerReturn(state, command, facts)
    case 'correctCase':
      return correctCase(state, command, facts)
    case 'askCustomer':
      return askCustomer(state, command, facts)
    case 'customerBrought':
      return customerBrought(state, command, facts)
    case 'leaveIncomplete':
      return leaveIncomplete(state, command, facts)
    case 'finishAtBranch':
      return finishAtBranch(state, command, facts)
    case 'bagCase':
      return bagCase(state, command, facts)
    case 'receiveCase':
      return receiveCase(state, command, facts)
    case 'takeIntoWork':
      return takeIntoWork(state, command, facts)
    case 'waitThird':
      return waitThird(state, command, facts)
    case 'resumeWork':
      return resumeWork(state, command, facts)
    case 'answerCase':
      return answerCase(state, command, facts)
    case 'forwardCase':
      return forwardCase(state, command, facts)
    case 'deliverAnswer':
      return deliverAnswer(state, command, facts)
    case 'closeCase':
    case 'closeByTime':
      return closeCase(state, command, facts)
    case 'withdrawCase':
      return withdrawCase(state, command, facts)
    case 'mergeCase':
      return mergeCase(state, command, facts)
    case 'escalateCase':
      return escalateCase(state, command, facts)
    case 'reopenCase':
      return reopenCase(state, command, facts)
    case 'moveAnswerDate':
      return moveAnswerDate(state, command, facts)
    case 'disputeEntry':
      return disputeEntry(state, command, facts)
    case 'confirmBasis':
      return confirmBasis(state, command, facts)
    case 'repairRefused':
      return repairRefused(state, command, facts)
    default:
      return command satisfies never
  }
}

function recordSlip(state: Case, { command, copy, confirmedBy, copies }: RecordSlip, { person }: Facts): Decision {
  if (!may(person, 'recordSlip')) return refuse({ code: 'roleMayNot', role: person.role })
  const payload = { command, copy, duplicate: copy > 1, confirmedBy, ...(copies && { copies }) }
  return { ok: true, events: [{ type: 'slipPrinted', case: state.id, by: person.id, payload }] }
}
