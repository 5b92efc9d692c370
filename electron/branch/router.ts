/** From the path of a call to its handler. Input and output are parsed by the contract; an unknown path is refused. */
import { createRouterClient, ORPCError } from '@orpc/server'
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

/** Reads that hold customers' data. A locked window shows nobody's; commands say themselves that nobody is signed in. */
const ofCustomers: ReadonlySet<string> = new Set([
  ...['cases.page', 'cases.detail', 'drafts.list', 'documents.draft', 'consent.state', 'attachments.list', 'tray.list'],
  ...[
    'outages.cases',
    'outages.recovery',
    'cases.today',
    'cases.receivers',
    'review.page',
    'review.one',
    'shifts.list',
  ],
])

/** `path`: `cases.register`. Rejects with an `ORPCError` for input that is not the contract's, else only for defects. */
export function callerOf(branch: Branch): (path: string, input: unknown) => Promise<unknown> {
  const client = createRouterClient(router, { context: branch })
  const calls = new Map<string, Call>()
  for (const [noun, verbs] of Object.entries(router))
    for (const verb of Object.keys(verbs)) {
      const call: unknown = Reflect.get(Reflect.get(client, noun), verb)
      calls.set(`${noun}.${verb}`, call as Call)
    }
  return async (path, input) => {
    const call = calls.get(path)
    if (!call) throw new ORPCError('NOT_FOUND', { message: `there is no call ${path}` })
    if (ofCustomers.has(path) && !branch.session.current())
      throw new ORPCError('UNAUTHORIZED', { message: 'nobody is signed in' })
    return call(guarded(branch, path, input))
  }
}
