/** A branch that is full of what somebody must not see: complaints about three of the people who work there. */
import { randomUUID } from 'node:crypto'
import type { Answers } from '../../domain/forms/schema.ts'
import { append } from '../../electron/branch/journal.ts'
import { project } from '../../electron/branch/projection.ts'
import { record } from '../../electron/branch/record.ts'
import { saveRefusal } from '../../electron/branch/store/acknowledgements.ts'
import { eventsOfCase } from '../../electron/branch/store/journal.ts'
import { insertTray, type TrayRow } from '../../electron/branch/store/tray.ts'
import type { Draft, Receipt } from '../../electron/contract.ts'
import { attached, photo } from './attach.ts'
import {
  type Bench,
  clerk,
  draft,
  lead,
  least,
  manager,
  openBench,
  otherClerk,
  register,
  registered,
  signIn,
} from './bench.ts'
import { closed, opened } from './outage.ts'

/** All three of them, so that each role is tried. */
const words = 'Нагрубили у окна и не приняли заявление о переводе'
export const complaint = {
  kind: 'complaint',
  person: 'Ким В., Серік Д., Жұмағалиева Р.',
  text: words,
  where: 'окно второе у двери',
} satisfies Answers
export const named = { lead, otherClerk, manager }
export const uuids = () => randomUUID()

/** Who has nothing but a complaint here, and who has another case too, which everybody may see. */
export const stranger = { last_name: 'Тұңғышбекова', first_name: 'Мәншүк', phone: '+77015554433', iin: '900315300123' }
export const known = { last_name: 'Досымжанова', first_name: 'Гүлнәр', phone: '+77017778899', iin: '850101400120' }
/** A request of whom everybody knows, which tells and lists his cases. */
const personal = { ...known, pd_kind: 'delete', pd_scope: 'всё', id_seen: true }

export type World = {
  bench: Bench
  /** Of the stranger, and of whom everybody knows by `other`. */
  about: Receipt
  second: Receipt
  other: Receipt
  unfinished: Draft
  /** Of whom everybody knows, and nothing in it is secret. */
  request: Receipt
  typing: Draft
  outage: string
  paper: string
  item: string
  file: string
  job: string
  /** What whom they name must not find in any answer. */
  secrets: string[]
  control: { person: string; pin: string }
}

export async function world(): Promise<World> {
  const bench = await openBench()
  const { db } = bench.branch
  await signIn(bench, manager)
  const added = (await bench.call('people.change', {
    ...{ command: uuids(), do: 'addPerson', lastName: 'Бекова', firstName: 'Алма', patronymic: '', role: 'manager' },
  })) as { person: string; pin: string }
  const control = { person: added.person, pin: '2718' }
  await bench.call('session.choosePin', { command: uuids(), person: added.person, pin: added.pin, next: '2718' })
  const since = new Date(bench.now.ms - 3_600_000).toISOString()
  const { number: outage } = await opened(bench)
  const { numbers } = (await bench.call('outages.paperBlock', { command: uuids(), count: 1 })) as { numbers: string[] }
  const [paper = ''] = numbers
  const other = await registered(bench, { ...least, ...known, patronymic: 'Ерланова' }, 'ACC-DEREG')
  const request = await registered(bench, personal, 'PD-REQ')
  const typing = await draft(bench, personal, 'PD-REQ')
  const first = await draft(bench, { ...complaint, ...stranger, urgent: 'medicine' }, 'COMPL-SERVICE')
  const file = (await attached(bench, { draft: first.id }, photo, { name: `${stranger.last_name}.jpg` })).sha256
  const { id, type, answers, kept, stepsDone, papers, focus } = first
  const handTaken = { number: paper, at: new Date(bench.now.ms).toISOString() }
  await bench.call('drafts.save', { id, type, answers, kept, stepsDone, papers, focus, outage, handTaken })
  const taken = await register(bench, first.id)
  if (!taken.ok) throw new Error(JSON.stringify(taken.refusal))
  const about = taken.receipt
  const second = await registered(bench, { ...complaint, ...known, patronymic: 'Ерланқызы' }, 'COMPL-SERVICE')
  const unfinished = await draft(bench, { ...complaint, ...stranger }, 'COMPL-SERVICE')
  await bench.call('customers.person', { of: { case: about.case }, look: uuids(), reason: null })
  const begun = (await bench.call('printJobs.begin', { case: about.case, size: '80mm', command: uuids() })) as {
    job: { id: string }
  }
  await bench.call('printJobs.finish', {
    ...{ job: begun.job.id, outcome: 'uncertain', why: null, confirmedBy: 'printer' },
  })

  // What other calls, computers and days bring about, written as they write it.
  const item = uuids()
  const tray: TrayRow = {
    ...{ id: item, batch: item, sheet: null, sha256: file, source: null, name: `${stranger.last_name}.jpg` },
    ...{ other_kind: 0, origin: 'folder', state: 'proposed', why: null, code: null, draft: null, case_id: about.case },
    ...{ path: null, moved: 0, at: since, settled: null, settled_by: null, settled_at: null },
  }
  insertTray(db, tray)
  const [event] = eventsOfCase(db, about.case)
  if (!event) throw new Error('a case without events')
  saveRefusal(db, event.line, { seq: event.seq, hash: event.hash, reason: 'x' }, since)
  record(bench.branch, () => {
    const write = (type: string, payload: object, of: string | null = null) =>
      append(bench.branch, [{ type, case: of, by: clerk.person, payload: JSON.parse(JSON.stringify(payload)) }])
    write('caseJoined', { command: uuids(), joins: { case: second.case, number: second.number } }, other.case)
    const instead = { case: second.case, number: second.number }
    const entry = { line: '0'.repeat(32), seq: 1, hash: '0'.repeat(64) }
    write('refusedRepaired', { command: uuids(), entry, words: 'внесено заново', instead }, other.case)
    // By whom he registered it himself: it stays open, and the entry stays in sight.
    write('caseMerged', { command: uuids(), basis: [], into: instead }, other.case)
    write(
      'caseEscalated',
      { level: 1, reason: 'complaint', command: uuids(), to: { id: manager.person, name: 'Ж' }, words },
      about.case,
    )
    write('investigationOpened', {
      ...{ command: uuids(), investigation: uuids(), window: 'A', at: 'closing', about: 'printed' },
      ...{ expected: 2, found: 1, cases: [about.case], words: 'не хватает' },
    })
    for (const one of [other.case, about.case]) project(bench.branch, one)
    return { ok: true as const }
  })
  await closed(bench, outage)
  db.prepare('UPDATE cases SET to_tell = 1, last_day_on = ? WHERE id = ?').run('2026-11-23', about.case)
  bench.branch.recovery.unprinted = [{ case: about.case }]
  const secrets = [
    ...[stranger.last_name, stranger.first_name, stranger.phone, stranger.iin, about.number, second.number],
    ...[words, complaint.where],
  ]
  const made = {
    bench,
    about,
    second,
    other,
    unfinished,
    request,
    typing,
    outage,
    paper,
    item,
    file,
    job: begun.job.id,
  }
  return { ...made, secrets, control }
}
