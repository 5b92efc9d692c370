/**
 * Known people: who comes again with the same matter, all cases of one person, and the log of who looked at whom.
 * No call returns more people than stand in one person's cases, and no more than `MOST_CASES` of them.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { caseStates } from '../../domain/cases/case.ts'
import { waysFound } from '../../domain/customers/evidence.ts'
import { answers, text3 } from '../../domain/forms/schema.ts'
import { caseRow, handOutObstacle } from './cases.ts'
import { commandOutcome, day, id, notSignedIn, refused, utc } from './shapes.ts'

export const MOST_CASES = 50

/** A case that the same person brought before. */
export const earlierCase = z.strictObject({
  id,
  number: z.string(),
  type: z.string(),
  /** As in `caseRow`. */
  titled: text3.exactOptional(),
  state: z.enum(caseStates),
  registeredAt: utc,
  registeredBy: z.string(),
  answerBy: day,
  /** The last day on which the customer was here with it. */
  cameOn: day,
  visits: z.int(),
})
export type EarlierCase = z.infer<typeof earlierCase>

export const repeats = z.strictObject({
  /** Of the same matter: papers of the same type first, then the latest. */
  matter: z.array(earlierCase),
  /** How often the person has come with this matter. */
  times: z.int(),
  /** The person's cases on other matters: numbers only. */
  others: z.strictObject({ count: z.int(), latest: z.array(z.strictObject({ id, number: z.string() })) }),
})
export type RepeatsFound = z.infer<typeof repeats>

/** A case that may be the proof that a field asks for; of its customer nothing is said. */
export const evidenceCase = z.strictObject({
  number: z.string(),
  /** What it is, in the words of its own answers. */
  title: text3,
  acceptedOn: day,
  /** How it was found, the surest first. */
  by: z.enum(waysFound),
})
export type EvidenceCase = z.infer<typeof evidenceCase>

export const personRecords = z.strictObject({
  /** The person's open cases, the latest first; null where the form does not ask for them or names nobody yet. */
  open: z.array(earlierCase).nullable(),
  /** By the key of the field that wants it. */
  evidence: z.array(z.strictObject({ field: z.string(), cases: z.array(evidenceCase) })),
})
export type PersonRecords = z.infer<typeof personRecords>

/** What is printed for the person who asked; the template (`paper/slipList.ts`) turns it into a page. */
export const slipList = z.strictObject({
  /** Number of the case that asks for it. */
  request: z.string(),
  name: z.string(),
  /** The last four digits. */
  number: z.strictObject({ kind: z.enum(['iin', 'bin']), end: z.string() }).nullable(),
  total: z.int(),
  /** The latest first. */
  cases: z.array(
    z.strictObject({
      number: z.string(),
      type: z.string(),
      acceptedOn: day,
      answerBy: day,
      visits: z.int(),
      /** When each slip was printed. */
      slips: z.array(utc),
    }),
  ),
})
export type SlipList = z.infer<typeof slipList>
export const slipListRefusal = z.enum(['notSignedIn', 'unknownCase', ...handOutObstacle.options, 'notRecorded'])
export const slipListAnswer = z.union([
  z.strictObject({ ok: z.literal(true), list: slipList }),
  refused(z.strictObject({ code: slipListRefusal })),
])
export type SlipListAnswer = z.infer<typeof slipListAnswer>

export const personNumber = z.strictObject({ kind: z.enum(['iin', 'bin', 'phone']), value: z.string().max(20) })
export type PersonNumber = z.infer<typeof personNumber>

/** A code of the list `look_reason`, with words where it is `other`. */
export const lookReason = z.strictObject({ code: z.string().max(40), words: z.string().max(500) })
export type LookReason = z.infer<typeof lookReason>

export const personCard = z.strictObject({
  /** As the latest paper writes it. A telephone may be of several people: then there is a card of each. */
  name: z.string(),
  /** The last four digits of IIN or BIN. */
  numberEnd: z.string().nullable(),
  cases: z.array(caseRow),
  total: z.int(),
})
export type PersonCard = z.infer<typeof personCard>

/** `clockAhead`: headquarters shows another time, or none for days. Most others: how a record failed; `failed` is a defect. */
export const retentionTrouble = z.strictObject({
  why: z.enum(['clockAhead', 'diskFull', 'readOnly', 'locked', 'damaged', 'other', 'failed']),
  since: utc,
})
export type RetentionTrouble = z.infer<typeof retentionTrouble>

export const look = z.strictObject({
  /** Place in the log. */
  id: z.int(),
  at: utc,
  by: z.string(),
  /** `print`: a case on paper; `letter`: its answer on paper; `export`: the whole journal as a file. */
  what: z.enum(['person', 'case', 'search', 'repeat', 'print', 'letter', 'export']),
  case: z.strictObject({ id, number: z.string() }).nullable(),
  /** What was looked for, without all but the last four digits. */
  key: z.strictObject({ kind: z.string(), end: z.string() }).nullable(),
  reason: z.string().nullable(),
  words: z.string().nullable(),
  found: z.int().nullable(),
})
export type LookShown = z.infer<typeof look>

export const customers = {
  /** While the clerk types: what this person came with before. The draft is the reason of the look. */
  repeats: oc
    .input(z.strictObject({ draft: id, type: z.string(), formVersion: z.int().optional(), answers }))
    .output(repeats),
  /** What this branch's records hold for the form that is typed. The draft is the reason of the look. */
  records: oc
    .input(z.strictObject({ draft: id, type: z.string(), formVersion: z.int().optional(), answers }))
    .output(personRecords),
  /** All cases of a person: from a case, or by number with a reason. `look` is minted when the card is opened. */
  person: oc
    .input(
      z.strictObject({
        of: z.union([z.strictObject({ case: id }), z.strictObject({ number: personNumber })]),
        look: id,
        reason: lookReason.nullable(),
      }),
    )
    .output(
      commandOutcome(
        z.strictObject({ ok: z.literal(true), people: z.array(personCard) }),
        z.strictObject({ code: z.enum(['reasonNeeded', 'unknownCase']) }),
      ),
    ),
  /** The log of looks, for leads; the latest first. */
  looks: oc
    .input(
      z.strictObject({
        by: id.nullable(),
        day: day.nullable(),
        offset: z.int().min(0),
        limit: z.int().min(1).max(MOST_CASES),
      }),
    )
    .output(
      z.union([
        z.strictObject({
          ok: z.literal(true),
          rows: z.array(look),
          total: z.int(),
          /** How many days the log is kept, and what was deleted last; null before the first time. */
          retention: z.strictObject({
            looksKeptDays: z.int(),
            closedKeptDays: z.int(),
            last: z.strictObject({ at: utc, looks: z.int(), cases: z.int(), waiting: z.int() }).nullable(),
            /** Why nothing is deleted now, and since when. */
            trouble: retentionTrouble.nullable(),
          }),
          /** Whoever stands in the log. */
          people: z.array(z.strictObject({ id, signature: z.string() })),
        }),
        refused(z.union([notSignedIn, z.strictObject({ code: z.literal('roleMayNot') })])),
      ]),
    ),
}
