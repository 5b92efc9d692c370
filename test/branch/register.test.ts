import { describe, expect, test } from 'vitest'
import { keptLine } from '../../domain/forms/check.ts'
import { readNumber } from '../../domain/journal/number.ts'
import type { Registration } from '../../electron/contract.ts'
import {
  clerk,
  draft,
  knowledgeForTests,
  lead,
  least,
  openBench,
  page,
  register,
  registered,
  registeredOnPaper,
  rows,
  signed,
  signIn,
} from './bench.ts'

const refusal = (answer: Registration) => (answer.ok ? null : answer.refusal)

test('a registration gives a number, the answer date and a receipt of committed data (R-009)', async () => {
  const bench = await openBench()
  await signIn(bench)
  const receipt = await registered(bench)
  expect(readNumber(receipt.number)).toBe(receipt.number)
  expect(receipt.number).toMatch(/^0712-A26-00001-/)
  expect(receipt).toMatchObject({
    acceptedAt: '2026-11-23T05:00:00.000Z',
    acceptedBy: { signature: 'Әбенова С. Н.', role: 'clerk' },
    window: 'A',
    answer: { by: '2026-12-03', amount: 10, unit: 'calendar_days', unconfirmed: false },
    answerLanguage: 'kk',
    printed: 0,
  })
  expect(await bench.call('cases.receipt', { id: receipt.case })).toEqual(receipt)
  expect(bench.news).toContainEqual(['cases', 'drafts', 'exchange'])
})

test('the QR code names the sealed event of the registration and no personal data', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { qr, number } = await registered(bench)
  const [sealed] = rows(bench, `SELECT line, seq, hash, signature FROM journal ORDER BY seq DESC LIMIT 1`)
  const { line, seq, hash, signature } = sealed as Record<string, string>
  expect(qr).toBe(`okno:1:${number}:${line}:${seq}:${hash}:${signature}`)
})

test('what the customer wrote on a sheet of his own is not missing from the form', async () => {
  const bench = await openBench()
  await signIn(bench)
  const missing = async (papers: { key: string; sheets: number; original: boolean }[]) => {
    const { id, type, answers } = await draft(bench, least, 'COMPL-SERVICE')
    const kept = await bench.call('drafts.save', { id, type, answers, kept: [], stepsDone: [], papers, focus: null })
    expect(kept).toMatchObject({ ok: true })
    const answer = await register(bench, id)
    return answer.ok ? answer.receipt.missing : []
  }
  const without = await missing([])
  const sheet = await missing([{ key: 'own_sheet', sheets: 1, original: true }])
  expect(without.filter((key) => !sheet.includes(key))).toEqual(['where', 'text', 'demand'])
})

test('R-019 a bad line that nobody has confirmed stops the registration at its field, and nothing typed is lost; confirmed it goes in, and what stood there twice once', async () => {
  const bench = await openBench()
  await signIn(bench)
  const [good, bad] = ['RR123456785KZ', 'RR123456784KZ']
  const answers = { ...least, items: [good, bad, good] }
  const opened = await draft(bench, answers, 'OUTAGE-REPORT')
  expect(refusal(await register(bench, opened.id))).toEqual({ code: 'wrongFields', fields: ['items'] })
  expect(await bench.call('drafts.list', {})).toMatchObject([{ id: opened.id, answers }])
  const { id, type, stepsDone, papers } = opened
  const save = { id, type, answers, stepsDone, papers, focus: null, kept: [keptLine('items', bad)] }
  expect(await bench.call('drafts.save', save)).toMatchObject({ ok: true })
  const answer = await register(bench, id)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  const [{ payload }] = rows(bench, `SELECT payload FROM journal WHERE type = 'caseRegistered'`) as [
    { payload: string },
  ]
  const registered = JSON.parse(payload) as { answers: { items: string[] }; kept: string[] }
  expect([registered.answers.items, registered.kept]).toEqual([[good, bad], ['items']])
})

test('the same draft again gives the first answer, and no second case', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { id } = await draft(bench)
  const first = await register(bench, id)
  const again = await register(bench, id)
  expect(first).toMatchObject({ ok: true, repeated: false })
  expect(again).toEqual({ ...first, repeated: true })
  expect((await page(bench)).total).toBe(1)
})

test('F-4 Enter fifty times, a lock and a new sign-in: one case, then "already accepted"', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { id } = await draft(bench)
  const answers = await Promise.all(Array.from({ length: 50 }, () => register(bench, id)))
  await bench.call('session.lock', {})
  expect(refusal(await register(bench, id))).toEqual({ code: 'notSignedIn' })
  await signIn(bench)
  answers.push(await register(bench, id))
  expect(new Set(answers.map((answer) => answer.ok && answer.receipt.number)).size).toBe(1)
  expect(answers.filter((answer) => answer.ok && !answer.repeated)).toHaveLength(1)
  expect((await page(bench)).total).toBe(1)
  expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'caseRegistered'`)).toHaveLength(1)
})

test('a registration writes events, row, slip and answer, and takes the draft away, all together', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { id, command } = await draft(bench)
  const answer = await register(bench, id)
  expect(rows(bench, 'SELECT type FROM journal ORDER BY seq').map((row) => (row as { type: string }).type)).toEqual([
    'lineOpened',
    'caseRegistered',
    'reviewRequested',
  ])
  expect(rows(bench, 'SELECT id, draft FROM command')).toEqual([{ id: command, draft: id }])
  expect(rows(bench, 'SELECT state, copy FROM print_job')).toEqual([{ state: 'waiting', copy: 1 }])
  expect(await bench.call('drafts.list', {})).toEqual([])
  const save = { id, type: 'ACC-DEREG', answers: {}, kept: [], stepsDone: [], papers: [], focus: null }
  expect(await bench.call('drafts.save', save)).toEqual({ ok: false, refusal: { code: 'alreadyRegistered' } })
  expect(answer.ok).toBe(true)
})

describe('a registration is refused, with nothing written,', () => {
  test.each([
    ['without a name and a way to answer', { answer_channel: 'sms' }, 'minimumMissing', ['name', 'way_to_answer']],
    ['with a value that cannot be right', { ...least, phone: '12' }, 'minimumMissing', ['way_to_answer']],
    ['with a wrong second phone', { ...least, phone_alt: '12' }, 'wrongFields', ['phone_alt']],
  ])('%s', async (_, answers, code, fields) => {
    const bench = await openBench()
    await signIn(bench)
    expect(refusal(await register(bench, (await draft(bench, answers)).id))).toEqual({ code, fields })
    expect((await page(bench)).total).toBe(0)
    expect(await bench.call('drafts.list', {})).toHaveLength(1)
    expect(rows(bench, 'SELECT * FROM serial')).toEqual([])
  })

  test('for a draft or form that is not there', async () => {
    const bench = await openBench()
    await signIn(bench)
    expect(refusal(await register(bench, clerk.person))).toEqual({ code: 'unknownDraft' })
    expect(await bench.call('drafts.open', { type: 'NO-SUCH' })).toMatchObject({ refusal: { code: 'unknownForm' } })
  })

  test('when the profile lacks the hours that the slip must show (R-028)', async () => {
    const known = knowledgeForTests()
    const { hours: _, ...profile } = known.profile
    const bench = await openBench({ knowledge: { ...known, profile } })
    await signIn(bench)
    const answer = await register(bench, (await draft(bench)).id)
    expect(refusal(answer)).toEqual({ code: 'slipImpossible', lacks: 'hoursUnknown' })
  })
})

test('F-15 no recording call does anything without a signed-in person', async () => {
  const bench = await openBench()
  await signIn(bench)
  const open = await draft(bench)
  const receipt = await registered(bench)
  await bench.call('session.lock', {})
  const { id, type, answers, kept, stepsDone, papers, focus } = open
  const before = bench.branch.db.prepare('SELECT count(*) FROM journal').pluck().get()
  const calls: [string, object][] = [
    ['drafts.open', { type: 'ACC-DEREG' }],
    ['drafts.save', { id, type, answers, kept, stepsDone, papers, focus }],
    ['drafts.discard', { id, reason: 'mistake' }],
    ['cases.register', { draft: id }],
    ['cases.accept', { id: receipt.case, command: id, incompleteBecause: null }],
    ['consent.request', { of: { draft: id }, phone: 0 }],
    ['consent.check', { request: id, code: '123456' }],
    ['consent.sign', { of: { draft: id }, signed: true, paper: 'signed_application', command: id }],
    ['printJobs.begin', { case: receipt.case, size: '80mm', command: id }],
    ['printJobs.settle', { job: id, printed: true }],
  ]
  for (const [path, input] of calls)
    expect(await bench.call(path, input), path).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
  expect(bench.branch.db.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(before)
  await signIn(bench)
  expect(await bench.call('drafts.list', {})).toEqual([open])
})

test('R-030 late, like urgent and security (R-017), is a mark of the case, never a wall', async () => {
  const bench = await openBench()
  await signIn(bench)
  const misuse = await registered(bench, { ...least, dereg_reason: 'suspected_misuse' })
  const detail = await bench.call('cases.detail', { id: misuse.case })
  expect(detail).toMatchObject({ row: { marks: ['incomplete', 'security', 'consent_due', 'escalated'] } })
  const late = await registered(bench, { ...least, post_date: '2020-01-01' }, 'TRACE-DOM')
  const inTime = await registered(bench, { ...least, post_date: '2026-11-22' }, 'TRACE-DOM')
  const marks = async (id: string) =>
    ((await bench.call('cases.detail', { id })) as { row: { marks: string[] } }).row.marks
  expect(await marks(late.case)).toContain('late_filed')
  expect(await marks(inTime.case)).not.toContain('late_filed')
})

test('F-12 today and the year of the number follow the branch’s calendar, not UTC', async () => {
  // 31 December, 19:30 UTC, is 1 January, 00:30, in Taldyqorgan.
  const bench = await openBench({ now: { ms: Date.parse('2026-12-31T19:30:00Z') } })
  await signIn(bench)
  const receipt = await registered(bench)
  expect(receipt.number).toMatch(/^0712-A27-00001-/)
  expect(await bench.call('workspace.open', {})).toMatchObject({ today: '2027-01-01' })
  expect(await bench.call('drafts.answerBy', { type: 'ACC-DEREG', answers: {} })).toMatchObject({
    acceptedOn: '2027-01-01',
  })
})

describe('review', () => {
  const accept = (bench: Awaited<ReturnType<typeof openBench>>, id: string, because: string | null = null) =>
    bench.call('cases.accept', { id, command: '0197a000-0000-7000-8000-0000000000aa', incompleteBecause: because })

  test('a shift lead accepts what a clerk registered; the same command again changes nothing', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { case: id } = await registeredOnPaper(bench)
    expect(await accept(bench, id)).toMatchObject({ refusal: { code: 'roleMayNot' } })
    expect(await signed(bench, id)).toEqual({ ok: true })
    await signIn(bench, lead)
    expect(await accept(bench, id)).toMatchObject({ refusal: { code: 'incomplete' } })
    expect(await accept(bench, id, 'the customer comes tomorrow')).toEqual({ ok: true })
    expect(await accept(bench, id, 'the customer comes tomorrow')).toEqual({ ok: true })
    expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'caseAccepted'`)).toHaveLength(1)
    expect(await bench.call('cases.detail', { id })).toMatchObject({
      row: { state: 'accepted' },
      acceptObstacle: 'notInReview',
      history: [
        { type: 'caseRegistered' },
        { type: 'reviewRequested', by: null, reason: null },
        { type: 'consentGiven' },
        { by: 'Ким В. О.', reason: 'the customer comes tomorrow' },
      ],
    })
  })

  test('nobody reviews a case that he registered', async () => {
    const bench = await openBench()
    await signIn(bench, lead)
    const { case: id } = await registered(bench)
    expect(await accept(bench, id, 'x')).toMatchObject({ refusal: { code: 'ownCase' } })
    expect(await bench.call('cases.detail', { id })).toMatchObject({ acceptObstacle: 'ownCase' })
  })
})

test('at New Year the number, the day of acceptance and the time on the slip are of one year', async () => {
  // Each reading of the clock is later than the one before, and midnight in Almaty falls between two of them.
  for (let before = 1; before <= 12; before++) {
    let readings = -1_000_000
    const midnight = Date.UTC(2026, 11, 31, 19)
    const bench = await openBench({ seed: before, clock: () => midnight + (++readings - before) })
    await signIn(bench)
    const { id } = await draft(bench)
    readings = 0
    const answer = await register(bench, id)
    if (!answer.ok) throw new Error(answer.refusal.code)
    const { number, acceptedAt } = answer.receipt
    const detail = (await bench.call('cases.detail', { id: answer.receipt.case })) as {
      registered: { acceptedOn: string }
    }
    const { acceptedOn } = detail.registered
    const local = new Date(Date.parse(acceptedAt) + 5 * 3_600_000).toISOString().slice(0, 10)
    expect([acceptedOn, number.slice(6, 8)]).toEqual([local, local.slice(2, 4)])
    await bench.close()
  }
})
