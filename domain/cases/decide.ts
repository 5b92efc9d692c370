/**
 * Commands to events, or a refusal with its reason. Time, ids, the person, the calendars' answer date and the next
 * serial arrive as facts: the same case, command and facts give the same events.
 */
import { accept } from './accept.ts'
import { addAttachment } from './attachments.ts'
import type { Case } from './case.ts'
import type { CaseCommand, Facts } from './commands.ts'
import { type Decision, refuse } from './decision.ts'
import { giveConsent } from './give.ts'
import { register } from './register.ts'
import { tellRecovery } from './tell.ts'
import { noteVisit } from './visits.ts'

/** Decides one command on one case (`null` before it exists). */
export function decide(state: Case | null, command: CaseCommand, facts: Facts): Decision {
  switch (command.do) {
    case 'registerCase':
      return state ? refuse({ code: 'alreadyRegistered' }) : register(command, facts)
    case 'acceptCase':
      return state ? accept(state, command, facts) : refuse({ code: 'notRegistered' })
    case 'giveConsent':
      return state ? giveConsent(state, command, facts) : refuse({ code: 'notRegistered' })
    case 'recordSlip': {
      if (!state) return refuse({ code: 'notRegistered' })
      const payload = {
        command: command.command,
        copy: command.copy,
        duplicate: command.copy > 1,
        confirmedBy: command.confirmedBy,
      }
      return { ok: true, events: [{ type: 'slipPrinted', case: state.id, by: facts.person.id, payload }] }
    }
    case 'tellRecovery':
      return state ? tellRecovery(state, command, facts) : refuse({ code: 'notRegistered' })
    case 'noteVisit':
      return state ? noteVisit(state, command, facts) : refuse({ code: 'notRegistered' })
    case 'addAttachment':
      return state ? addAttachment(state, command, facts) : refuse({ code: 'notRegistered' })
    default:
      return command satisfies never
  }
}
