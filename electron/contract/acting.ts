/**
 * What the window may do with a registered case (`cases.act`): one shape a command, and every refusal of the rules with
 * what it names. The person, the time and all that other papers say are found by the branch process, never sent.
 */
import { z } from 'zod'
import { caseStates } from '../../domain/cases/case.ts'
import { answerDelivered, entry, paperTaken, returnReason, told } from '../../domain/cases/events.ts'
import { answerValue } from '../../domain/forms/schema.ts'
import { code, day, done, id, notSignedIn, refused, storageRefusal, utc } from './shapes.ts'

/** Typed words as they stand on the screen: what says nothing is refused by the rules, with the name of the field. */
const typed = z.string().max(2000)
const telling = told.extend({ proof: typed })
/** Minted when the panel opens: the same command twice has one effect. */
const command = id

export const act = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('acceptCase'), command, incompleteBecause: typed.nullable() }),
  z.strictObject({
    do: z.literal('returnCase'),
    command,
    reasons: z.array(returnReason.extend({ words: typed })).max(50),
  }),
  z.strictObject({ do: z.literal('answerReturn'), command, answers: z.array(typed).max(50) }),
  z.strictObject({
    do: z.literal('correctCase'),
    command,
    reason: typed,
    changes: z.record(z.string(), answerValue.nullable()),
    kept: z.array(z.string()),
  }),
  z.strictObject({ do: z.literal('askCustomer'), command, what: typed, until: day, told: telling }),
  z.strictObject({ do: z.literal('customerBrought'), command, what: typed, papers: z.array(paperTaken) }),
  z.strictObject({ do: z.literal('leaveIncomplete'), command, proof: typed }),
  z.strictObject({
    ...{ do: z.literal('finishAtBranch'), command, outcome: z.string(), text: typed, ground: typed },
    sum: z.number().positive().nullable(),
  }),
  z.strictObject({ do: z.literal('bagCase'), command, bag: typed }),
  z.strictObject({
    ...{ do: z.literal('deliverAnswer'), command, channel: answerDelivered.shape.channel, at: utc, to: typed },
  }),
  z.strictObject({ do: z.literal('closeCase'), command }),
  /** Signed in front of the person at the window; `paper` says what was signed, `taken` that it was taken in. */
  z.strictObject({ do: z.literal('withdrawCase'), command, paper: typed, taken: z.boolean() }),
  z.strictObject({ do: z.literal('mergeCase'), command, into: id }),
  z.strictObject({ do: z.literal('reopenCase'), command, what: typed, onWord: z.boolean() }),
  z.strictObject({ do: z.literal('moveAnswerDate'), command, by: day, reason: typed, told: telling }),
  z.strictObject({ do: z.literal('disputeEntry'), command, entry, words: typed }),
  z.strictObject({ do: z.literal('confirmBasis'), command, conflict: z.string(), words: typed }),
  /** `instead`: number of the case that was registered anew in its place. */
  z.strictObject({
    ...{ do: z.literal('repairRefused'), command, entry, words: typed },
    instead: z.string().max(40).nullable(),
  }),
])
export type Act = z.infer<typeof act>

export const actRefusal = z.union([
  storageRefusal,
  notSignedIn,
  z.strictObject({ code: z.literal('roleMayNot'), role: z.string() }),
  z.strictObject({ code: z.literal('wrongState'), state: z.enum(caseStates) }),
  z.strictObject({ code: z.enum(['minimumMissing', 'wrongFields', 'incomplete']), fields: z.array(z.string()) }),
  z.strictObject({ code: z.literal('notSaid'), what: z.array(z.string()) }),
  z.strictObject({ code: z.literal('answersDoNotMatch'), reasons: z.int() }),
  z.strictObject({ code: z.literal('notYet'), until: z.string() }),
  z.strictObject({ code: z.enum(['notYetDays', 'tooLate']), days: z.int() }),
  z.strictObject({ code: z.literal('reasonTooShort'), least: z.int() }),
  z.strictObject({ code: z.literal('lowerLevel'), level: z.int() }),
  code(['notRegistered', 'alreadyRegistered', 'notInReview', 'ownCase', 'namedInCase', 'ownCorrection']),
  code(['consentMissing', 'ownConsent', 'consentNotWanted', 'consentOfAnother', 'nothingSigned', 'alreadyAttached']),
  code(['notOnTheList', 'alreadyTold', 'nothingChanged', 'dateInPast', 'timeInFuture', 'timeBeforeAnswer']),
  code(['notOfThisForm', 'notAtBranch', 'leadOnly', 'notWithdrawnByCustomer']),
  code(['unknownCase', 'sameCase', 'notOlder', 'olderNotOpen', 'otherPerson', 'otherMatter']),
  /** The case is not any more what it was when it was looked at. */
  code(['changedMeanwhile']),
  /** This id of a command was used for another case. */
  code(['commandOfAnotherCase']),
  code(['unknownEntry', 'alreadyDisputed', 'unknownConflict', 'alreadyConfirmed', 'unknownForm']),
  code(['notRefused', 'alreadyRepaired']),
])
export type ActRefusal = z.infer<typeof actRefusal>

export const acting = z.union([done, refused(actRefusal)])
export type Acting = z.infer<typeof acting>
