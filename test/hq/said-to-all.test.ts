// What headquarters says to all branches reaches those that come later; to one that nobody knows it says nothing.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { officersOf, type TestOfficer } from '../support/officers.ts'
import { takePen, uuid } from '../support/pen.ts'
import { pushingTo } from './pushing.ts'

let hq: TestHq
let lead: TestOfficer
let nowMs = Date.parse('2026-11-23T05:00:00Z')
beforeAll(async () => {
  hq = await startHq(() => nowMs)
  lead = (await officersOf(hq)).lead
  await pushingTo(() => hq).push(takePen(hq.key, 'known', 'N001'))
})
afterAll(() => hq.close())

const at = (hours: number) => new Date(nowMs + hours * 3_600_000).toISOString()
const bulletin = (words: string, hours: number, more: object = {}) => ({
  ...{ command: uuid(words), text: { kk: words, ru: words, en: words }, since: at(-1), until: at(hours) },
  ...more,
})
const dayOff = (date: string) => ({
  ...{ command: uuid(date), year: 2026, days: [{ date, working: false }] },
  ...{ why: 'ауысты', source: 'Қаулы № 1', published: false },
})
const say = async (branches: string | string[], said: object) =>
  (await lead.post('/v1/office/bulletins', { branches, bulletin: said })).body
async function enrol(branch: string, seed: string): Promise<void> {
  const { publicKey } = keyPair(newPrivateKey())
  const payload = { code: await hq.code(branch), device: uuid(seed), publicKey }
  const said = await hq.app.inject({ method: 'POST', url: '/v1/enrol', payload, headers: { 'okno-protocol': '2' } })
  expect(said.json()).toMatchObject({ ok: true })
}
/** What stands on headquarters' line of a branch: words of bulletins and dates of days. */
async function told(branch: string): Promise<string[]> {
  const rows = await hq.database.query<{ payload: string }>(
    `SELECT payload FROM event WHERE branch = $1 AND type IN ('bulletinIssued', 'calendarChanged') ORDER BY seq`,
    [branch],
  )
  return rows.map(({ payload }) => {
    const said = JSON.parse(payload) as { text?: { en: string }; changes?: { date: string }[] }
    return said.text?.en ?? said.changes?.[0]?.date ?? ''
  })
}

test('a branch that enrols later is told once what was said to all and still holds', async () => {
  await say('all', bulletin('over soon', 1))
  await say('all', bulletin('replaced', 48))
  await say('all', bulletin('in force', 48, { replaces: uuid('replaced') }))
  await say(['N001'], bulletin('to one', 48))
  expect((await lead.post('/v1/office/calendar', { branches: 'all', change: dayOff('2026-11-24') })).body).toEqual({
    ...{ ok: true, branches: ['N001'] },
  })
  expect(await told('N001')).toEqual(['over soon', 'replaced', 'in force', 'to one', '2026-11-24'])
  // That day is over by now: nobody there has to give a long reason for it.
  nowMs += 36 * 3_600_000
  await enrol('N002', 'first')
  expect(await told('N002')).toEqual(['in force', '2026-11-24'])
  await enrol('N002', 'second')
  await enrol('N001', 'at a branch that was told')
  expect(await told('N002')).toHaveLength(2)
  expect(await told('N001')).toHaveLength(5)
})

test('a branch code that nobody knows is refused by its name, and nobody is told anything', async () => {
  const before = await told('N001')
  const refused = { ok: false, refusal: { code: 'unknownBranch', branches: ['N010'] } }
  expect(await say(['N001', 'N010'], bulletin('mistyped', 5))).toEqual(refused)
  const change = { branches: ['N010'], change: dayOff('2026-12-02') }
  expect((await lead.post('/v1/office/calendar', change)).body).toEqual(refused)
  expect([await told('N001'), await told('N010')]).toEqual([before, []])
})

test('what every branch heard before words to all were kept is told to those that come later', async () => {
  await say(['N001', 'N002'], bulletin('to both that there were', 48))
  await say(['N001'], bulletin('to one of them', 48))
  await hq.database.query('DELETE FROM said_to_all')
  const migration = readFileSync('hq/store/migrations/0011-commands-and-files.sql', 'utf8')
  for (const part of migration.split(/^--;$/m))
    if (part.includes('INSERT INTO said_to_all')) await hq.database.query(part)
  await enrol('N003', 'third')
  expect((await told('N003')).toSorted()).toEqual(['2026-11-24', 'in force', 'to both that there were'])
})

test('a word that was refused and is sent corrected under its command reaches those that come later as corrected', async () => {
  const wrong = { ...bulletin('corrected', -2), since: at(-3) }
  expect(await say('all', wrong)).toMatchObject({ ok: false, refusal: { code: 'overAlready' } })
  expect(await say('all', { ...wrong, until: at(48) })).toMatchObject({ ok: true })
  // Heard by some: nobody corrects it any more.
  expect(await say('all', { ...wrong, until: at(72) })).toMatchObject({ ok: false })
  // As it was heard, not as it is said again.
  expect(await say('all', { ...wrong, until: at(48), since: at(-2) })).toMatchObject({ ok: true })
  expect(
    await hq.database.query("SELECT said ->> 'since' AS since FROM said_to_all WHERE command = $1", [wrong.command]),
  ).toEqual([{ since: wrong.since }])
  // A day that is over wants a longer reason: the branches refuse it, and the day that was meant is sent.
  const change = (day: string) => ({ branches: 'all', change: { ...dayOff(day), command: uuid('mistyped day') } })
  expect((await lead.post('/v1/office/calendar', change('2026-11-20'))).body).toMatchObject({ ok: false })
  expect((await lead.post('/v1/office/calendar', change('2026-12-03'))).body).toMatchObject({ ok: true })
  await enrol('N004', 'fourth')
  expect(await told('N004')).toEqual(expect.arrayContaining(['corrected', '2026-12-03']))
})
