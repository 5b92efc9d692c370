/**
 * An investigation: the fold of its events. It ends with the words of a lead who did not begin it; until then it stands
 * in every list of what is open. It changes no figure and no case.
 */
import type { z } from 'zod'
import type { EventDraft } from '../journal/event.ts'
import { may } from '../people/permissions.ts'
import type { Person } from '../people/person.ts'
import { isSaid } from '../people/said.ts'
import { investigationEnded, investigationNoted, investigationOpened } from './events.ts'

type Said = { at: string; by: string; words: string }
export type Investigation = Omit<z.infer<typeof investigationOpened>, 'investigation'> & {
  id: string
  openedAt: string
  openedBy: string
  notes: Said[]
  ended: Said | null
}

export type InvestigationEvent = { fields: { type: string; at: string; by: string }; payload: unknown }

/** The investigations that these events make, given in fold order; what does not fit one changes nothing. */
export function foldInvestigations(events: Iterable<InvestigationEvent>): Map<string, Investigation> {
  const all = new Map<string, Investigation>()
  for (const { fields, payload } of events) {
    if (fields.type === 'investigationOpened') {
      const { data } = investigationOpened.safeParse(payload)
      if (!data || all.has(data.investigation)) continue
      const { investigation: id, ...said } = data
      all.set(id, { id, ...said, openedAt: fields.at, openedBy: fields.by, notes: [], ended: null })
      continue
    }
    const ends = fields.type === 'investigationEnded'
    const { data } = (ends ? investigationEnded : investigationNoted).safeParse(payload)
    const before = data && all.get(data.investigation)
    if (!before) continue
    const said = { at: fields.at, by: fields.by, words: data.words }
    // Two leads may have ended it while their computers were apart: the first end counts, the second stays as a note.
    all.set(
      before.id,
      ends && !before.ended ? { ...before, ended: said } : { ...before, notes: [...before.notes, said] },
    )
  }
  return all
}

export type InvestigationCommand = { do: 'note' | 'end'; command: string; investigation: string; words: string }
export type InvestigationRefusal =
  | { code: 'roleMayNot'; role: string }
  | { code: 'unknownInvestigation' | 'alreadyEnded' | 'ownInvestigation' | 'noWords' }

/** Anybody of the counter notes what he knows; a lead ends it, and not the one who began it unless he is `alone`. */
export function decideInvestigation(
  state: Investigation | null,
  { do: act, command, investigation, words }: InvestigationCommand,
  { person, alone }: { person: Person; alone: boolean },
): { ok: true; events: EventDraft[] } | { ok: false; refusal: InvestigationRefusal } {
  const refuse = (refusal: InvestigationRefusal) => ({ ok: false as const, refusal })
  if (!may(person, act === 'end' ? 'endInvestigation' : 'closeShift'))
    return refuse({ code: 'roleMayNot', role: person.role })
  if (!state) return refuse({ code: 'unknownInvestigation' })
  if (state.ended) return refuse({ code: 'alreadyEnded' })
  if (act === 'end' && state.openedBy === person.id && !alone) return refuse({ code: 'ownInvestigation' })
  if (!isSaid(words)) return refuse({ code: 'noWords' })
  const payload = { command, investigation, words: words.trim() }
  const type = act === 'end' ? 'investigationEnded' : 'investigationNoted'
  return { ok: true, events: [{ type, case: null, by: person.id, payload }] }
}
