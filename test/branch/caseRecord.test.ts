/** The record of a case on paper, from the journal of a real branch. */
import { expect, test } from 'vitest'
import { caseless, payloads } from '../../domain/cases/events.ts'
import { freeze, type HashedEvent, sealLast } from '../../domain/journal/event.ts'
import { peopleEvents } from '../../domain/people/events.ts'
import { newId } from '../../electron/branch/branch.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { append, heads, myLine } from '../../electron/branch/journal.ts'
import { project } from '../../electron/branch/projection.ts'
import type { CaseRecordAnswer } from '../../electron/contract.ts'
import { caseRecordHtml } from '../../paper/caseRecord.ts'
import { RECORD_TEXTS, wordAt } from '../../paper/caseRecordTexts.ts'
import { primitives } from '../../trust/primitives.ts'
import {
  type Begun,
  type Bench,
  knowledgeForTests,
  lead,
  openBench,
  registeredOnPaper,
  rows,
  signed,
  signIn,
} from './bench.ts'

const LANGUAGES = ['kk', 'ru', 'en'] as const

/** Registered, slip printed, signed, disputed, accepted, and an event that no program here knows. */
async function lived(): Promise<{ bench: Bench; id: string; unknown: HashedEvent }> {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registeredOnPaper(bench)
  const begun = (await bench.call('printJobs.begin', { case: id, size: '80mm', command: newId(bench.branch) })) as Begun
  await bench.call('printJobs.finish', { job: begun.job.id, outcome: 'printed', why: null, confirmedBy: 'printer' })
  bench.now.ms += 60_000
  await signed(bench, id)
  const slip = rows(bench, `SELECT line, seq, hash FROM journal WHERE type = 'slipPrinted'`)[0] as object
  const words = 'I did not print this <slip>'
  bench.branch.db
    .transaction(() => {
      append(bench.branch, [
        {
          type: 'entryDisputed',
          case: id,
          by: lead.person,
          payload: { command: newId(bench.branch), entry: slip, words } as never,
        },
      ])
      project(bench.branch, id)
    })
    .immediate()
  const line = myLine(bench.branch.db)
  const head = heads(bench.branch.db)[line] as { seq: number; hash: string }
  const [unknown] = sealLast(
    [
      freeze(
        primitives,
        { type: 'teleported', case: id, by: '0197a000-0000-7000-8000-0000000000ff', payload: { whereTo: 'Mars' } },
        { line, seq: head.seq + 1, prev: head.hash },
        {
          id: newId(bench.branch),
          at: new Date(bench.now.ms).toISOString(),
          clock: `${(bench.now.ms + 5).toString(16).padStart(12, '0')}.0000`,
        },
      ),
    ],
    bench.branch.keys.sign,
  ) as [HashedEvent]
  storeForeign(bench.branch, [unknown], 'hub')
  await signIn(bench, lead)
  return { bench, id, unknown }
}

const recordOf = async (bench: Bench, id: string) => {
  const answer = (await bench.call('documents.caseRecord', { case: id })) as CaseRecordAnswer
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.record
}
const printed = (record: Awaited<ReturnType<typeof recordOf>>, language: (typeof LANGUAGES)[number]) => {
  const { catalogue, profile: branch } = knowledgeForTests()
  return caseRecordHtml({ record, catalogue, branch, language, printedAt: '2026-11-23T06:00:00.000Z' }, { nonce: 'n' })
}
const plain = (html: string) =>
  html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('R-037 the print-out has every event, sorted, numbered without gaps, with who and when', async () => {
  const { bench, id } = await lived()
  const journal = rows(
    bench,
    `SELECT type, at, hash, line, seq FROM journal WHERE case_id = '${id}' ORDER BY clock, line, seq, hash`,
  ) as { type: string; at: string; hash: string; line: string; seq: number }[]
  expect(journal.length).toBeGreaterThan(5)
  const record = await recordOf(bench, id)
  for (const language of LANGUAGES) {
    const html = printed(record, language)
    const body = html.slice(html.indexOf('<table class="entries">'))
    const entries = body.slice(body.indexOf('<tbody>')).split('<tr>').slice(1)
    expect(entries.map((row) => Number(/<td class="n">(\d+)</.exec(row)?.[1]))).toEqual(journal.map((_, i) => i + 1))
    for (const [i, { at, hash, line, seq, type }] of journal.entries()) {
      const row = plain(entries[i] ?? '')
      expect(row).toContain(`${at.slice(11, 19)} UTC`)
      expect(row).toContain(`23.11.2026 1${Number(at.slice(12, 13)) - 5}:${at.slice(14, 19)}`)
      expect(row).toContain(`${line.slice(0, 8)} : ${seq} : ${hash.slice(0, 12)}`)
      expect(row).toContain(wordAt(RECORD_TEXTS[language], 'event', type) ?? 'teleported')
      const system = ['reviewRequested'].includes(type)
      expect(row.includes(RECORD_TEXTS[language].program)).toBe(system)
      expect(/Әбенова|Ким|0000000000ff/.test(row)).toBe(!system)
    }
    const text = plain(html)
    expect(text).not.toMatch(/\bsystem\b|null|undefined|\{\w+\}|\[object/)
    expect(text).toContain('UTC+05:00')
  }
})

test('R-037 what did not fit and what somebody disputes stand at their entry, what nobody knows stands as it was stored', async () => {
  const { bench, id } = await lived()
  const text = plain(printed(await recordOf(bench, id), 'en'))
  expect(text).toMatch(
    /A slip was printed .*Copy 1 .*DISPUTED on 23\.11\.2026 10:01 by Ким В\. О\.: I did not print this &lt;slip&gt;/,
  )
  expect(text).toMatch(/does not know \(teleported\) whereTo Mars CONFLICT/)
  expect(text).toContain('person of another computer or office, No. 0197a000-0000-7000-8000-0000000000ff')
  expect(text).toContain('Surname Қасымова')
})

test('R-037 a print-out stands in the access log before anybody gets it; without signing in there is none', async () => {
  const { bench, id } = await lived()
  await recordOf(bench, id)
  expect(rows(bench, `SELECT by_person, case_id, reason FROM access_log WHERE what = 'print'`)).toEqual([
    { by_person: lead.person, case_id: id, reason: 'case' },
  ])
  await bench.call('session.lock', {})
  expect(await bench.call('documents.caseRecord', { case: id })).toEqual({
    ok: false,
    refusal: { code: 'notSignedIn' },
  })
})

test('every event that a case can have has its words in all three languages, and so has every member of it', () => {
  const types = Object.keys(payloads).filter((type) => !caseless.has(type) && !Object.hasOwn(peopleEvents, type))
  expect(types.length).toBeGreaterThan(10)
  for (const language of LANGUAGES)
    for (const type of types) expect([type, wordAt(RECORD_TEXTS[language], 'event', type)]).not.toContain(null)
  const keys = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`))
      : [path]
  for (const language of LANGUAGES) expect(keys(RECORD_TEXTS[language])).toEqual(keys(RECORD_TEXTS.en))
})
