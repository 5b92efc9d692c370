/** What is typed and not registered yet. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { answerTerm, handTaken, paperTaken } from '../../domain/cases/events.ts'
import { answers, basis, language, termUnit } from '../../domain/forms/schema.ts'
import { takeOver } from './people.ts'
import { commandOutcome, day, done, id, nothing, refused, utc } from './shapes.ts'

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
  /** Why a step that wants evidence was passed without it, by the step's key. */
  stepReasons: z.record(z.string(), z.string()),
  /** Number of the outage it belongs to. */
  outage: z.string().nullable(),
  handTaken: handTaken.nullable(),
  papers: z.array(paperTaken),
  /** The place that had the focus: key of the field, and which part of it or beside it where that is not its first. */
  focus: z.string().nullable(),
  by: id,
  openedAt: utc,
  savedAt: utc,
})
export type Draft = z.infer<typeof draft>

export const drafts = {
  open: oc
    .input(
      z.strictObject({
        type: z.string(),
        answers: answers.optional(),
        /** The language on the screen, in which the counter speaks with the customer. */
        speaks: language.optional(),
      }),
    )
    .output(
      commandOutcome(
        z.strictObject({ ok: z.literal(true), draft }),
        z.strictObject({ code: z.literal('unknownForm') }),
      ),
    ),
  save: oc
    .input(
      draft
        .pick({ id: true, type: true, answers: true, kept: true, stepsDone: true, papers: true, focus: true })
        .extend({
          /** With a changed type: the version of it that is on the screen. Without a change the draft keeps its own. */
          formVersion: z.int().optional(),
          // What is not named stays as it was.
          stepReasons: draft.shape.stepReasons.exactOptional(),
          outage: draft.shape.outage.exactOptional(),
          handTaken: draft.shape.handTaken.exactOptional(),
        }),
    )
    .output(
      commandOutcome(
        z.strictObject({ ok: z.literal(true), savedAt: utc }),
        z.strictObject({ code: z.enum(['unknownDraft', 'alreadyRegistered', 'notYours']) }),
      ),
    ),
  /** Open drafts of this window, the latest first. */
  list: oc.input(nothing).output(z.array(draft)),
  discard: oc
    .input(z.strictObject({ id, reason: z.enum(['mistake', 'customerLeft', 'changedMind', 'duplicate', 'other']) }))
    .output(commandOutcome(done, z.strictObject({ code: z.literal('notYours') }))),
  takeOver,
  /** Until when the answer must come if the draft were registered now; by the form in force where no version is named. */
  answerBy: oc
    .input(
      z.strictObject({
        type: z.string(),
        formVersion: z.int().optional(),
        answers,
        /** When the paper was taken in, if not now. */
        at: utc.optional(),
        /** The draft that it is about: it keeps the calendar it was opened with. */
        draft: id.optional(),
      }),
    )
    .output(
      z.union([
        z.strictObject({
          ok: z.literal(true),
          answer: answerTerm,
          acceptedOn: day,
          /** Until when it may be filed; null without a limit, or before the day it runs from is known. */
          filing: z
            .strictObject({
              until: day,
              opens: day.nullable(),
              late: z.boolean(),
              amount: z.int(),
              unit: termUnit,
              basis,
              unconfirmed: z.boolean(),
            })
            .nullable(),
          /** The dates beside the answer, by their keys in the form. */
          dues: z.array(z.strictObject({ key: z.string(), by: z.union([day, utc]).nullable() })),
        }),
        refused(z.strictObject({ code: z.literal('unknownForm') })),
      ]),
    ),
}
