/** The shift of this window: what it has done since the one before, its opening and its end. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { entry } from '../../domain/cases/events.ts'
import { subject } from '../../domain/shifts/events.ts'
import { countedByHand, countedKeys, counts, figure, figureKeys } from '../../domain/shifts/figures.ts'
import { commandOutcome, done, id, nothing, utc } from './shapes.ts'

const amount = z.int().min(0)
const figures = z.record(z.enum(figureKeys), amount)
const difference = z.strictObject({ about: subject, expected: amount, found: amount })

export const shiftState = z.strictObject({
  /** When the shift before was closed, by whom (signature), and to whom it was handed over; null before the first. */
  before: z
    .strictObject({
      at: utc,
      by: z.string(),
      handedTo: z.strictObject({ id, signature: z.string() }).nullable(),
      place: entry,
      /** Who said that this closing was not so; nothing takes it away. */
      disputes: z.array(z.strictObject({ at: utc, by: z.string().nullable(), words: z.string() })),
    })
    .nullable(),
  /** Its figures; null where that closing kept none. */
  carried: counts.nullable(),
  /** Null where nobody has opened this one: it then began with its first case. */
  open: z.strictObject({ at: utc, by: z.string() }).nullable(),
  figures,
  /** What has to be counted by hand before closing. */
  toCount: z.array(z.enum(countedKeys)),
  /** What does not go on as the last closing left it. */
  differences: z.array(difference),
})
export type ShiftState = z.infer<typeof shiftState>

/** One line of the list behind a figure. `copy`: of a slip. `number`: of the case, or a draft's label. `at` is null of what others see. */
export const shiftRow = z.strictObject({
  case: id.nullable(),
  draft: id.nullable(),
  number: z.string(),
  applicant: z.string(),
  type: z.string(),
  at: utc.nullable(),
  copy: z.int().nullable(),
})
export type ShiftRow = z.infer<typeof shiftRow>

/** Names are null where the person is of another computer and not known here. */
const said = z.strictObject({ at: utc, by: z.string().nullable(), words: z.string() })
export const investigationView = z.strictObject({
  id,
  window: z.string(),
  at: z.enum(['opening', 'closing']),
  about: subject,
  expected: amount,
  found: amount,
  cases: z.array(z.strictObject({ id, number: z.string(), applicant: z.string() })),
  words: z.string().nullable(),
  openedAt: utc,
  openedBy: z.string().nullable(),
  /** Id of who began it. */
  opener: id,
  notes: z.array(said),
  ended: said.nullable(),
})
export type InvestigationView = z.infer<typeof investigationView>

/** What the closing slip shows, from the journal alone. */
export const shiftSlip = z.strictObject({
  branch: z.string(),
  window: z.string(),
  closedAt: utc,
  closedBy: z.strictObject({ signature: z.string(), role: z.string() }),
  handedTo: z.string().nullable(),
  figures: counts,
  counted: countedByHand,
  investigations: z.array(difference.extend({ words: z.string().nullable() })),
  place: z.strictObject({ line: z.string(), seq: z.int(), hash: z.string() }),
  qr: z.string(),
})
export type ShiftSlip = z.infer<typeof shiftSlip>

const roleMayNot = z.strictObject({ code: z.literal('roleMayNot'), role: z.string() })
const about = z.array(z.enum(countedKeys))
/** Words and the cases whose paper is missing, for each count that differs. */
const explained = z.partialRecord(
  z.enum(countedKeys),
  z.strictObject({ words: z.string().max(2000), cases: z.array(id) }),
)

export const shifts = {
  /** Counts only, so that the sign-in screen may show them. */
  state: oc.input(nothing).output(shiftState),
  list: oc.input(z.strictObject({ figure })).output(z.array(shiftRow)),
  open: oc
    .input(z.strictObject({ command: id }))
    .output(commandOutcome(done, roleMayNot, z.strictObject({ code: z.literal('alreadyOpen') }))),
  /** Refused while a draft is neither registered nor thrown away, or a count that differs has no words. Nobody is signed in afterwards. */
  close: oc
    .input(
      z.strictObject({
        command: id,
        pin: z.string().max(32),
        counted: countedByHand,
        explained,
        /** Whose shift follows at this window; null at the end of the day. */
        handedTo: id.nullable(),
      }),
    )
    .output(
      commandOutcome(
        done,
        roleMayNot,
        z.strictObject({ code: z.literal('orphans'), drafts: z.array(z.string()) }),
        z.strictObject({ code: z.enum(['notCounted', 'notExplained']), about }),
        z.strictObject({ code: z.literal('wrongPin'), triesUntilWait: z.int() }),
        z.strictObject({ code: z.literal('wait'), seconds: z.int() }),
        z.strictObject({ code: z.enum(['unknownPerson', 'noPin', 'barred']) }),
      ),
    ),
  investigations: oc.input(nothing).output(z.array(investigationView)),
  act: oc
    .input(z.strictObject({ do: z.enum(['note', 'end']), command: id, investigation: id, words: z.string().max(2000) }))
    .output(
      commandOutcome(
        done,
        roleMayNot,
        z.strictObject({
          code: z.enum(['unknownInvestigation', 'alreadyEnded', 'ownInvestigation', 'noWords']),
        }),
      ),
    ),
}
