/** The second person's yes. */
import type { Case } from './case.ts'
import type { AcceptCase, Facts } from './commands.ts'
import { consentStands } from './consent.ts'
import { type Decision, refuse } from './decision.ts'

/** Nobody reviews a case that he registered (two-person rule). No reason stands in for the customer's consent. */
export function accept(state: Case, command: AcceptCase, { person, reviewer, consent }: Facts): Decision {
  if (state.state !== 'in_review') return refuse({ code: 'notInReview' })
  const mayNot = person.role === 'clerk' || (reviewer === 'manager' && person.role !== 'manager')
  if (mayNot) return refuse({ code: 'roleMayNot', role: person.role })
  if (state.registeredBy.id === person.id) return refuse({ code: 'ownCase' })
  const asked = { ...state.consent, wanted: state.consent.wanted ?? consent?.wanted ?? null }
  if (!consentStands(asked)) return refuse({ code: 'consentMissing' })
  if (!consentStands(asked, person.id)) return refuse({ code: 'ownConsent' })
  // What cannot be right and stands so in the document is let through by a second person, in words.
  const open = [...state.missing, ...state.kept]
  if (open.length > 0 && !command.incompleteBecause?.trim()) return refuse({ code: 'incomplete', fields: open })
  const payload = { command: command.command, incompleteBecause: command.incompleteBecause?.trim() || null }
  return { ok: true, events: [{ type: 'caseAccepted', case: state.id, by: person.id, payload }] }
}
