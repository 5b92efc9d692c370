/**
 * Opening and closing the shift of one window. A draft is a promise to nobody, and so it must not outlive the shift.
 * Papers that do not add up do not hold it open: they need words, and leave an investigation behind; no figure is ever
 * put right by hand.
 */
import { isReason } from '../forms/procedure.ts'
import type { EventDraft } from '../journal/event.ts'
import { may } from '../people/permissions.ts'
import { type Person, signature } from '../people/person.ts'
import type { ShiftClosed, Subject } from './events.ts'
import { type Counted, type CountedByHand, countedKeys, type Figures, type Totals } from './figures.ts'

export type Difference = { about: Subject; expected: number; found: number }

/** What a person says of a count that differs: which papers are missing, and what he knows of it. */
export type Explained = Partial<Record<Counted, { words: string; cases: readonly string[] }>>

type RoleRefusal = { code: 'roleMayNot'; role: string }
export type OpeningRefusal = RoleRefusal | { code: 'alreadyOpen' }
export type ClosingRefusal =
  | RoleRefusal
  | { code: 'orphans'; drafts: string[] }
  /** Nobody has counted these. */
  | { code: 'notCounted'; about: Counted[] }
  /** These differ, and nobody has said why. */
  | { code: 'notExplained'; about: Counted[] }

type Decided<Refusal> = { ok: true; events: EventDraft[] } | { ok: false; refusal: Refusal }

const refuse = <Refusal>(refusal: Refusal) => ({ ok: false as const, refusal })
const signed = (person: Person) => ({ signature: signature(person), role: person.role })

/** The closing that this computer holds as its last, and where it stands. */
export type Before = { place: { line: string; seq: number; hash: string }; totals: Totals | null }

export type Journal = {
  /** What it holds of this computer's own now. */
  totals: Totals
  /** Own cases and slips since the closing. */
  since: Totals
  /**
   * Where this computer's line took over from another that is not held to its end: how far that one went, and how much
   * of it is here. Null where nothing is missing.
   */
  gap: { expected: number; found: number } | null
}

/**
 * What does not add up between the last closing and now: what was there, and what has come since, must be what is there.
 * Empty is the rule. Closings of earlier versions kept no totals: only a gap shows beside them.
 */
export function differences(before: Before | null, { totals, since, gap }: Journal): Difference[] {
  const found: Difference[] = gap ? [{ about: 'journal', ...gap }] : []
  if (!before?.totals) return found
  const expected = { cases: before.totals.cases + since.cases, slips: before.totals.slips + since.slips }
  if (expected.cases !== totals.cases)
    found.push({ about: 'registered', expected: expected.cases, found: totals.cases })
  if (expected.slips !== totals.slips) found.push({ about: 'printed', expected: expected.slips, found: totals.slips })
  return found
}

export type OpeningFacts = {
  person: Person
  window: string
  open: boolean
  before: Before | null
  journal: Journal
  /** Ids for what has to be looked into; as many as there are subjects. */
  newId: () => string
}

/** Opens the shift; what does not add up with the last closing is looked into, and nobody has to wait for it. */
export function openShift(command: string, facts: OpeningFacts): Decided<OpeningRefusal> {
  const { person, window, open, before, journal } = facts
  if (!may(person, 'closeShift')) return refuse({ code: 'roleMayNot', role: person.role })
  if (open) return refuse({ code: 'alreadyOpen' })
  const payload = {
    command,
    window,
    before: before?.place ?? null,
    totals: journal.totals,
    openedBy: signed(person),
  }
  const found = differences(before, journal).map((one) => investigate(command, facts, 'opening', one, null, []))
  return { ok: true, events: [{ type: 'shiftOpened', case: null, by: person.id, payload }, ...found] }
}

export type ClosingFacts = {
  person: Person
  window: string
  /** Labels of the drafts that are still open at this window. */
  drafts: string[]
  figures: Figures
  totals: Totals
  /** Of a shift that nobody opened: what would have been found then. */
  unseen: Difference[]
  newId: () => string
}
export type CloseShift = {
  command: string
  counted: CountedByHand
  explained: Explained
  handedTo: Person | null
}

export function closeShift(wish: CloseShift, facts: ClosingFacts): Decided<ClosingRefusal> {
  const { person, window, drafts, figures, totals, unseen } = facts
  const { command, counted, explained, handedTo } = wish
  if (!may(person, 'closeShift')) return refuse({ code: 'roleMayNot', role: person.role })
  if (drafts.length > 0) return refuse({ code: 'orphans', drafts })
  const notCounted = toCount(figures).filter((key) => counted[key] === undefined)
  if (notCounted.length > 0) return refuse({ code: 'notCounted', about: notCounted })
  const differing = differingKeys(figures, counted)
  const notExplained = differing.filter((key) => !isReason(explained[key]?.words))
  if (notExplained.length > 0) return refuse({ code: 'notExplained', about: notExplained })
  const payload: ShiftClosed = {
    command,
    window,
    registered: figures.registered,
    discarded: figures.discarded,
    waiting: figures.waiting + figures.sent,
    closedBy: signed(person),
    figures,
    counted,
    totals,
    handedTo: handedTo && { id: handedTo.id, signature: signature(handedTo) },
  }
  const looked = [
    ...unseen.map((one) => investigate(command, facts, 'opening', one, null, [])),
    ...differing.map((key) =>
      investigate(
        command,
        facts,
        'closing',
        { about: key, expected: figures[key], found: counted[key] ?? 0 },
        explained[key]?.words.trim() ?? null,
        // Of a surplus none of the papers that the journal knows is missing.
        (counted[key] ?? 0) < figures[key] ? (explained[key]?.cases ?? []) : [],
      ),
    ),
  ]
  return { ok: true, events: [...looked, { type: 'shiftClosed', case: null, by: person.id, payload }] }
}

/** What has to be counted by hand: what the tables say that there is. Of nothing there is nothing to count. */
export const toCount = (figures: Figures): Counted[] => countedKeys.filter((key) => figures[key] > 0)

export const differingKeys = (figures: Figures, counted: CountedByHand): Counted[] =>
  countedKeys.filter((key) => (counted[key] ?? 0) !== figures[key] && (counted[key] !== undefined || figures[key] > 0))

function investigate(
  command: string,
  { person, window, newId }: Pick<OpeningFacts, 'person' | 'window' | 'newId'>,
  at: 'opening' | 'closing',
  { about, expected, found }: Difference,
  words: string | null,
  cases: readonly string[],
): EventDraft {
  const listed = cases.length > 0 && { cases: [...cases] }
  const payload = { command, investigation: newId(), window, at, about, expected, found, ...listed, words }
  return { type: 'investigationOpened', case: null, by: person.id, payload }
}
