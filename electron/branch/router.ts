/** From the path of a call to its handler. Input and output are parsed by the contract; an unknown path is refused. */
import { createRouterClient, isProcedure, ORPCError } from '@orpc/server'
import { z } from 'zod'
import type { Branch } from './branch.ts'
import { attachments } from './calls/attachments.ts'
import { bulletins } from './calls/bulletins.ts'
import { calendars } from './calls/calendars.ts'
import { cases } from './calls/cases.ts'
import { consent } from './calls/consent.ts'
import { customers } from './calls/customers.ts'
import { desk } from './calls/desk.ts'
import { documents } from './calls/documents.ts'
import { drafts } from './calls/drafts.ts'
import { entries } from './calls/entries.ts'
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
  bulletins,
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
  entries,
  journalExport,
  hub,
  exports,
}

/** Each call as the contract describes it, by path. */
const procedures: ReadonlyMap<string, unknown> = new Map(
  Object.entries(router).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, call]): [string, unknown] => [`${noun}.${verb}`, call]),
  ),
)

/** Every call there is, as `noun.verb`. */
export const paths: readonly string[] = [...procedures.keys()]

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

/** Asked of a schema once: it is the same in each branch that this process opens. */
const saying = new Map<string, boolean>()

/** Whether the call can say that nobody is signed in; a read of mere rows cannot, and is rejected. */
function saysSo(path: string): boolean {
  const known = saying.get(path)
  if (known !== undefined) return known
  const call = procedures.get(path)
  const schema = isProcedure(call) ? call['~orpc'].outputSchema : undefined
  const says = schema instanceof z.ZodType && schema.safeParse(notSignedIn).success
  saying.set(path, says)
  return says
}

/**
 * `path`: `cases.register`. Rejects with an `ORPCError` for input that is not the contract's, with
 * `UNAUTHORIZED` where nobody is signed in and the answer has no words for it, else only for defects.
 */
export function callerOf(branch: Branch): (path: string, input: unknown) => Promise<unknown> {
  const client = createRouterClient(router, { context: branch })
  const calls = new Map<string, Call>()
  /** Made when it is first asked for: a counter uses few of them in an hour. */
  const callAt = (path: string): Call | undefined => {
    if (!procedures.has(path)) return undefined
    const [noun = '', verb = ''] = path.split('.')
    const call = calls.get(path) ?? (Reflect.get(Reflect.get(client, noun), verb) as Call)
    calls.set(path, call)
    return call
  }
  return async (path, input) => {
    const call = callAt(path)
    if (!call) throw new ORPCError('NOT_FOUND', { message: `there is no call ${path}` })
    if (!answeredToNobody.has(path) && !branch.session.current()) {
      if (saysSo(path)) return notSignedIn
      throw new ORPCError('UNAUTHORIZED', { message: 'nobody is signed in' })
    }
    return call(guarded(branch, path, input))
  }
}
