/**
 * Before a call is answered, every id in it of a case or draft that the person at the window may not open becomes an id of
 * nothing: whatever is asked, the answer is the one for a case that does not exist. New calls are guarded without saying so.
 */
import type { Branch } from './branch.ts'
import { draftIsAboutViewer, whyHidden } from './sight.ts'
import { caseRecord } from './store/cases.ts'

/** The nil UUID (RFC 9562, 5.9). */
const NOWHERE = '00000000-0000-0000-0000-000000000000'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The slip, which names nobody: a clerk prints it again also of an ended case, and who took a case in gets it even where it is about himself. */
const ofSlip: ReadonlySet<string> = new Set(['cases.receipt', 'documents.receipt', 'printJobs.begin'])

/** What is done with the customer at the window, who asked for it, also when the case has ended. */
const withCustomer: ReadonlySet<string> = new Set([...ofSlip, 'cases.noteVisit', 'customers.person'])

/** The input as the handler of `path` gets it. */
export function guarded(branch: Branch, path: string, input: unknown): unknown {
  if (!branch.session.current()) return input
  return walk(input, (text) => (UUID.test(text) && isHidden(branch, path, text) ? NOWHERE : text))
}

function isHidden(branch: Branch, path: string, id: string): boolean {
  const row = caseRecord(branch.db, id)
  if (!row) return draftIsAboutViewer(branch, id)
  const why = whyHidden(branch, row)
  if (why === 'named') return !(ofSlip.has(path) && row.registered_by === branch.session.current()?.id)
  return why !== null && !withCustomer.has(path)
}

function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => walk(one, change))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, change)]))
}
