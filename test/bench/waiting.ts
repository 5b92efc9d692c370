/**
 * A branch where 100,000 cases wait for a second pair of eyes. One of each type is registered; the others are its copies
 * for other customers and other items, as another computer of the branch would have sent them: the journal's own insert,
 * chain and projection, without signatures, which no list reads. The chain is whole: a journal that does not fit its hashes is
 * told to the window, again and again while it is read through.
 */
import { rmSync } from 'node:fs'
import { formOf } from '../../domain/forms/catalogue.ts'
import { readS10, s10CheckDigit } from '../../domain/identifiers/s10.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import { tick } from '../../domain/journal/clock.ts'
import { freeze } from '../../domain/journal/event.ts'
import { newId, todayOf } from '../../electron/branch/branch.ts'
import { project } from '../../electron/branch/projection.ts'
import { seenBy, viewerOf } from '../../electron/branch/sight.ts'
import { eventsOfCase, insertEvent, type StoredEvent } from '../../electron/branch/store/journal.ts'
import { readPage } from '../../electron/branch/store/queue.ts'
import { reviewCount, reviewPage } from '../../electron/branch/store/review.ts'
import type { Draft, Registration } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { TYPICAL } from '../support/typical.ts'
import { type Clerk, clerkAtWork, customer, types } from './branch.ts'
import { asked, percentile, say, timed } from './measure.ts'

/** So many are written in one transaction. */
const BATCH = 5_000
const LINE = 'b'.repeat(32)

const requiredPapers = ({ branch }: Clerk, type: string): string[] =>
  formOf(branch.branch.knowledge.catalogue, type)?.papers.required.map(({ key }) => key) ?? []

/** Filled as usual, the papers taken, signed where that is wanted: some of them may be accepted without a look. */
async function templates(clerk: Clerk): Promise<StoredEvent[][]> {
  const { branch } = clerk
  const made: StoredEvent[][] = []
  for (const [i, type] of types.entries()) {
    const answers = { ...TYPICAL[type], ...customer(i) }
    const { draft } = (await branch.call('drafts.open', { type, answers })) as { draft: Draft }
    const papers = requiredPapers(clerk, type).map((key) => ({ key, sheets: 1, original: true }))
    const { id, kept, stepsDone, focus } = draft
    await branch.call('drafts.save', { id, type, answers: draft.answers, kept, stepsDone, papers, focus })
    const answer = (await branch.call('cases.register', { draft: draft.id })) as Registration
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    const of = { case: answer.receipt.case }
    // Of the papers that want no consent this is refused.
    const command = newId(branch.branch)
    await branch.call('consent.sign', { of, signed: true, paper: 'signed_application', command })
    made.push(eventsOfCase(branch.branch.db, answer.receipt.case))
  }
  return made
}

/** Another item, account, telephone, receipt: without it all would be one matter of one person, which no branch sees. */
function otherItem(value: Json, i: number): Json {
  if (Array.isArray(value)) return value.map((one) => otherItem(one, i))
  if (typeof value !== 'string') return value
  if (/^\+7\d{10}$/.test(value)) return `+7705${String(i).padStart(7, '0')}`
  if (/^\d{4,7}$/.test(value)) return String(1_000_000 + i)
  if (readS10(value).findings.length > 0) return value
  const serial = String(10_000_000 + i)
  return `${value.slice(0, 2)}${serial}${s10CheckDigit(serial)}${value.slice(11)}`
}

function copied(read: unknown, i: number): Json {
  const payload = read as Json
  if (typeof payload !== 'object' || payload === null || !('answers' in payload)) return payload
  const { iin: _, ...own } = payload.answers as { [key: string]: Json }
  const answers = Object.entries(own).map(([key, value]) => [key, otherItem(value, i)])
  const serial = String(i).padStart(6, '0')
  return {
    ...payload,
    number: `0712-B26-${serial}`,
    answers: { ...Object.fromEntries(answers), ...(customer(i) as { [key: string]: Json }) },
  }
}

const laid = new Map<number, string>()

/** The folder of a branch where so many wait, laid once for all measures, which leave it as it was; `dropWaiting` deletes it. */
export async function waitingFolder(count: number): Promise<string> {
  const folder = laid.get(count) ?? (await branchWithWaiting(count))
  laid.set(count, folder)
  return folder
}

export function dropWaiting(): void {
  for (const folder of laid.values()) rmSync(folder, { recursive: true, force: true })
  laid.clear()
}

/** The clerk has gone home when it returns. */
async function branchWithWaiting(count: number): Promise<string> {
  const clerk = await clerkAtWork()
  const { branch } = clerk.branch
  const made = await templates(clerk)
  let end: { seq: number; hash: string } | null = null
  const copy = (i: number) => {
    const id = newId(branch)
    for (const { fields, payload } of made[i % made.length] ?? []) {
      const ms = Date.parse(fields.at) - (count - i) * 5_000
      const draft = { type: fields.type, case: id, by: fields.by, payload: copied(payload, i) }
      const place = { line: LINE, seq: (end?.seq ?? 0) + 1, prev: end?.hash ?? null }
      const stamp = { id: newId(branch), at: new Date(ms).toISOString(), clock: tick(null, ms) }
      const event = freeze(primitives, draft, place, stamp)
      end = { seq: place.seq, hash: event.hash }
      insertEvent(branch.db, event, 'hub')
    }
    project(branch, id)
  }
  for (let from = made.length; from < count; from += BATCH)
    branch.db
      .transaction(() => {
        for (let i = from; i < Math.min(from + BATCH, count); i++) copy(i)
      })
      .immediate()
  await clerk.branch.close()
  return clerk.folder
}

/** The shift lead of the demo, who sees every row, signs in where the clerk stood; her id. */
export async function leadAtWork({ branch }: Clerk): Promise<string> {
  const people = (await branch.call('session.people', {})) as { id: string; role: string; demoPin: string }[]
  const lead = people.find(({ role }) => role === 'shift_lead')
  if (!lead) throw new Error('the demo has no shift lead')
  await branch.call('session.signIn', { person: lead.id, pin: lead.demoPin })
  return lead.id
}

/** A page from the call to its answer, against its own SQL on the same rows; from the top and from far down. */
export async function benchPages(folder: string, count: number): Promise<void> {
  const clerk = await clerkAtWork(folder)
  const { branch } = clerk.branch
  const lead = await leadAtWork(clerk)
  const offsets = Array.from({ length: 20 }, (_, i) => Math.floor(((count - 50) * i) / 19))
  const queue = { tab: 'all' as const, find: '', types: [], sort: 'answerBy' as const, descending: false, limit: 50 }
  const bare = { queue: [] as number[], review: [] as number[] }
  const whole = { queue: [] as number[], review: [] as number[] }
  // Once for the disk's cache, once to be counted.
  for (const round of [0, 1])
    for (const offset of offsets) {
      const search = {
        ...{ ...queue, offset, terms: [], day: null, nobody: false, spelled: '', person: lead },
        ...{ today: todayOf(branch), viewer: viewerOf(branch), seen: seenBy(branch.session.current()) },
      }
      const times = [
        timed(() => void readPage(branch.db, search)),
        await asked(() => clerk.branch.call('cases.page', { ...queue, offset })),
        timed(() => void [reviewPage(branch.db, offset, 50), reviewCount(branch.db)]),
        await asked(() => clerk.branch.call('review.page', { offset, limit: 50 })),
      ]
      if (round === 0) continue
      for (const [i, list] of [bare.queue, whole.queue, bare.review, whole.review].entries()) list.push(times[i] ?? 0)
    }
  for (const name of ['queue', 'review'] as const) {
    const value = percentile(whole[name], 0.5)
    const against = { name: 'its own SQL', value: percentile(bare[name], 0.5) }
    const ratio = value / against.value
    const goal = name === 'queue' ? '<= 1.5 of its own SQL' : '<= 100 ms: warnings of 50 cases are told'
    const ok = name === 'queue' ? ratio <= 1.5 : value <= 100
    say({
      name: `${name}, ${count} cases: a page p50`,
      value,
      unit: 'ms',
      against,
      ratio,
      goal,
      ok,
      of: offsets.length,
    })
  }
  await clerk.branch.close()
}
