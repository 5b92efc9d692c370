/** Settings of this computer, and what only the demo has. Answered by main. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { language } from '../../domain/forms/schema.ts'
import { slice } from '../../domain/reports/slice.ts'
import { caseRecordRefusal } from './caseRecord.ts'
import { exportRefusal } from './journalExport.ts'
import { MONTH } from './outages.ts'
import { reportRefusal } from './reports.ts'
import { done, nothing, refused } from './shapes.ts'

export const desk = {
  language: oc.input(z.strictObject({ language: language.nullable() })).output(z.strictObject({ language })),
  /** Demo only: pulls the pretend network cable, or plugs it in again. Refused elsewhere. */
  cable: oc.input(nothing).output(z.union([done, refused(z.strictObject({ code: z.literal('notDemo') }))])),
  /** The buttons of the window, which has no frame of its own; `maximise` also restores. */
  window: oc
    .input(z.strictObject({ do: z.enum(['minimise', 'maximise', 'close']) }))
    .output(z.strictObject({ ok: z.literal(true), maximised: z.boolean() })),
  /** Keeps the month's outages as a table, where the person says. */
  saveOutages: oc
    .input(z.strictObject({ month: z.string().regex(MONTH), language }))
    .output(
      z.union([
        z.strictObject({ ok: z.literal(true), file: z.string() }),
        refused(z.strictObject({ code: z.enum(['cancelled', 'failed']), why: z.string().exactOptional() })),
      ]),
    ),
  /** Keeps the counts of a slice as a table, where the person says; nobody is named in it. */
  saveCounts: oc
    .input(z.strictObject({ slice, language }))
    .output(
      z.union([
        z.strictObject({ ok: z.literal(true), file: z.string() }),
        refused(
          z.union([
            reportRefusal,
            z.strictObject({ code: z.enum(['cancelled', 'failed']), why: z.string().exactOptional() }),
          ]),
        ),
      ]),
    ),
  /** Keeps the record of a case as a PDF, where the person says. */
  saveCaseRecord: oc
    .input(z.strictObject({ case: z.uuid(), language, large: z.boolean() }))
    .output(
      z.union([
        z.strictObject({ ok: z.literal(true), file: z.string() }),
        refused(z.union([caseRecordRefusal, z.strictObject({ code: z.enum(['cancelled', 'failed']) })])),
      ]),
    ),
  /** Writes the whole journal where the person says; the reason stands in the access log. Goes on after the answer. */
  exportJournal: oc
    .input(z.strictObject({ reason: z.string().max(500) }))
    .output(z.union([done, refused(z.union([exportRefusal, z.strictObject({ code: z.literal('cancelled') })]))])),
  /** Which theme the screen has, so that the next window opens in its ground colour. */
  look: oc.input(z.strictObject({ theme: z.enum(['light', 'dark', 'contrast']) })).output(done),
}
