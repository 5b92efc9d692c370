/** What main asks of the branch process for itself: the calls under `printing` and `desk` of the window's contract end here. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { slice } from '../../domain/reports/slice.ts'
import { code, done, id, nothing, refused } from '../contract/shapes.ts'
import {
  attachmentKind,
  caseRecordAnswer,
  countsAnswer,
  destination,
  draft,
  exportRefusal,
  letterAnswer,
  MONTH,
  monthReport,
  outageView,
  overdueAnswer,
  printJob,
  receipt,
  reception,
  shiftSlip,
  slipListAnswer,
  slipSize,
  storageRefusal,
  watchedFolder,
  whyUnreadable,
} from '../contract.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const internal = {
  printJobs: {
    /** Main prints only after `ok: true`, and not when `repeated`: that command has begun its slip before. */
    begin: oc.input(z.strictObject({ case: id, size: slipSize, command: id })).output(
      z.union([
        z.strictObject({
          ok: z.literal(true),
          job: printJob,
          copy: z.int().positive(),
          duplicate: z.boolean(),
          repeated: z.boolean(),
          receipt,
        }),
        refused(z.union([storageRefusal, code(['notSignedIn', 'notCommitted'])])),
      ]),
    ),
    /** There is no printer that takes the slip: the window hears at once that the case has none. */
    notBegun: oc.input(z.strictObject({ case: id })).output(done),
    finish: oc
      .input(
        z.strictObject({
          job: id,
          outcome: z.enum(['printed', 'failed', 'uncertain']),
          why: z.string().nullable(),
          /** `printer`: the printing system reported it done; `person`: somebody looked and said so. */
          confirmedBy: z.enum(['printer', 'person']),
        }),
      )
      .output(
        z.union([
          z.strictObject({ ok: z.literal(true), job: printJob }),
          refused(z.union([storageRefusal, code(['unknownJob'])])),
        ]),
      ),
    uncertain: oc.input(nothing).output(z.array(printJob)),
    settle: oc
      .input(z.strictObject({ job: id, printed: z.boolean() }))
      .output(z.union([done, refused(z.union([storageRefusal, code(['notSignedIn'])]))])),
  },
  documents: {
    receipt: oc.input(z.strictObject({ case: id })).output(receipt.nullable()),
    /** `blank`: only its form is wanted, for an empty sheet. */
    draft: oc.input(z.strictObject({ draft: id, blank: z.boolean().optional() })).output(draft.nullable()),
    /** The paper numbers that a command reserved; null where it reserved none. */
    paperNumbers: oc.input(z.strictObject({ command: id })).output(z.array(z.string()).nullable()),
    outage: oc.input(z.strictObject({ number: z.string() })).output(outageView.nullable()),
    /** The month's report, `YYYY-MM`. */
    outageMonth: oc.input(z.strictObject({ month: z.string().regex(MONTH) })).output(monthReport),
    /** The counts of a slice: nobody is named in them. */
    counts: oc.input(z.strictObject({ slice })).output(countsAnswer),
    /** The slip of this window's last closing; null before the first. */
    shift: oc.input(nothing).output(shiftSlip.nullable()),
    caseRecord: oc.input(z.strictObject({ case: id })).output(caseRecordAnswer),
    slipList: oc.input(z.strictObject({ case: id })).output(slipListAnswer),
    overdue: oc.input(z.strictObject({ case: id })).output(overdueAnswer),
    /** The answer as a letter; a look that stands in the log from here on. */
    answer: oc.input(z.strictObject({ case: id })).output(letterAnswer),
  },
  /** The journal as a file: main asks whether it may, then a person where to keep it. */
  exports: {
    check: oc.input(z.strictObject({ reason: z.string() })).output(z.union([done, refused(exportRefusal)])),
    /** `file`: a whole path. Ends in `journalExport.state`. */
    begin: oc
      .input(z.strictObject({ file: z.string().min(1), reason: z.string() }))
      .output(z.union([done, refused(exportRefusal)])),
  },
  /** What main's reader does for the branch process, one errand after another. */
  reading: {
    /** The same errand again until it has been answered; null when nothing is left to do. */
    next: oc.input(nothing).output(
      z
        .discriminatedUnion('do', [
          z.strictObject({
            do: z.literal('examine'),
            sha256,
            path: z.string(),
            kind: z.enum(['jpg', 'png', 'heic', 'pdf']),
            thorough: z.boolean(),
          }),
          z.strictObject({ do: z.literal('cut'), item: id, path: z.string(), page: z.int().positive() }),
        ])
        .nullable(),
    ),
    /** False where it could not be recorded: ask again later. */
    examined: oc
      .input(
        z.strictObject({
          sha256,
          found: z.union([
            z.strictObject({ ok: z.literal(true), pages: z.array(z.array(z.string())) }),
            z.strictObject({ ok: z.literal(false), why: whyUnreadable }),
          ]),
        }),
      )
      .output(z.boolean()),
    cut: oc
      .input(
        z.strictObject({
          item: id,
          sheet: z.union([
            z.strictObject({ ok: z.literal(true), bytes: z.instanceof(Uint8Array) }),
            z.strictObject({ ok: z.literal(false), why: whyUnreadable }),
          ]),
        }),
      )
      .output(z.boolean()),
    /** Where a file lies, for showing; null where it is not known, cannot be read, or nobody is signed in. */
    shown: oc
      .input(z.strictObject({ sha256 }))
      .output(z.strictObject({ path: z.string(), kind: attachmentKind, bytes: z.int() }).nullable()),
    /** A file that the scanner left, whole. */
    take: oc
      .input(
        z.strictObject({
          path: z.string(),
          to: destination,
          name: z.string(),
          paper: z.string().nullable(),
          batch: id,
          sheet: z.int().positive(),
        }),
      )
      .output(reception),
    folder: oc.input(nothing).output(watchedFolder),
    watch: oc
      .input(z.strictObject({ folder: z.string().nullable() }))
      .output(z.union([done, refused(z.union([storageRefusal, code(['notSignedIn', 'notAFolder', 'own'])]))])),
  },
  desk: {
    cable: oc.input(nothing).output(z.union([done, refused(code(['notDemo']))])),
  },
}
