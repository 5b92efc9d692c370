/** From the path of a call to its handler. Input and output are parsed by the contract; an unknown path is refused. */
import { createRouterClient, isProcedure, ORPCError } from '@orpc/server'
import { z } from 'zod'
import type { Branch } from './branch.ts'
import { attachments } from './calls/attachments.ts'
import { calendars } from './calls/calendars.ts'
import { cases } from './calls/cases.ts'
import { consent } from './calls/consent.ts'
import { customers } from './calls/customers.ts'
import { desk } from './calls/desk.ts'
import { documents } from './calls/documents.ts'
import { drafts } from './calls/drafts.ts'
import { forms } from './calls/forms.ts'
import { hub } from './calls/hub.ts'
import { exports, journalExport } from './calls/journalExport.ts'
import { outages } from './calls/outages.ts'
import { people } from './calls/people.ts'
import { printJobs } from './calls/printJobs.ts'
import { reading } from './calls/reading.ts'
import { reports } from './calls/reports.ts'
import { review } from './calls/review.ts'
import { searches } from './calls/searches.ts'
import { session } from './calls/session.ts'
import { shifts } from './calls/shifts.ts'
import { tray } from './calls/tray.ts'
import { workspace } from './calls/workspace.ts'
import { guarded } from './guard.ts'

const router = {
  session,
  people,
  workspace,
  forms,
  drafts,
  cases,
  customers,
  printJobs,
  documents,
  desk,
  calendars,
  outages,
  consent,
  attachments,
  tray,
  reading,
  reports,
  review,
  searches,
  shifts,
  journalExport,
  hub,
  exports,
}

/** Every call there is, as `noun.verb`. */
export const paths: readonly string[] = Object.entries(router).flatMap(([noun, verbs]) =>
  Object.keys(verbs).map((verb) => `${noun}.${verb}`),
)

type Call = (input: unknown) => Promise<unknown>

/**
 * What is answered while nobody is signed in; all else is refused, also a call that nobody has thought of here. These tell
 * of no customer, or go on with what somebody began before he left.
 */
export const answeredToNobody: ReadonlySet<string> = new Set([
  // The way in, and what stands beside it: which branch and window, the exchange, how many drafts wait, the forms.
  ...['session.people', 'session.entry', 'session.current', 'session.signIn', 'session.badge', 'session.begin'],
  ...['session.choosePin', 'session.firstPin', 'session.letIn', 'session.lock'],
  ...['workspace.open', 'workspace.exchange', 'shifts.state', 'forms.version', 'desk.cable'],
  // What was typed by somebody who was retired meanwhile is kept; who keeps it, it asks itself.
  'drafts.save',
  // A paper that was in the printer at the lock, and the slip of the closing, which signs out.
  ...['printJobs.finish', 'documents.shift'],
  // Main alone: it reads files and takes in what the scanner left, whoever is there.
  ...['reading.next', 'reading.examined', 'reading.cut', 'reading.take'],
])

const notSignedIn = { ok: false, refusal: { code: 'notSignedIn' } }

/** Whether the call can say that nobody is signed in; a read of mere rows cannot, and is rejected. */
function saysSo(call: unknown): boolean {
  const schema = isProcedure(call) ? call['~orpc'].outputSchema : undefined
  return schema instanceof z.ZodType && schema.safeParse(notSignedIn).success
}

/**
 * `path`: `cases.register`. Rejects with an `ORPCError` for input that is not the contract's, with
 * `UNAUTHORIZED` where nobody is signed in and the answer has no words for it, else only for defects.
 */
export function callerOf(branch: Branch): (path: string, input: unknown) => Promise<unknown> {
  const client = createRouterClient(router, { context: branch })
  const calls = new Map<string, Call>()
  const saying = new Set<string>()
  for (const [noun, verbs] of Object.entries(router))
    for (const verb of Object.keys(verbs)) {
      const call: unknown = Reflect.get(Reflect.get(client, noun), verb)
      calls.set(`${noun}.${verb}`, call as Call)
      if (saysSo(Reflect.get(verbs, verb))) saying.add(`${noun}.${verb}`)
    }
  return async (path, input) => {
    const call = calls.get(path)
    if (!call) throw new ORPCError('NOT_FOUND', { message: `there is no call ${path}` })
    if (!answeredToNobody.has(path) && !branch.session.current()) {
      if (saying.has(path)) return notSignedIn
      throw new ORPCError('UNAUTHORIZED', { message: 'nobody is signed in' })
    }
    return call(guarded(branch, path, input))
  }
}
