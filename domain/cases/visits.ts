/** A repeat contact joins the old case: nothing of the case is changed, what is new stands beside it. */
import type { Answers } from '../forms/schema.ts'
import { may } from '../people/permissions.ts'
import { signature } from '../people/person.ts'
import type { Case } from './case.ts'
import type { Facts, NoteVisit } from './commands.ts'
import { type Decision, refuse } from './decision.ts'
import { escalateRepeats } from './escalation.ts'
import type { VisitNoted } from './events.ts'

/** Notes the visit; whoever is at the counter may. `facts.repeats` counts what came before this visit. */
export function noteVisit(state: Case, command: NoteVisit, { person, repeats }: Facts): Decision {
  if (!may(person, 'noteVisit')) return refuse({ code: 'roleMayNot', role: person.role })
  const payload: VisitNoted = {
    command: command.command,
    channel: 'counter',
    type: command.type,
    words: command.words.trim(),
    ...(Object.keys(command.newAnswers).length > 0 && { newAnswers: command.newAnswers }),
    papers: command.papers,
    ...(command.attachments.length > 0 && { attachments: command.attachments }),
    window: command.window,
    notedBy: { signature: signature(person), role: person.role },
  }
  return {
    ok: true,
    events: [{ type: 'visitNoted', case: state.id, by: person.id, payload }, ...escalateRepeats(state, repeats)],
  }
}

/** What was answered this time and stands otherwise, or not at all, in the case. */
export const newIn = (answers: Answers, before: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(Object.hasOwn(before, key) ? before[key] : undefined),
    ),
  )
