/** Where we are, and how the exchange with headquarters stands. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { entry } from '../../domain/cases/events.ts'
import { type FaultCode, isFaultCode } from '../../domain/forms/faults.ts'
import { catalogue, text3 } from '../../domain/forms/schema.ts'
import { outageRules } from '../../domain/outages/times.ts'
import { branchProfile } from '../../domain/people/branch.ts'
import { day, done, id, nothing, notSignedIn, refused, utc } from './shapes.ts'

/**
 * The exchange with headquarters, for the ledge. `stuck`: it goes on, but something of ours is not accepted; `turnedAway`:
 * headquarters refuses the computer, its program or its whole run. Times UTC.
 */
export const exchange = z.strictObject({
  state: z.enum(['notEnrolled', 'offline', 'online', 'sending', 'stuck', 'turnedAway']),
  offlineSince: utc.nullable(),
  nextTryAt: utc.nullable(),
  lastContactAt: utc.nullable(),
  /** Registered cases not yet acknowledged. */
  waiting: z.int(),
  /** Cases that are through, of all that waited; `secondsLeft` once the pace of the line is known. */
  sending: z.strictObject({ done: z.int(), of: z.int(), secondsLeft: z.int().nullable() }).nullable(),
  /** While headquarters is asked something: when a question without an answer is given up and tried anew. */
  givesUpAt: utc.nullable(),
  /** Headquarters itself asked not to be tried before `nextTryAt`. */
  waitAsked: z.boolean(),
  /** It answers, but cannot do its work: its own equipment is down. */
  trouble: z.boolean(),
  /** With `notEnrolled`: what keeps this computer from it; `branch`: with `otherBranch`, the one that the code was made for. */
  obstacle: z
    .strictObject({
      why: z.enum([
        ...['noAddress', 'badAddress', 'notPrivate', 'noCode', 'wrongCode', 'usedCode', 'expiredCode'],
        ...['otherBranch', 'unreachable', 'stranger', 'refused'],
      ] as const),
      branch: z.string().nullable(),
    })
    .nullable(),
  /** Files of cases that headquarters is not known to hold: how many bytes have gone, of how many. */
  files: z.strictObject({ count: z.int(), done: z.int(), bytes: z.int() }),
  /**
   * Cases kept at headquarters as bytes but refused by a rule, and those that cannot be proved: by no certificate
   * (`noCertificate`), or because rows were changed past the program (`altered`; what stands behind them: `chainBroken`).
   */
  stuck: z.array(
    z.strictObject({
      case: id.nullable(),
      number: z.string().nullable(),
      reason: z.string(),
      /** The refused event itself, its kind and when it was written; null where no single event is refused. */
      refused: z.strictObject({ entry, type: z.string(), at: utc }).nullable(),
    }),
  ),
  /** With `turnedAway`: this program is older, or newer, than headquarters serves. Cases are kept until one is updated. */
  program: z.enum(['tooOld', 'tooNew']).nullable(),
  /** Demo only: whether the pretend network cable is plugged in. */
  cable: z.boolean().nullable(),
})
export type Exchange = z.infer<typeof exchange>

/** What is on its way to headquarters, for whoever is signed in. Times UTC. */
export const onTheWay = z.strictObject({
  /** Cases with something not yet acknowledged, the oldest first; `more`: how many are not in this list. */
  waiting: z.array(z.strictObject({ case: id, number: z.string(), registeredAt: utc })),
  more: z.int(),
  /** The case that headquarters acknowledged last; `at`: when that was heard here, where it is known. */
  acknowledged: z.strictObject({ case: id, number: z.string(), at: utc.nullable() }).nullable(),
})

export const workspace = {
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
      faults: z.array(
        z.strictObject({
          file: z.string(),
          path: z.string(),
          code: z.custom<FaultCode>(isFaultCode),
          facts: z.record(z.string(), z.union([z.string(), z.number()])),
          message: z.string(),
        }),
      ),
      /** How the store came back at the last start: new line begun, what was interrupted. */
      recovery: z.strictObject({
        newLine: z.enum(['restored', 'fork', 'unknownHead', 'altered']).nullable(),
        /** The database was damaged: it is kept aside, and the copy of this day took its place. */
        rescued: day.nullable(),
        /** Events of the journal that are not what was written: somebody changed the file past the program. */
        altered: z.int(),
        /** Records of this window that were written and are held neither here nor, so far, by anybody who was asked. */
        missing: z.int(),
        uncertainPrints: z.int(),
        drafts: z.int(),
      }),
      lastBackupAt: utc.nullable(),
      /** What may make a date or a time wrong, for a person to look after. */
      warnings: z.array(
        z.union([
          z.strictObject({ code: z.enum(['calendarMissing', 'calendarUnconfirmed']), year: z.int() }),
          z.strictObject({ code: z.literal('oldTimeZones'), zone: z.string(), offset: z.string() }),
        ]),
      ),
      /** Rules of the operator that the screens go by. */
      rules: z.strictObject({
        soonBoldDays: z.int(),
        basisOldAfterMonths: z.int(),
        lookReasonLeast: z.int(),
        /** So many days a customer has, where nobody says otherwise, to bring what he was asked for. */
        askCustomerDays: z.int(),
        outages: outageRules,
        /** What people pass a case up for, in words. */
        escalationReasons: z.array(z.strictObject({ code: z.string(), label: text3 })),
      }),
    }),
  ),
  /** Numbers of open cases that were registered and never got a slip, the latest first. */
  unprinted: oc.input(nothing).output(z.array(z.string())),
  exchange: oc.input(nothing).output(exchange),
  onTheWay: oc.input(nothing).output(onTheWay),
  /** Tries now instead of at `nextTryAt`, once, also where headquarters asked to wait. */
  tryNow: oc.input(nothing).output(z.union([done, refused(notSignedIn)])),
}
