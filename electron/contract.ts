/**
 * Every call the window may make, on one page, with run-time schemas that both ends parse. Main checks the sender of
 * each call and answers the calls under `printing` and `desk` itself; all others go on to the branch process.
 * Expected failures are values (`{ ok: false, refusal }`); a rejected call means a defect or broken equipment.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { caseStates } from '../domain/cases/case.ts'
import { answerTerm, caseRegistered, paperTaken } from '../domain/cases/events.ts'
import { formName } from '../domain/forms/publication.ts'
import { answers, catalogue, form, language } from '../domain/forms/schema.ts'
import { branchProfile } from '../domain/people/branch.ts'
import { role } from '../domain/people/person.ts'

const id = z.uuid()
const utc = z.iso.datetime()
const day = z.iso.date()
const nothing = z.strictObject({})
const done = z.strictObject({ ok: z.literal(true) })
const refused = <T extends z.ZodType>(refusal: T) => z.strictObject({ ok: z.literal(false), refusal })

/** Equipment that failed where a record was due: nothing was recorded, the form stays as it is. */
export const storageRefusal = z.strictObject({
  code: z.literal('notRecorded'),
  why: z.enum(['diskFull', 'readOnly', 'locked', 'damaged', 'other']),
})
const notSignedIn = z.strictObject({ code: z.literal('notSignedIn') })

/** A person as the sign-in screen shows one. `demoPin` only on a demo branch. */
export const personTile = z.strictObject({
  id,
  fullName: z.string(),
  signature: z.string(),
  initials: z.string(),
  role,
  demoPin: z.string().nullable(),
})
export type PersonTile = z.infer<typeof personTile>

export const draft = z.strictObject({
  id,
  /** Minted when the form was opened; registering twice with it gives the first answer again. */
  command: id,
  /** `D-0712A-7K4M`: printed on the application before it has a number. */
  label: z.string(),
  type: z.string(),
  formVersion: z.int(),
  answers,
  kept: z.array(z.string()),
  stepsDone: z.array(z.string()),
  papers: z.array(paperTaken),
  /** Key of the field that had the focus. */
  focus: z.string().nullable(),
  by: id,
  openedAt: utc,
  savedAt: utc,
})
export type Draft = z.infer<typeof draft>

/** Where the case's events are: still here, sent without an answer, at headquarters, or refused there. */
export const delivery = z.enum(['waiting', 'sent', 'at_hq', 'refused'])

export const caseRow = z.strictObject({
  id,
  number: z.string(),
  type: z.string(),
  applicant: z.string(),
  state: z.enum(caseStates),
  marks: z.array(z.string()),
  registeredAt: utc,
  registeredBy: z.string(),
  window: z.string(),
  answerBy: day,
  /** Working and calendar days from today (branch's date) until `answerBy`; negative when past. */
  daysLeft: z.int(),
  delivery,
  slips: z.int(),
})
export type CaseRow = z.infer<typeof caseRow>

export const queueTab = z.enum(['all', 'mine', 'in_review', 'incomplete', 'waiting', 'at_hq', 'due_soon', 'overdue'])
export const queueSort = z.enum(['answerBy', 'registeredAt', 'number', 'applicant', 'type', 'state'])
export const queueQuery = z.strictObject({
  tab: queueTab,
  /** Words, number, phone or IIN digits; folded. */
  find: z.string().max(200),
  types: z.array(z.string()),
  sort: queueSort,
  descending: z.boolean(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
})
export type QueueQuery = z.infer<typeof queueQuery>

/** Everything the slip shows, from committed data only; the template (`paper/receipt.ts`) turns it into a page. */
export const receipt = z.strictObject({
  case: id,
  number: z.string(),
  type: z.string(),
  formVersion: z.int(),
  acceptedAt: utc,
  acceptedBy: z.strictObject({ signature: z.string(), role: z.string() }),
  window: z.string(),
  answer: answerTerm,
  answerLanguage: language,
  papers: z.array(paperTaken),
  missing: z.array(z.string()),
  /** Content of the QR code: number, line, place, hash and the device's signature. No personal data. */
  qr: z.string(),
  copies: z.literal(1),
  /** How many slips have left the printer so far. */
  printed: z.int(),
})
export type Receipt = z.infer<typeof receipt>

export const registration = z.union([
  z.strictObject({ ok: z.literal(true), repeated: z.boolean(), receipt }),
  refused(
    z.union([
      storageRefusal,
      notSignedIn,
      z.strictObject({ code: z.enum(['minimumMissing', 'wrongFields']), fields: z.array(z.string()) }),
      z.strictObject({ code: z.enum(['unknownDraft', 'unknownForm', 'alreadyRegistered']) }),
      z.strictObject({ code: z.literal('slipImpossible'), lacks: z.string() }),
    ]),
  ),
])
export type Registration = z.infer<typeof registration>

/** A journal event as the case screen shows it; `by` is null for what the program did by itself. */
export const historyEntry = z.strictObject({
  seq: z.int(),
  line: z.string(),
  hash: z.string(),
  type: z.string(),
  at: utc,
  by: z.string().nullable(),
  window: z.string(),
  /** Why it was done all the same, in the person's words; only acceptances of incomplete cases have it. */
  reason: z.string().nullable(),
  delivery,
})

export const caseDetail = z.strictObject({
  row: caseRow,
  registered: caseRegistered,
  missing: z.array(z.string()),
  conflicts: z.array(z.strictObject({ event: z.string(), type: z.string(), reason: z.string() })),
  history: z.array(historyEntry),
  /** Why the signed-in person may not accept it; null when he may. */
  acceptObstacle: z.enum(['notInReview', 'roleMayNot', 'ownCase', 'incomplete']).nullable(),
})
export type CaseDetail = z.infer<typeof caseDetail>

/** The exchange with headquarters, for the ledge. Times UTC. */
export const exchange = z.strictObject({
  state: z.enum(['notEnrolled', 'offline', 'online', 'sending', 'stuck']),
  offlineSince: utc.nullable(),
  nextTryAt: utc.nullable(),
  lastContactAt: utc.nullable(),
  /** Registered cases not yet acknowledged. */
  waiting: z.int(),
  sending: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
  /** Cases kept at headquarters as bytes but refused by a rule. */
  stuck: z.array(z.strictObject({ case: id.nullable(), number: z.string().nullable(), reason: z.string() })),
  /** Demo only: whether the pretend network cable is plugged in. */
  cable: z.boolean().nullable(),
})
export type Exchange = z.infer<typeof exchange>

export const printJob = z.strictObject({
  id,
  case: id,
  number: z.string(),
  copy: z.int(),
  state: z.enum(['waiting', 'printing', 'printed', 'failed', 'uncertain']),
  why: z.string().nullable(),
  at: utc,
})
export type PrintJob = z.infer<typeof printJob>

export const slipSize = z.enum(['80mm', 'a5'])
export const printOutcome = z.union([
  z.strictObject({ ok: z.literal(true), job: printJob }),
  refused(
    z.strictObject({
      code: z.enum([
        'noPrinter',
        'printerStopped',
        'printerRejects',
        'notCommitted',
        'uncertain',
        'failed',
        'notSignedIn',
        'notRecorded',
        /** The branch profile lacks what every slip must show. */
        'slipImpossible',
      ]),
      printer: z.string().nullable(),
      job: printJob.nullable(),
    }),
  ),
])

export const contract = {
  session: {
    people: oc.input(nothing).output(z.array(personTile)),
    current: oc.input(nothing).output(z.strictObject({ person: personTile.nullable() })),
    signIn: oc
      .input(z.strictObject({ person: id, pin: z.string().max(32) }))
      .output(
        z.union([
          z.strictObject({ ok: z.literal(true), person: personTile }),
          refused(
            z.union([
              z.strictObject({ code: z.literal('wrongPin'), triesUntilWait: z.int() }),
              z.strictObject({ code: z.literal('wait'), seconds: z.int() }),
              z.strictObject({ code: z.literal('unknownPerson') }),
            ]),
          ),
        ]),
      ),
    lock: oc.input(nothing).output(done),
  },
  workspace: {
    /** Read once at start: who and where we are, and all forms, lists and blocks in force. */
    open: oc.input(nothing).output(
      z.strictObject({
        branch: branchProfile,
        window: z.string(),
        demo: z.boolean(),
        version: z.string(),
        /** Today in the branch's time zone. */
        today: day,
        catalogue,
        /** Forms, lists or calendars that were kept out, with the place and reason of each fault. `file` also names headquarters. */
        faults: z.array(z.strictObject({ file: z.string(), path: z.string(), message: z.string() })),
        /** How the store came back at the last start: new line begun, what was interrupted. */
        recovery: z.strictObject({
          newLine: z.enum(['restored', 'fork', 'unknownHead']).nullable(),
          uncertainPrints: z.int(),
          drafts: z.int(),
          /** Numbers of cases that were registered and never got a slip, the latest first. */
          unprinted: z.array(z.string()),
        }),
        lastBackupAt: utc.nullable(),
      }),
    ),
    exchange: oc.input(nothing).output(exchange),
  },
  forms: {
    /**
     * The form in the version that a draft or a case was made with (`formVersion`), which may no longer be the one in
     * `workspace.open`. Null where it is not on this computer or no longer usable: then the one in force is shown.
     */
    version: oc.input(formName).output(form.nullable()),
  },
  drafts: {
    open: oc
      .input(z.strictObject({ type: z.string(), answers: answers.optional() }))
      .output(
        z.union([
          z.strictObject({ ok: z.literal(true), draft }),
          refused(z.union([storageRefusal, notSignedIn, z.strictObject({ code: z.literal('unknownForm') })])),
        ]),
      ),
    save: oc
      .input(
        draft
          .pick({ id: true, type: true, answers: true, kept: true, stepsDone: true, papers: true, focus: true })
          /** With a changed type: the version of it that is on the screen. Without a change the draft keeps its own. */
          .extend({ formVersion: z.int().optional() }),
      )
      .output(
        z.union([
          z.strictObject({ ok: z.literal(true), savedAt: utc }),
          refused(
            z.union([
              storageRefusal,
              notSignedIn,
              z.strictObject({ code: z.enum(['unknownDraft', 'alreadyRegistered']) }),
            ]),
          ),
        ]),
      ),
    /** Open drafts of this window, the latest first. */
    list: oc.input(nothing).output(z.array(draft)),
    discard: oc
      .input(z.strictObject({ id, reason: z.enum(['mistake', 'customerLeft', 'changedMind', 'duplicate', 'other']) }))
      .output(z.union([done, refused(z.union([storageRefusal, notSignedIn]))])),
    /** Until when the answer must come if the draft were registered now; by the form in force where no version is named. */
    answerBy: oc
      .input(z.strictObject({ type: z.string(), formVersion: z.int().optional(), answers }))
      .output(
        z.union([
          z.strictObject({ ok: z.literal(true), answer: answerTerm, acceptedOn: day }),
          refused(z.strictObject({ code: z.literal('unknownForm') })),
        ]),
      ),
  },
  cases: {
    register: oc.input(z.strictObject({ draft: id })).output(registration),
    page: oc.input(queueQuery).output(
      z.strictObject({
        rows: z.array(caseRow),
        total: z.int(),
        /** Cases per tab, of the same `find` and `types`. */
        counts: z.record(queueTab, z.int()),
        /** UTC time of this read of the database. */
        readAt: utc,
      }),
    ),
    detail: oc.input(z.strictObject({ id })).output(caseDetail.nullable()),
    receipt: oc.input(z.strictObject({ id })).output(receipt.nullable()),
    accept: oc
      .input(z.strictObject({ id, command: id, incompleteBecause: z.string().max(500).nullable() }))
      .output(
        z.union([
          done,
          refused(
            z.union([
              storageRefusal,
              notSignedIn,
              z.strictObject({ code: z.enum(['notRegistered', 'notInReview', 'roleMayNot', 'ownCase', 'incomplete']) }),
            ]),
          ),
        ]),
      ),
  },
  /** Answered by main, which owns the printers. */
  printing: {
    slip: oc
      .input(
        z.strictObject({
          case: id,
          size: slipSize,
          command: id,
          /** In at least 14 pt, for who cannot read small print. */
          large: z.boolean().optional(),
        }),
      )
      .output(printOutcome),
    /** Prints whose end nobody saw: a power cut, a stopped printer. Each is asked about once. */
    uncertain: oc.input(nothing).output(z.array(printJob)),
    settle: oc
      .input(z.strictObject({ job: id, printed: z.boolean() }))
      .output(z.union([done, refused(z.union([storageRefusal, notSignedIn]))])),
    /** Prints the application of a draft, filled in, before it is registered. */
    application: oc
      .input(z.strictObject({ draft: id, language: z.enum(['kk', 'ru', 'en']), blank: z.boolean() }))
      .output(z.union([done, refused(z.strictObject({ code: z.enum(['noPrinter', 'unknownDraft', 'failed']) }))])),
    printers: oc
      .input(nothing)
      .output(z.array(z.strictObject({ name: z.string(), ready: z.boolean(), isDefault: z.boolean() }))),
  },
  /** Settings of this computer, and what only the demo has. */
  desk: {
    language: oc.input(z.strictObject({ language: language.nullable() })).output(z.strictObject({ language })),
    /** Demo only: pulls the pretend network cable. Refused elsewhere. */
    cable: oc
      .input(z.strictObject({ plugged: z.boolean() }))
      .output(z.union([done, refused(z.strictObject({ code: z.literal('notDemo') }))])),
    /** The buttons of the window, which has no frame of its own; `maximise` also restores. */
    window: oc
      .input(z.strictObject({ do: z.enum(['minimise', 'maximise', 'close']) }))
      .output(z.strictObject({ ok: z.literal(true), maximised: z.boolean() })),
    /** Which theme the screen has, so that the next window opens in its ground colour. */
    look: oc.input(z.strictObject({ theme: z.enum(['light', 'dark', 'contrast']) })).output(done),
  },
}
export type Contract = typeof contract

/** What the branch process tells all windows, so that they read again: never data, only what changed. */
export const changed = z.strictObject({
  what: z.array(z.enum(['cases', 'drafts', 'exchange', 'session', 'prints', 'forms'])),
})
export type Changed = z.infer<typeof changed>

/** All that the preload script gives the window as `window.okno`. `path` is `noun.verb`; a rejection says `code: message`. */
export type OknoBridge = {
  call(path: string, input: unknown): Promise<unknown>
  onChanged(listener: (changed: Changed) => void): () => void
}
