/**
 * A counter whose clock is moved from day to day, what headquarters and other computers write meanwhile, and the lists in
 * which a case that waits too long is seen. Nothing here decides when a case rises: that is asked of the branch.
 */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { isOfficeStep } from '../../domain/cases/transitions.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import { tick } from '../../domain/journal/clock.ts'
import { type EventDraft, freeze, open as openEvent, SYSTEM } from '../../domain/journal/event.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { append, heads, myLine, runAfter } from '../../electron/branch/journal.ts'
import { project } from '../../electron/branch/projection.ts'
import { record } from '../../electron/branch/record.ts'
import type { Today } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Bench, lead, least, openBench, page, signIn } from './bench.ts'

/** 10:00 in Taldyqorgan. */
export const noon = (day: string) => Date.parse(`${day}T05:00:00.000Z`)

export async function counter(wishes: Parameters<typeof openBench>[0] = {}): Promise<Bench> {
  const bench = await openBench(wishes)
  await signIn(bench)
  return bench
}
export const today = async (bench: Bench) => {
  const { parts } = (await bench.call('cases.today', {})) as Today
  return Object.fromEntries(parts.map(({ why, rows }) => [why, rows.map(({ number }) => number)]))
}
export const tab = async (bench: Bench, wished: 'due_soon' | 'overdue' | 'escalated') =>
  (await page(bench, { tab: wished })).rows.map(({ number }) => number)

type Happened = { type: string; payload: Record<string, unknown> }

/** Events of headquarters or of another screen, as they lie in the journal: each on the line of whose step it is. */
export function happens(bench: Bench, id: string, ...events: Happened[]): void {
  for (const { type, payload } of events) {
    const draft = { type, case: id, by: SYSTEM, payload: { command: randomUUID(), ...payload } as Json }
    if (isOfficeStep(type, payload)) storeForeign(bench.branch, [atHeadquarters(bench, draft)], 'hq')
    else
      record(bench.branch, () => {
        append(bench.branch, [draft])
        project(bench.branch, id)
      })
  }
}

/** The next event of headquarters' line, later than everything that this computer holds. */
function atHeadquarters({ branch }: Bench, draft: EventDraft) {
  const line = 'f'.repeat(32)
  const last = branch.db.prepare('SELECT max(clock) AS clock FROM journal').get() as { clock: string }
  const seq = (heads(branch.db)[line]?.seq ?? 1) + 1
  const stamp = {
    id: randomUUID(),
    at: new Date(branch.clock()).toISOString(),
    clock: tick(last.clock, branch.clock()),
  }
  return freeze(primitives, draft, { line, seq, prev: line + line }, stamp)
}

export function copyTo(to: Bench, from: Bench): void {
  const events = runAfter(from.branch.db, myLine(from.branch.db), 0).map((event) => openEvent(primitives, event))
  storeForeign(
    to.branch,
    events.filter((event) => event !== null),
    'hub',
  )
}

export const bill: Answers = { ...least, account_no: '1200345' }

/** Accepted by the shift lead, received and taken at headquarters. */
export async function atHq(bench: Bench, id: string): Promise<void> {
  await signIn(bench, lead)
  const accepted = await bench.call('cases.accept', { id, command: randomUUID(), incompleteBecause: 'бумага завтра' })
  expect(accepted).toEqual({ ok: true })
  happens(bench, id, { type: 'caseReceived', payload: { hqNumber: 'HQ-1' } })
  happens(bench, id, { type: 'caseTaken', payload: { officer: { id: 'officer', name: 'Муратов А. С.' } } })
}

export const medicine: Answers = { ...least, urgent: 'medicine' }
