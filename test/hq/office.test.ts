/** Headquarters' officers: who may do what, the same command once, and a line that anybody can verify. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import { isCertified } from '../../domain/journal/certificate.ts'
import { header, isSealed, open } from '../../domain/journal/event.ts'
import { buildHq } from '../../hq/app.ts'
import { hqNumberOf } from '../../hq/office/receive.ts'
import type { ListedCase } from '../../hq/store/officeCases.ts'
import { runTowards } from '../../hq/store/runs.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { officersOf, type TestOfficer } from '../support/officers.ts'
import { type Pen, registrationPayload, reviewRequested, signedConsent, takePen, uuid } from '../support/pen.ts'

let hq: TestHq
let people: { officer: TestOfficer; lead: TestOfficer; auditor: TestOfficer }
beforeAll(async () => {
  hq = await startHq(() => Date.UTC(2026, 10, 25, 4))
  people = await officersOf(hq)
})
afterAll(() => hq.close())

const push = async (pen: Pen) => (await hq.ask(pen, '/v1/runs', pen.run())).body
/** A case that its branch has accepted, as headquarters got it. */
async function accepted(branch: string, seed = branch) {
  const pen = takePen(hq.key, seed, branch)
  const id = uuid(`case ${seed}`)
  const payload = registrationPayload(seed, 1, branch)
  const event = pen.register(id, payload)
  pen.write(reviewRequested(id), signedConsent(id, uuid('clerk'), payload.answers as never))
  const because = { command: uuid(`accept ${seed}`), incompleteBecause: 'принесёт завтра' }
  pen.write({ type: 'caseAccepted', case: id, by: uuid('lead'), payload: because })
  await push(pen)
  const { number } = JSON.parse(event.payload) as { number: string }
  const now = async () => {
    const { body } = await hq.admin('GET', `/v1/cases/${number}`)
    return (body as { cases: { body: Case }[] }).cases[0]?.body as Case
  }
  return { pen, id, number, now }
}
const answer = { do: 'answerCase', text: 'Регистрация отменена.', ground: 'правила почты', sum: null } as const
const officeLine = async (branch: string) =>
  hq.database.query<{ id: string; head_seq: number; head_hash: string }>(
    'SELECT id, head_seq, head_hash FROM line WHERE branch = $1 AND office',
    [branch],
  )

test('an accepted case is received at once, by nobody, under a number made from the case; once', async () => {
  const { pen, id, now } = await accepted('D001')
  expect(await now()).toMatchObject({
    state: 'received_hq',
    hqNumber: hqNumberOf(id),
    conflicts: [],
    since: { by: 'system' },
  })
  await push(pen)
  const rows = await hq.database.query(`SELECT 1 FROM event WHERE branch = 'D001' AND type = 'caseReceived'`)
  expect(rows).toHaveLength(1)
})

test('taken into work, waited for, answered: each step in the officer’s name', async () => {
  const { id, now } = await accepted('D002')
  const { officer } = people
  expect(await officer.act(id, { do: 'takeIntoWork' })).toMatchObject({ ok: true, state: 'in_work' })
  const told = { how: 'phone' as const, proof: '14:05' }
  expect(await officer.act(id, { do: 'waitThird', whom: 'банк', until: '2026-11-30', told })).toMatchObject({
    state: 'waiting_third',
  })
  expect(await officer.act(id, { do: 'resumeWork', what: 'банк ответил' })).toMatchObject({ state: 'in_work' })
  expect(await officer.act(id, { ...answer, outcome: 'ACCOUNT-CLOSED' })).toMatchObject({ state: 'answered' })
  expect(await now()).toMatchObject({
    ...{ state: 'answered', conflicts: [], officer: { id: officer.id, name: 'Оспанов Дәурен' } },
    answer: { by: officer.id, outcome: 'ACCOUNT-CLOSED', text: answer.text, office: 'hq', language: 'kk' },
  })
})

test('a refusal is the unit lead’s word, and no outcome of another form is taken', async () => {
  const { id, now } = await accepted('D003')
  await people.officer.act(id, { do: 'takeIntoWork' })
  const refusal = {
    ...answer,
    outcome: 'REFUSED',
    text: 'Отказано, потому что учётная запись принадлежит другому лицу.',
  }
  expect(await people.officer.act(id, refusal)).toEqual({ ok: false, refusal: { code: 'leadOnly' } })
  expect(await people.officer.act(id, { ...answer, outcome: 'COMPENSATED' })).toMatchObject({
    refusal: { code: 'notOfThisForm' },
  })
  for (const sum of [0, -5])
    expect(await people.lead.act(id, { ...refusal, sum })).toEqual({
      ...{ ok: false, refusal: { code: 'wrongFields', fields: ['sum'] } },
    })
  expect(await people.lead.act(id, refusal)).toMatchObject({ ok: true, state: 'answered' })
  expect((await now()).answer).toMatchObject({ by: people.lead.id, outsideBody: { url: expect.any(String) } })
})

test('nobody without a token, nobody who has gone, and an auditor only looks', async () => {
  const { id, number } = await accepted('D004')
  const stranger = await hq.app.inject({ url: '/v1/office/cases', headers: { authorization: 'Bearer guessed' } })
  expect(stranger.statusCode).toBe(401)
  expect((await people.auditor.get(`/v1/office/cases/${number}`)).status).toBe(200)
  expect(await people.auditor.act(id, { do: 'takeIntoWork' })).toEqual({
    ...{ ok: false, refusal: { code: 'roleMayNot', role: 'auditor' } },
  })
  const bulletin = { branches: ['D004'], bulletin: {} }
  expect((await people.auditor.post('/v1/office/bulletins', bulletin)).status).toBe(403)
  const { officerAt } = await import('../support/officers.ts')
  const gone = await officerAt(hq, 'hq_officer', 'Кеткенов')
  expect((await gone.get('/v1/office/cases')).status).toBe(200)
  await hq.admin('POST', `/v1/admin/officers/${gone.id}/retire`)
  expect((await gone.get('/v1/office/cases')).status).toBe(401)
  const looks = await hq.database.query('SELECT 1 FROM officer_look WHERE officer = $1 AND case_id = $2', [
    people.auditor.id,
    id,
  ])
  expect(looks).toHaveLength(1)
})

test('the same command twice has one effect and the first answer; on another case of the branch it has none', async () => {
  const [one, other] = [await accepted('D005'), await accepted('D005', 'D006')]
  const act = { do: 'takeIntoWork' as const, command: randomUUID() }
  const first = await people.officer.act(one.id, act)
  expect(first).toMatchObject({ ok: true })
  expect(await people.officer.act(one.id, act)).toEqual(first)
  const taken = await hq.database.query(`SELECT 1 FROM event WHERE branch = 'D005' AND type = 'caseTaken'`)
  expect(taken).toHaveLength(1)
  expect(await people.officer.act(other.id, act)).toEqual({ ok: false, refusal: { code: 'commandOfAnotherCase' } })
  expect(await other.now()).toMatchObject({ state: 'received_hq' })
  expect(await people.officer.act(other.id, { ...act, command: randomUUID() })).toMatchObject({ ok: true })
})

test('asked for at two branches at once, a command serves at one of them, whichever is first', async () => {
  // Nobody waits for the other's lock. Several times: not every time two of them meet in the middle.
  for (let i = 0; i < 6; i++) {
    const both = [await accepted(`E01${i}`), await accepted(`E02${i}`)]
    const act = { do: 'takeIntoWork' as const, command: randomUUID() }
    const answers = await Promise.all(both.map(({ id }) => people.officer.act(id, act)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: 'commandOfAnotherCase' } })
  }
})

test('a command serves for one thing in all of headquarters: not at another branch, not for another step, not for a word', async () => {
  const [one, other] = [await accepted('D013'), await accepted('D014')]
  const act = { do: 'takeIntoWork' as const, command: randomUUID() }
  const refused = (code: string) => ({ ok: false, refusal: { code } })
  // At once, at two branches: nobody waits for the other's lock, and still one of them is first.
  const both = await Promise.all([people.officer.act(one.id, act), people.officer.act(other.id, act)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toEqual(refused('commandOfAnotherCase'))
  const taken = async () => [await one.now(), await other.now()].filter(({ state }) => state === 'in_work').length
  expect(await taken()).toBe(1)
  for (const { id } of [one, other]) await people.officer.act(id, act)
  expect(await taken()).toBe(1)
  const first = both[0]?.ok ? one : other
  const step = { ...answer, outcome: 'ACCOUNT-CLOSED', command: act.command }
  expect(await people.officer.act(first.id, step)).toEqual(refused('commandOfAnotherStep'))
  const word = (text: string, command: string) => ({
    ...{ command, text: { kk: text, ru: text, en: text } },
    ...{ since: '2026-11-25T04:00:00Z', until: '2026-11-26T04:00:00Z' },
  })
  const say = async (branch: string, bulletin: object) =>
    (await people.lead.post('/v1/office/bulletins', { branches: [branch], bulletin })).body
  expect(await say('D013', word('сөз', act.command))).toEqual(refused('commandOfAnotherWord'))
  const command = randomUUID()
  expect(await say('D013', word('сөз', command))).toMatchObject({ ok: true })
  expect(await say('D014', word('басқа сөз', command))).toEqual(refused('commandOfAnotherWord'))
  // The same word goes on to a branch that has not heard it, from whenever it is said again.
  expect(await say('D014', { ...word('сөз', command), since: '2026-11-25T04:10:00Z' })).toMatchObject({ ok: true })
  expect(await people.officer.act(first.id, { ...act, command })).toEqual(refused('commandOfAnotherCase'))
})

test('F-20 P-5 what PostgreSQL can hold in no JSON holds up neither its branch nor the list of what was refused', async () => {
  const pen = takePen(hq.key, 'D015', 'D015')
  const strange = 'без \u0000 конца'
  const answers = { last_name: strange, 'a\u0000b': 1 }
  const nonsense = pen.register(uuid('D015 1'), {
    ...registrationPayload('D015 1', 1, 'D015'),
    type: strange,
    answers: 1,
  })
  const event = pen.register(uuid('D015 2'), { ...registrationPayload('D015 2', 2, 'D015'), answers })
  const entry = { line: pen.line, seq: 2, hash: nonsense.hash }
  const repaired = { command: uuid('D015 repair'), entry, words: strange }
  pen.write({ type: 'refusedRepaired', case: uuid('D015 1'), by: uuid('lead'), payload: repaired })
  expect(await push(pen)).toMatchObject({ verdict: 'admitted', refusals: [{ hash: nonsense.hash }] })
  const { number } = JSON.parse(event.payload) as { number: string }
  const { body } = await hq.admin('GET', `/v1/cases/${number}`)
  expect(body).toMatchObject({ cases: [{ body: { answers: { last_name: 'без \ufffd конца', 'a\ufffdb': 1 } } }] })
  const listed = (await people.officer.get('/v1/office/refused?branch=D015')).body as { refused: object[] }
  expect(listed.refused).toMatchObject([{ hash: nonsense.hash, repaired: { words: strange } }])
  // As bytes they are as they were signed; a text that no database can hold is no event.
  const raw = pen.run()
  const stored = await hq.database.query<{ payload: string }>('SELECT payload FROM event WHERE hash = $1', [event.hash])
  expect(stored).toEqual([{ payload: event.payload }])
  const events = raw.events.map((one, i) => (i === 3 ? { ...one, signature: `${one.signature}\u0000` } : one))
  expect((await hq.ask(pen, '/v1/runs', { ...raw, events })).body).toMatchObject({
    verdict: 'refused',
    reason: 'bytes',
  })
})

test('what came meanwhile must be looked at before it is decided on', async () => {
  const { id, number } = await accepted('D007')
  await people.officer.act(id, { do: 'takeIntoWork' })
  const { body } = await people.officer.get(`/v1/office/cases/${number}`)
  const seen = (body as { cases: { body: Case }[] }).cases[0]?.body.seen ?? []
  const act = { ...answer, outcome: 'ACCOUNT-CLOSED', command: randomUUID() }
  const told = await people.officer.post(`/v1/office/cases/${id}/act`, { act, seen: seen.slice(1) })
  expect(told.body).toEqual({ ok: false, refusal: { code: 'changedMeanwhile' } })
  const said = await people.officer.post(`/v1/office/cases/${id}/act`, { act, seen })
  expect(said.body).toMatchObject({ ok: true, state: 'answered' })
})

test('two officers at two instances decide at once: one line, one after another, and the second sees the first', async () => {
  const { id, now } = await accepted('D008')
  const second = await buildHq(hq)
  const { officerAt } = await import('../support/officers.ts')
  const there = await officerAt({ app: second, admin: hq.admin }, 'hq_lead', 'Екінші')
  await people.officer.act(id, { do: 'takeIntoWork' })
  const both = await Promise.all([
    people.officer.act(id, { ...answer, outcome: 'ACCOUNT-CLOSED' }),
    there.act(id, { ...answer, outcome: 'ACCOUNT-CLOSED', text: 'Второй ответ на то же самое.' }),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'wrongState', state: 'answered' } })
  expect(await now()).toMatchObject({ state: 'answered', conflicts: [] })
  expect(await officeLine('D008')).toHaveLength(1)
  const places = await hq.database.query<{ seq: number }>(
    `SELECT seq FROM event JOIN line ON line.branch = event.branch AND line.id = event.line AND office
     WHERE event.branch = 'D008' ORDER BY seq`,
  )
  expect(places.map(({ seq }) => seq)).toEqual(places.map((_, i) => i + 1))
  await second.close()
})

test('headquarters’ line stands on its own: certified by its key, chained, each command sealed, the officer named first', async () => {
  const { id } = await accepted('D009')
  await people.officer.act(id, { do: 'takeIntoWork' })
  const [line] = await officeLine('D009')
  if (!line) throw new Error('no line')
  const tip = { seq: line.head_seq, hash: line.head_hash }
  const run = await runTowards(hq.database, 'D009', { line: line.id, tip, known: [], limit: 500 })
  if (!run) throw new Error('no run')
  expect(run.certificate.body).toMatchObject({ publicKey: hq.key.publicKey, branch: 'D009' })
  expect(isCertified(primitives, run.certificate, hq.key.publicKey)).toBe(true)
  const events = run.events.map((event) => open(primitives, event))
  let prev: string | null = null
  for (const event of events) {
    if (!event) throw new Error('no event')
    expect(header.parse(JSON.parse(event.header)).prev).toBe(prev)
    expect(isSealed(primitives, event, hq.key.publicKey)).toBe(true)
    prev = event.hash
  }
  expect(events.map((event) => event?.fields.type)).toEqual(['lineOpened', 'caseReceived', 'officerNamed', 'caseTaken'])
})

test('the list has what is late first, then the oldest', async () => {
  // One line, so that each case was registered after the one before it. Here it is 25 November.
  const pen = takePen(hq.key, 'D010', 'D010')
  const days = { first: '2026-12-03', second: '2026-12-01', lateSecond: '2026-11-20', lateFirst: '2026-11-24' }
  const { first, second, lateFirst, lateSecond } = days
  const numbers = [first, lateFirst, second, lateSecond].map((by, i) => {
    const payload = registrationPayload(`D010 ${i}`, i + 1, 'D010')
    const event = pen.register(uuid(`case D010 ${i}`), { ...payload, answer: { ...(payload.answer as object), by } })
    return (JSON.parse(event.payload) as { number: string }).number
  })
  await push(pen)
  const { body } = await people.officer.get('/v1/office/cases?branch=D010&state=registered')
  const rows = (body as { cases: ListedCase[] }).cases
  // Neither the nearest day nor the order in which they came says it: among the late ones too it is the oldest.
  expect(rows.map(({ number }) => number)).toEqual([1, 3, 0, 2].map((i) => numbers[i]))
  expect(rows.map(({ overdue }) => overdue)).toEqual([true, true, false, false])
  expect(rows[0]).toMatchObject({ branch: 'D010', state: 'registered', answerBy: lateFirst, type: 'ACC-DEREG' })
  expect((await people.officer.get('/v1/office/cases?state=nothing')).status).toBe(400)
})

test('what waits at headquarters is listed apart from what waits at a branch; a case names the outcomes of its form', async () => {
  const { number } = await accepted('D012')
  const pen = takePen(hq.key, 'D012 other', 'D012')
  pen.register(uuid('case D012 other'), registrationPayload('D012 other', 2, 'D012'))
  await push(pen)
  const listed = async (query: string) => {
    const { body } = await people.officer.get(`/v1/office/cases?branch=D012${query}`)
    return (body as { cases: ListedCase[] }).cases.map((one) => one.state).sort()
  }
  expect(await listed('&at=hq')).toEqual(['received_hq'])
  expect(await listed('')).toEqual(['received_hq', 'registered'])
  const { body } = await people.officer.get(`/v1/office/cases/${number}`)
  const form = JSON.parse(readFileSync('data/forms/ACC-DEREG.json', 'utf8')) as { outcomes: string[] }
  expect((body as { cases: { outcomes: string[] }[] }).cases[0]?.outcomes).toEqual(form.outcomes)
})

test('nobody enrols under headquarters’ own key', async () => {
  const code = await hq.code('D011')
  const body = { code, device: randomUUID(), publicKey: hq.key.publicKey }
  const said = await hq.app.inject({
    ...{ method: 'POST', url: '/v1/enrol', payload: body, headers: { 'okno-protocol': '2' } },
  })
  expect(said.json()).toEqual({ ok: false, refusal: 'otherKey' })
})
