/** The branch's own records at hand where a form wants them, each look in the log. */
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { rebuild } from '../../electron/branch/projection.ts'
import type { CaseDetail, Draft, PersonRecords, RepeatsFound, SlipListAnswer } from '../../electron/contract.ts'
import { type Begun, type Bench, clerk, draft, openBench, otherClerk, registered, rows, signIn } from './bench.ts'

const DAY = 86_400_000
const aigul: Answers = { last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567', iin: '900315300123' }
const ended: Answers = { ...aigul, action: 'cancel_contract', date_from: '2026-12-01', account_no: '1200345' }
const billed: Answers = { bill_problem: ['cancelled_billed'] }

async function counter(): Promise<Bench> {
  const bench = await openBench()
  await signIn(bench)
  return bench
}

async function recordsFor(bench: Bench, answers: Answers, type: string) {
  const open = await draft(bench, answers, type)
  const found = (await bench.call('customers.records', { draft: open.id, type, answers })) as PersonRecords
  return { draft: open, ...found }
}
const looks = (bench: Bench) =>
  rows(bench, `SELECT by_person, what, key_kind, key_value, reason, words, found FROM access_log ORDER BY rowid`)
const detail = (bench: Bench, id: string) => bench.call('cases.detail', { id }) as Promise<CaseDetail>
const slipList = (bench: Bench, id: string) => bench.call('documents.slipList', { case: id }) as Promise<SlipListAnswer>

describe('the person’s open cases on a request for personal data', () => {
  const asked: Answers = { pd_kind: 'delete', pd_scope: 'всё' }

  test('are those of the person named in the form, the latest first, and the look has the draft as its reason', async () => {
    const bench = await counter()
    const first = await registered(bench, { ...aigul, track_no: 'RR123456785KZ' }, 'TRACE-DOM')
    bench.now.ms += DAY
    const second = await registered(bench, ended, 'SVC-SUSPEND')
    await registered(bench, { ...aigul, iin: '850101400120' })
    const before = looks(bench).length

    const { open, draft: typed } = await recordsFor(bench, { ...asked, ...aigul }, 'PD-REQ')
    expect(open?.map(({ number }) => number)).toEqual([second.number, first.number])
    expect(looks(bench).slice(before)).toEqual([
      {
        ...{ by_person: clerk.person, what: 'repeat', reason: 'draft', words: typed.label },
        ...{ key_kind: 'iin', key_value: '900315300123', found: 2 },
      },
    ])
    // A screen that reads again, and the other call about the same person, are the same look.
    await bench.call('customers.records', { draft: typed.id, type: 'PD-REQ', answers: { ...asked, ...aigul } })
    await bench.call('customers.repeats', { draft: typed.id, type: 'PD-REQ', answers: { ...asked, ...aigul } })
    expect(looks(bench)).toHaveLength(before + 1)
  })

  test('nobody named, nobody known, nobody signed in: nothing is shown and nothing is logged', async () => {
    const bench = await counter()
    expect((await recordsFor(bench, asked, 'PD-REQ')).open).toBeNull()
    const known = await recordsFor(bench, { ...asked, ...aigul }, 'PD-REQ')
    expect(known.open).toEqual([])
    await registered(bench, aigul)
    expect((await recordsFor(bench, { ...aigul, ...billed }, 'SVC-BILL')).open).toBeNull()
    await bench.call('session.lock', {})
    const answers = { ...asked, ...aigul }
    const reading = bench.call('customers.records', { draft: known.draft.id, type: 'PD-REQ', answers })
    await expect(reading).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect(looks(bench)).toEqual([])
  })

  test('are printed and registered as the branch knows them in that moment, whatever the window sent', async () => {
    const bench = await counter()
    const first = await registered(bench, aigul)
    const sent = { ...aigul, ...asked, pd_open_cases: ['0712-A26-00001-AAAAA'] }
    const typed = await draft(bench, sent, 'PD-REQ')
    const printed = (await bench.call('documents.draft', { draft: typed.id })) as Draft
    expect(printed.answers.pd_open_cases).toEqual([first.number])
    // Another case comes between the paper and the registration.
    bench.now.ms += 60_000
    const second = await registered(bench, ended, 'SVC-SUSPEND')
    const answer = (await bench.call('cases.register', { draft: typed.id })) as { receipt: { case: string } }
    const { registered: kept } = await detail(bench, answer.receipt.case)
    expect(kept.answers.pd_open_cases).toEqual([second.number, first.number])
    expect(looks(bench).at(-1)).toMatchObject({ what: 'repeat', key_value: '900315300123' })
    rebuild(bench.branch)
    expect((await detail(bench, answer.receipt.case)).registered.answers.pd_open_cases).toHaveLength(2)
  })

  test('beside them the paper says what was typed, as the preview does; an empty sheet is no look at anybody', async () => {
    const bench = await counter()
    const first = await registered(bench, aigul)
    const typed = await draft(bench, { ...aigul, ...asked, phone: '8 701 123 45 67' }, 'PD-REQ')
    const before = looks(bench).length
    await bench.call('documents.draft', { draft: typed.id, blank: true })
    expect(looks(bench)).toHaveLength(before)
    const printed = (await bench.call('documents.draft', { draft: typed.id, blank: false })) as Draft
    expect(printed.answers).toEqual({ ...typed.answers, pd_open_cases: [first.number] })
    expect(printed.answers.phone).toBe('8 701 123 45 67')
    expect(looks(bench)).toHaveLength(before + 1)
  })

  test('a request without open cases says nothing of them', async () => {
    const bench = await counter()
    const { registered: kept } = await detail(bench, (await registered(bench, { ...aigul, ...asked }, 'PD-REQ')).case)
    expect(kept.answers).not.toHaveProperty('pd_open_cases')
  })
})

describe('the earlier cancellation of a service that is still billed', () => {
  test('R-040 a bill after a cancellation finds it by account or folded name, half a year later, and does not continue it', async () => {
    const bench = await counter()
    const cancelled = await registered(bench, ended, 'SVC-SUSPEND')
    bench.now.ms += 183 * DAY
    await signIn(bench, otherClerk)
    const offered = (by: string) => [
      {
        field: 'cancel_case',
        cases: [
          {
            number: cancelled.number,
            title: expect.objectContaining({ en: 'End the contract' }),
            acceptedOn: '2026-11-23',
            by,
          },
        ],
      },
    ]
    // A payer who is not the subscriber, with the account on the bill.
    const payer = { ...billed, last_name: 'Ким', first_name: 'Ю', phone: '+77029876543', account_no: '12-003-45' }
    expect((await recordsFor(bench, payer, 'SVC-BILL')).evidence).toEqual(offered('matter'))
    expect(looks(bench).at(-1)).toMatchObject({ key_kind: 'matter', key_value: 'account_no:1200345', reason: 'draft' })
    // The subscriber without her bill.
    const person = await recordsFor(bench, { ...billed, iin: '900315300123' }, 'SVC-BILL')
    expect(person.evidence).toEqual(offered('person'))
    // A name alone, typed without Kazakh letters.
    const typed = { ...billed, last_name: 'касымова', first_name: 'айгуль', phone: '+77470000000' }
    expect((await recordsFor(bench, typed, 'SVC-BILL')).evidence).toEqual(offered('name'))
    expect(looks(bench).at(-1)).toMatchObject({ by_person: otherClerk.person, key_kind: 'name' })

    // It is linked as proof, not gone on with; the person's other cases still name it.
    const answers = { ...billed, ...aigul, account_no: '1200345' }
    const bill = await draft(bench, answers, 'SVC-BILL')
    const found = (await bench.call('customers.repeats', { draft: bill.id, type: 'SVC-BILL', answers })) as RepeatsFound
    expect(found.matter).toEqual([])
    expect(found.others.latest.map(({ number }) => number)).toEqual([cancelled.number])
    const linked = { ...answers, cancel_proof: 'case_number', cancel_case: cancelled.number, cancel_date: '2026-11-23' }
    const { registered: kept } = await detail(bench, (await registered(bench, linked, 'SVC-BILL')).case)
    expect(kept.answers).toMatchObject({ cancel_proof: 'case_number', cancel_case: cancelled.number })
  })

  test('R-047 a bill after a cancellation is the first coming: only the third bill goes up', async () => {
    const bench = await counter()
    await registered(bench, ended, 'SVC-SUSPEND')
    const answers = { ...billed, ...aigul, account_no: '1200345' }
    const escalated: (number | null)[] = []
    for (let i = 0; i < 3; i += 1) {
      bench.now.ms += DAY
      const bill = await draft(bench, answers, 'SVC-BILL')
      const wish = { draft: bill.id, type: 'SVC-BILL', answers }
      expect((await bench.call('customers.repeats', wish)) as RepeatsFound).toMatchObject({ times: i })
      const { receipt } = (await bench.call('cases.register', { draft: bill.id })) as { receipt: { case: string } }
      escalated.push((await detail(bench, receipt.case)).row.escalated)
    }
    expect(escalated).toEqual([null, null, 2])
  })

  test('neither a suspended service, nor another account, nor a namesake with another IIN is offered', async () => {
    const bench = await counter()
    await registered(bench, { ...ended, action: 'suspend' }, 'SVC-SUSPEND')
    const answers = { ...billed, ...aigul, account_no: '1200345' }
    expect((await recordsFor(bench, answers, 'SVC-BILL')).evidence).toEqual([])
    await registered(bench, { ...ended, account_no: '999888' }, 'SVC-SUSPEND')
    expect((await recordsFor(bench, answers, 'SVC-BILL')).evidence).toEqual([])
    const namesake = { ...billed, ...aigul, iin: '850101400120', phone: '+77029876543' }
    expect((await recordsFor(bench, namesake, 'SVC-BILL')).evidence).toEqual([])
  })

  test('several are offered, the surest first, three at most; another problem than a cancellation looks for none', async () => {
    const bench = await counter()
    const other = { ...ended, iin: '850101400120', phone: '+77029876543' }
    const byAccount = await registered(bench, { ...other, last_name: 'Ким' }, 'SVC-SUSPEND')
    const { account_no: _, ...unnamed } = ended
    for (let i = 0; i < 4; i += 1) await registered(bench, unnamed, 'SVC-SUSPEND')
    const answers = { ...aigul, account_no: '1200345' }
    const [found] = (await recordsFor(bench, { ...answers, ...billed }, 'SVC-BILL')).evidence
    expect(found?.cases.map(({ by }) => by)).toEqual(['matter', 'person', 'person'])
    expect(found?.cases[0]?.number).toBe(byAccount.number)
    // Each key is one look, with the number of cases that it showed.
    const noted = looks(bench) as { key_kind: string; found: number }[]
    expect(noted.slice(-2).map(({ key_kind, found }) => [key_kind, found])).toEqual([
      ['matter', 1],
      ['iin', 2],
    ])
    const late = { ...answers, bill_problem: ['payment_late'] }
    expect((await recordsFor(bench, late, 'SVC-BILL')).evidence).toEqual([])
  })
})

describe('all cases in a person’s name with their slips', () => {
  const request: Answers = { ...aigul, pd_kind: 'access', pd_scope: 'всё', id_seen: true }
  let command = 0
  async function slip(bench: Bench, id: string) {
    command += 1
    const wish = { case: id, size: '80mm', command: `0197a000-0000-7000-8000-${String(command).padStart(12, '0')}` }
    const { job } = (await bench.call('printJobs.begin', wish)) as Begun
    await bench.call('printJobs.finish', { job: job.id, outcome: 'printed', why: null, confirmedBy: 'printer' })
  }

  test('R-046 each change in a person’s name has a slip due at once, and on request the person gets the list of all of them', async () => {
    const bench = await counter()
    const changes = ['ACC-CHANGE', 'ACC-DEREG', 'ITEM-CHANGE', 'MAIL-INSTR', 'NUM-PORT', 'SVC-CONSENT', 'SVC-SUSPEND']
    const made: { number: string; case: string }[] = []
    for (const type of changes) {
      bench.now.ms += 60_000
      made.push(await registered(bench, aigul, type))
    }
    const due = rows(bench, `SELECT number FROM print_job WHERE state = 'waiting' ORDER BY number`) as {
      number: string
    }[]
    expect(due.map(({ number }) => number)).toEqual(made.map(({ number }) => number).sort())
    for (const one of made) await slip(bench, one.case)
    await slip(bench, made[0]?.case ?? '')
    await registered(bench, { ...aigul, iin: '850101400120' })

    bench.now.ms += DAY
    const asked = await registered(bench, request, 'PD-REQ')
    const answer = await slipList(bench, asked.case)
    if (!answer.ok) throw new Error(answer.refusal.code)
    const { list } = answer
    expect(list).toMatchObject({ request: asked.number, number: { kind: 'iin', end: '0123' }, total: 8 })
    expect(list.cases.map(({ number }) => number)).toEqual([asked.number, ...made.map((one) => one.number).reverse()])
    expect(list.cases.map(({ slips }) => slips.length)).toEqual([0, 1, 1, 1, 1, 1, 1, 2])
    expect(JSON.stringify(list)).not.toContain('900315300123')
    expect(looks(bench).at(-1)).toMatchObject({ what: 'person', reason: 'case', key_value: '900315300123', found: 8 })
  })

  test('is refused on another paper, where no document was seen, and to nobody; then nothing is in the log', async () => {
    const bench = await counter()
    const other = await registered(bench, { ...aigul, id_seen: true })
    const unseen = await registered(bench, { ...request, id_seen: false }, 'PD-REQ')
    const before = looks(bench).length
    const code = async (id: string) => {
      const answer = await slipList(bench, id)
      return answer.ok ? null : answer.refusal.code
    }
    expect(await code(other.case)).toBe('notHandedOut')
    expect(await code(unseen.case)).toBe('identityNotSeen')
    expect((await detail(bench, other.case)).handOutObstacle).toBe('notHandedOut')
    expect((await detail(bench, unseen.case)).handOutObstacle).toBe('identityNotSeen')
    await bench.call('session.lock', {})
    expect(await code(unseen.case)).toBe('notSignedIn')
    expect(looks(bench)).toHaveLength(before)
  })

  test('is refused where a telephone and a surname are all that is known; a birth date makes it sure', async () => {
    const bench = await counter()
    const { iin: _, first_name: __, ...family } = request
    const unsure = await registered(bench, family, 'PD-REQ')
    const before = looks(bench).length
    expect(await slipList(bench, unsure.case)).toEqual({ ok: false, refusal: { code: 'nobodyKnown' } })
    expect((await detail(bench, unsure.case)).handOutObstacle).toBe('nobodyKnown')
    expect(looks(bench)).toHaveLength(before)
    const sure = await registered(bench, { ...family, birth_date: '1990-03-15' }, 'PD-REQ')
    expect((await detail(bench, sure.case)).handOutObstacle).toBeNull()
    const answer = await slipList(bench, sure.case)
    expect(answer.ok && answer.list.cases.map(({ number }) => number)).toEqual([sure.number])
    expect(looks(bench).at(-1)).toMatchObject({ found: 1 })
  })

  test('names the request itself, though a carrier has brought more since than are looked up', async () => {
    const bench = await counter()
    const asked = await registered(bench, request, 'PD-REQ')
    const { db } = bench.branch
    const fill = db.prepare(`INSERT INTO case_key VALUES (?, ?, ?)`)
    const keys = db.prepare(`SELECT kind, value FROM case_key WHERE case_id = ?`).all(asked.case) as {
      kind: string
      value: string
    }[]
    db.transaction(() => {
      for (const { kind, value } of keys) for (let i = 0; i < 200; i++) fill.run(kind, value, `z-${i}`)
    })()
    const answer = await slipList(bench, asked.case)
    expect(answer.ok && answer.list.cases.map(({ number }) => number)).toEqual([asked.number])
  })

  test('leaves out who shares a telephone and a surname', async () => {
    const bench = await counter()
    const { iin: _, ...family } = aigul
    await registered(bench, { ...family, first_name: 'Гүлнар' })
    const own = await registered(bench, family)
    bench.now.ms += 60_000
    const asked = await registered(bench, { ...request, iin: '' }, 'PD-REQ')
    const answer = await slipList(bench, asked.case)
    expect(answer.ok && answer.list.cases.map(({ number }) => number)).toEqual([asked.number, own.number])
  })
})
