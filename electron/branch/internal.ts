/** What main asks of the branch process for itself: the calls under `printing` and `desk` of the window's contract end here. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { draft, printJob, receipt, slipSize, storageRefusal } from '../contract.ts'

const id = z.uuid()
const nothing = z.strictObject({})
const done = z.strictObject({ ok: z.literal(true) })
const refused = <T extends z.ZodType>(refusal: T) => z.strictObject({ ok: z.literal(false), refusal })
const code = <const T extends readonly [string, ...string[]]>(codes: T) => z.strictObject({ code: z.enum(codes) })

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
    draft: oc.input(z.strictObject({ draft: id })).output(draft.nullable()),
  },
  desk: {
    cable: oc.input(z.strictObject({ plugged: z.boolean() })).output(z.union([done, refused(code(['notDemo']))])),
  },
}
