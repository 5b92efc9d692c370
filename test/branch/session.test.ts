import { describe, expect, test } from 'vitest'
import { paths } from '../../electron/branch/router.ts'
import { addPerson } from '../../electron/branch/store/people.ts'
import { hashPin, isPin } from '../../trust/pin.ts'
import { uuid } from '../support/pen.ts'
import {
  type Bench,
  clerk,
  draft,
  knowledgeForTests,
  lead,
  manager,
  openBench,
  otherClerk,
  pinCost,
  registered,
  reopen,
  rows,
  signIn,
} from './bench.ts'

const wrong = { person: clerk.person, pin: '0000' }
const wait = (seconds: number) => ({ ok: false, refusal: { code: 'wait', seconds } })

test('the four people of the demo are there with their PINs; elsewhere nobody is', async () => {
  const demo = await openBench()
  expect(await demo.call('session.people', {})).toMatchObject([
    { fullName: 'Әбенова Сәуле Нұрланқызы', role: 'clerk', signature: 'Әбенова С. Н.', demoPin: '1234' },
    { fullName: 'Серік Дәулет Асқарұлы', role: 'clerk' },
    { fullName: 'Ким Виктория Олеговна', role: 'shift_lead' },
    { fullName: 'Жұмағалиева Рәзия Һашимқызы', role: 'manager', initials: 'ЖР' },
  ])
  const real = await openBench({ demo: false })
  expect(await real.call('session.people', {})).toEqual([])
  const after = await reopen(demo, { demo: false })
  expect(await after.call('session.people', {})).toEqual(Array(4).fill(expect.objectContaining({ demoPin: null })))
})

test('the people of the demo, whose PINs everybody knows, never come into a branch that has people of its own', async () => {
  const real = await openBench({ demo: false })
  const person = { id: uuid('real'), lastName: 'Ахметова', firstName: 'Дана', patronymic: '', role: 'clerk' as const }
  addPerson(real.branch.db, person, await hashPin('9071', new Uint8Array(16), pinCost))
  const asDemo = await reopen(real, { demo: true })
  expect(await asDemo.call('session.people', {})).toMatchObject([{ id: person.id, demoPin: null }])
  expect(await signIn(asDemo)).toEqual({ ok: false, refusal: { code: 'unknownPerson' } })
})

test('a person signs in, is named by everything, and is gone after a lock and after a restart', async () => {
  const bench = await openBench()
  const current = (one: Bench) => one.call('session.current', {})
  expect(await current(bench)).toEqual({ person: null })
  expect(await signIn(bench)).toMatchObject({ ok: true, person: { signature: 'Әбенова С. Н.' } })
  expect(await current(bench)).toMatchObject({ person: { id: clerk.person } })
  await bench.call('session.lock', {})
  expect(await current(bench)).toEqual({ person: null })
  await signIn(bench, otherClerk)
  expect(await current(await reopen(bench))).toEqual({ person: null })
})

describe('wrong PINs', () => {
  const barred = { ok: false, refusal: { code: 'barred' } }
  const { barAfter, longWaitMinutes } = knowledgeForTests().rules.entry

  /** So many wrong PINs of a person, each after its wait. */
  async function guess(bench: Bench, person: string, times: number) {
    for (let i = 0; i < times; i++) {
      await signIn(bench, { person, pin: '0000' })
      bench.now.ms += 60_000
    }
  }

  test('make the person wait 1, 2, 4 … 60 seconds, counted on the disk', async () => {
    const bench = await openBench()
    expect(await signIn(bench, wrong)).toMatchObject({ refusal: { code: 'wrongPin', triesUntilWait: 2 } })
    expect(await signIn(bench, wrong)).toMatchObject({ refusal: { code: 'wrongPin', triesUntilWait: 1 } })
    for (const seconds of [1, 2, 4, 8, 16, 32, 60]) {
      expect(await signIn(bench, wrong)).toEqual(wait(seconds))
      expect(await signIn(bench)).toEqual(wait(seconds))
      bench.now.ms += seconds * 1000
    }
    expect(await signIn(bench)).toMatchObject({ ok: true })
    expect(await signIn(bench, wrong)).toMatchObject({ refusal: { code: 'wrongPin', triesUntilWait: 2 } })
  })

  test('are still counted after a restart, and the wait begins anew', async () => {
    const bench = await openBench()
    await guess(bench, clerk.person, 4)
    await signIn(bench, wrong)
    const again = await reopen(bench)
    expect(await signIn(again)).toEqual(wait(4))
    again.now.ms += 4000
    expect(await signIn(again, wrong)).toEqual(wait(8))
  })

  test('hold up nobody else', async () => {
    const bench = await openBench()
    for (let i = 0; i < 5; i++) await signIn(bench, wrong)
    expect(await signIn(bench, otherClerk)).toMatchObject({ ok: true })
  })

  test('are not got around by many tries at once', async () => {
    const bench = await openBench()
    const pins = Array.from({ length: 100 }, (_, i) => ({ person: clerk.person, pin: String(1200 + i) }))
    const answers = await Promise.all(pins.map((pin) => signIn(bench, pin)))
    expect(answers.filter((answer) => (answer as { ok: boolean }).ok)).toEqual([])
    expect(rows(bench, 'SELECT max(wrong_tries) AS n FROM entry')).toEqual([{ n: 3 }])
  })

  test.each([-5, 5])('a clock set by %i days neither shortens a wait nor makes one longer', async (days) => {
    const bench = await openBench()
    bench.now.up = 0
    for (let i = 0; i < 3; i++) await signIn(bench, wrong)
    bench.now.ms += days * 86_400_000
    expect(await signIn(bench)).toEqual(wait(1))
    bench.now.up = 1000
    expect(await signIn(bench)).toMatchObject({ ok: true })
  })

  test('after too many even the right PIN lets nobody in, over a restart and with the clock set: a lead has to', async () => {
    const bench = await openBench()
    await guess(bench, clerk.person, barAfter - 1)
    expect(await signIn(bench, wrong)).toEqual(barred)
    bench.now.ms += 400 * 86_400_000
    expect(await signIn(bench)).toEqual(barred)
    const again = await reopen(bench)
    expect(await signIn(again)).toEqual(barred)
    expect(await again.call('session.people', {})).toContainEqual(
      expect.objectContaining({
        id: clerk.person,
        entry: {
          state: 'barred',
          by: [
            { id: manager.person, signature: 'Жұмағалиева Р. Һ.' },
            { id: lead.person, signature: 'Ким В. О.' },
          ],
        },
      }),
    )
    const letIn = (helper: { person: string; pin: string }) =>
      again.call('session.letIn', { command: uuid('in'), person: clerk.person, helper: helper.person, pin: helper.pin })
    expect(await letIn(otherClerk)).toEqual({ ok: false, refusal: { code: 'mayNotHelp' } })
    expect(await letIn({ ...lead, pin: '0000' })).toMatchObject({
      refusal: { code: 'helper', why: { code: 'wrongPin' } },
    })
    expect(await signIn(again)).toEqual(barred)
    expect(await letIn(lead)).toEqual({ ok: true })
    expect(await signIn(again)).toMatchObject({ ok: true })
    expect(rows(again, `SELECT by_person, payload FROM journal WHERE type = 'pinUnlocked'`)).toEqual([
      { by_person: lead.person, payload: JSON.stringify({ command: uuid('in'), person: clerk.person }) },
    ])
  })

  test('a lead who barred himself is let in by the manager, and guesses of the manager’s PIN there bar the manager', async () => {
    const bench = await openBench()
    await guess(bench, lead.person, barAfter)
    expect(await signIn(bench, lead)).toEqual(barred)
    const letIn = (pin: string) =>
      bench.call('session.letIn', { command: uuid('in'), person: lead.person, helper: manager.person, pin })
    expect(await letIn('0000')).toMatchObject({ refusal: { code: 'helper', why: { code: 'wrongPin' } } })
    expect(await letIn(manager.pin)).toEqual({ ok: true })
    expect(await signIn(bench, lead)).toMatchObject({ ok: true })
  })

  test('nothing blocks for ever: where every lead is barred each waits long instead, and then comes in', async () => {
    const bench = await openBench()
    await guess(bench, lead.person, barAfter)
    await guess(bench, manager.person, barAfter - 1)
    const long = longWaitMinutes * 60
    expect(await signIn(bench, { ...manager, pin: '0000' })).toEqual(wait(long))
    bench.now.up = bench.now.ms
    bench.now.ms += 400 * 86_400_000
    expect(await signIn(bench, manager)).toEqual(wait(long))
    bench.now.up += long * 1000
    expect(await signIn(bench, manager)).toMatchObject({ ok: true })
  })
})

test('an unknown person is no way in', async () => {
  const bench = await openBench()
  expect(await signIn(bench, { person: '0197a000-0000-7000-8000-0000000000ff', pin: '1234' })).toEqual({
    ok: false,
    refusal: { code: 'unknownPerson' },
  })
})

describe('a PIN’s hash', () => {
  const salt = new Uint8Array(16).fill(7)

  test('fits its PIN and no other, and says its own cost', async () => {
    const hash = await hashPin('1234', salt, pinCost)
    expect(hash).toMatch(/^scrypt\$16\$1\$1\$/)
    expect(hash).not.toContain('1234')
    expect(await isPin('1234', hash)).toBe(true)
    expect(await isPin('1235', hash)).toBe(false)
    expect(await isPin('', hash)).toBe(false)
  })

  test('differs with the salt, so equal PINs are not seen to be equal', async () => {
    const other = new Uint8Array(16).fill(8)
    expect(await hashPin('1234', salt, pinCost)).not.toBe(await hashPin('1234', other, pinCost))
  })

  test('is dear unless a test says otherwise', async () => {
    expect(await hashPin('1234', salt)).toMatch(/^scrypt\$32768\$8\$1\$/)
  })

  test('that cannot be read fits nothing', async () => {
    for (const hash of ['', '1234', 'md5$1$1$1$AA$AA', 'scrypt$16$1$1$AA$'])
      expect(await isPin('1234', hash)).toBe(false)
  })
})

/** What a locked window may ask; whoever adds a call here says why it tells of no customer. */
const answered = [
  ...['session.people', 'session.entry', 'session.current', 'session.signIn', 'session.badge', 'session.begin'],
  ...['session.choosePin', 'session.firstPin', 'session.letIn', 'session.lock'],
  ...['workspace.open', 'workspace.exchange', 'shifts.state', 'forms.version', 'desk.cable', 'drafts.save'],
  ...['printJobs.finish', 'documents.shift', 'reading.next', 'reading.examined', 'reading.cut', 'reading.take'],
]

test('a locked window shows nobody’s data: every call is refused but those that tell of no customer', async () => {
  const bench = await openBench()
  await signIn(bench)
  const receipt = await registered(bench)
  const open = await draft(bench)
  await bench.call('session.lock', {})
  const journal = rows(bench, 'SELECT count(*) AS n FROM journal')
  const notRefused: string[] = []
  for (const path of paths) {
    if (answered.includes(path)) continue
    // Whatever is asked: the refusal comes before the question is looked at.
    const answer = await bench.call(path, { id: receipt.case }).catch((error: { code: string }) => error.code)
    const code = (answer as { refusal?: { code: string } } | null)?.refusal?.code ?? answer
    if (code !== 'UNAUTHORIZED' && code !== 'notSignedIn') notRefused.push(path)
  }
  expect(notRefused).toEqual([])
  expect(rows(bench, 'SELECT count(*) AS n FROM journal')).toEqual(journal)
  await expect(bench.call('shifts.investigations', {})).rejects.toThrow('nobody is signed in')
  await expect(bench.call('cases.receipt', { id: receipt.case })).rejects.toThrow('nobody is signed in')
  expect(await bench.call('cases.register', { draft: open.id })).toEqual({
    ok: false,
    refusal: { code: 'notSignedIn' },
  })
  // What a person sees on the way in names no customer.
  for (const path of ['session.people', 'session.current', 'workspace.open', 'workspace.exchange', 'shifts.state'])
    expect(JSON.stringify(await bench.call(path, {})), path).not.toMatch(/Қасымова|Айгүл|7011234567/)
})

test('a locked window answers what is needed to come in and to end what was begun', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registered(bench)
  const wish = { case: id, size: '80mm', command: uuid('slip') }
  const { job } = (await bench.call('printJobs.begin', wish)) as { job: { id: string } }
  await bench.call('session.lock', {})
  const end = { job: job.id, outcome: 'printed', why: null, confirmedBy: 'printer' }
  expect(await bench.call('printJobs.finish', end)).toMatchObject({ ok: true })
  await signIn(bench)
  const counted = { counted: { printed: 1 }, explained: {}, handedTo: null }
  expect(await bench.call('shifts.close', { command: uuid('close'), pin: clerk.pin, ...counted })).toEqual({ ok: true })
  expect(await bench.call('session.current', {})).toMatchObject({ person: null })
  expect(await bench.call('documents.shift', {})).toMatchObject({ figures: { printed: 1 } })
  expect(await bench.call('reading.next', {})).toBeNull()
  for (const path of answered.filter((one) => /^(session\.(people|entry)|workspace|shifts)/.test(one)))
    await bench.call(path, {})
})
