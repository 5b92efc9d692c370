/** Slips and papers. Answered by main, which owns the printers. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { language } from '../../domain/forms/schema.ts'
import { slice } from '../../domain/reports/slice.ts'
import { letterRefusal } from './answerLetter.ts'
import { caseRecordRefusal } from './caseRecord.ts'
import { slipListRefusal } from './customers.ts'
import { MONTH } from './outages.ts'
import { reportRefusal } from './reports.ts'
import { overdueRefusal } from './rising.ts'
import { commandOutcome, done, id, nothing, refused, utc } from './shapes.ts'

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

/** In at least 14 pt, for who cannot read small print. */
const large = z.boolean()

export const printing = {
  slip: oc
    .input(
      z.strictObject({
        case: id,
        size: slipSize,
        command: id,
        large: large.optional(),
      }),
    )
    .output(printOutcome),
  /** Prints whose end nobody saw: a power cut, a stopped printer. Each is asked about once. */
  uncertain: oc.input(nothing).output(z.array(printJob)),
  settle: oc.input(z.strictObject({ job: id, printed: z.boolean() })).output(commandOutcome(done)),
  /** Prints the application of a draft, filled in, before it is registered. */
  application: oc
    .input(z.strictObject({ draft: id, language, blank: z.boolean(), large }))
    .output(z.union([done, refused(z.strictObject({ code: z.enum(['noPrinter', 'unknownDraft', 'failed']) }))])),
  /** Prints the form in force with lines for a pen, for who would rather write, and for a day without computers. */
  blank: oc
    .input(z.strictObject({ type: z.string(), language, large }))
    .output(z.union([done, refused(z.strictObject({ code: z.enum(['noPrinter', 'unknownForm', 'failed']) }))])),
  /** Prints the block of paper numbers that this command reserved (`outages.paperBlock`), A4, four slips to a sheet. */
  paperNumbers: oc
    .input(z.strictObject({ command: id }))
    .output(
      z.union([done, refused(z.strictObject({ code: z.enum(['noPrinter', 'unknownBlock', 'uncertain', 'failed']) }))]),
    ),
  /** Prints what a customer is told of an outage. */
  outage: oc
    .input(
      z.strictObject({ number: z.string(), size: slipSize, large: z.boolean(), language: z.enum(['kk', 'ru', 'en']) }),
    )
    .output(z.union([done, refused(z.strictObject({ code: z.enum(['noPrinter', 'unknownOutage', 'failed']) }))])),
  /** Prints the slip of the last closing of this window, on the roll. */
  shift: oc
    .input(z.strictObject({ language }))
    .output(z.union([done, refused(z.strictObject({ code: z.enum(['noPrinter', 'noShift', 'failed']) }))])),
  /** Prints the month's outages, A4. */
  outageMonth: oc
    .input(z.strictObject({ month: z.string().regex(MONTH), language }))
    .output(z.union([done, refused(z.strictObject({ code: z.enum(['noPrinter', 'failed']) }))])),
  /** Prints the counts of a slice, A4. */
  counts: oc
    .input(z.strictObject({ slice, language }))
    .output(
      z.union([done, refused(z.union([reportRefusal, z.strictObject({ code: z.enum(['noPrinter', 'failed']) })]))]),
    ),
  /** Prints all cases of a person with their slips, on a request of his own that was registered. */
  slips: oc
    .input(z.strictObject({ case: id, language, large }))
    .output(
      z.union([done, refused(z.strictObject({ code: z.enum(['noPrinter', 'failed', ...slipListRefusal.options]) }))]),
    ),
  /** Prints what a customer gets whose answer is late: who has the case now, and the next step. */
  overdue: oc
    .input(z.strictObject({ case: id, size: slipSize, language, large }))
    .output(
      z.union([
        done,
        refused(z.strictObject({ code: z.enum(['noPrinter', 'failed', ...overdueRefusal.shape.code.options]) })),
      ]),
    ),
  /** Prints the whole record of a case, A4. */
  caseRecord: oc
    .input(z.strictObject({ case: id, language, large }))
    .output(
      z.union([done, refused(z.union([caseRecordRefusal, z.strictObject({ code: z.enum(['noPrinter', 'failed']) })]))]),
    ),
  /** Prints the answer as a letter with the part to sign for it, A4, in the language of the answer. */
  answer: oc
    .input(z.strictObject({ case: id, large }))
    .output(
      z.union([done, refused(z.union([letterRefusal, z.strictObject({ code: z.enum(['noPrinter', 'failed']) })]))]),
    ),
  printers: oc
    .input(nothing)
    .output(z.array(z.strictObject({ name: z.string(), ready: z.boolean(), isDefault: z.boolean() }))),
}
