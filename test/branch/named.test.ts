/** A complaint about a person is invisible to that person everywhere a call reaches. */
import { describe, expect, test } from 'vitest'
import { paths } from '../../electron/branch/router.ts'
import { eventsOfCase } from '../../electron/branch/store/journal.ts'
import type { CaseRow, CountsView, Receipt, ShiftRow } from '../../electron/contract.ts'
import { complaint, known, named, stranger, uuids, type World, world } from './aboutThem.ts'
import {
  type Begun,
  type Bench,
  lead,
  least,
  manager,
  openBench,
  otherClerk,
  page,
  registered,
  rows,
  signIn,
} from './bench.ts'
import { type Ask, attachmentOf, calls, slice } from './everyCall.ts'

/** What an answer tells of the secrets; a call that is refused with an error tells what its error does. */
async function told(world: World, path: string, ask: (world: World) => unknown): Promise<string[]> {
  const input = ask(world)
  const answer = await world.bench.call(path, input).catch((error: unknown) => {
    // A question that is no question proves nothing.
    const { code } = error as { code?: string }
    if (code !== 'FORBIDDEN') throw new Error(`${path} was asked wrongly`, { cause: error })
    return code
  })
  const text = JSON.stringify(answer) ?? ''
  // What was asked for with a secret in the question comes back with it: a search names its own number.
  const own = JSON.stringify(input)
  return world.secrets.filter((secret) => text.includes(secret) && !own.includes(secret))
}

const asks = (path: string): Exclude<Ask, string>[] =>
  [calls[path] ?? []].flat().filter((one): one is Exclude<Ask, string> => typeof one !== 'string')

describe('R-033 a complaint about a person is invisible to that person', () => {
  test('R-033 there is a decision on every call, and on no other', () => {
    expect(Object.keys(calls).sort()).toEqual([...paths].sort())
  })

  test.each(Object.entries(named))(
    'R-033 no call of the %s tells him name, number, telephone or text of it, and none changes it',
    async (_, who) => {
      const made = await world()
      await signIn(made.bench, who)
      const before = await eventsOfCase(made.bench.branch.db, made.about.case).length
      const leaks: string[] = []
      for (const path of paths)
        for (const [i, { ask }] of asks(path).entries()) {
          const found = await told(made, path, ask)
          if (found.length > 0) leaks.push(`${path} ${i}: ${found.join(', ')}`)
        }
      expect(leaks).toEqual([])
      expect(eventsOfCase(made.bench.branch.db, made.about.case)).toHaveLength(before)
      expect(rows(made.bench, `SELECT 1 FROM draft WHERE id = '${made.unfinished.id}'`)).toHaveLength(1)
    },
  )

  test('R-033 whom it does not name the same calls do tell', async () => {
    const made = await world()
    await signIn(made.bench, made.control)
    const silent: string[] = []
    for (const path of paths)
      for (const [i, one] of asks(path).entries())
        if (one.tells && (await told(made, path, one.ask)).length === 0 && path !== 'reading.shown')
          silent.push(`${path} ${i}`)
    expect(silent).toEqual([])
  })

  test('R-033 the files of it are shown to nobody whom it names', async () => {
    const made = await world()
    const shown = () => made.bench.call('reading.shown', { sha256: made.file })
    const turn = () => made.bench.call('attachments.look', { id: attachmentOf(made), turn: 90, crop: null })
    await signIn(made.bench, lead)
    expect(await shown()).toBeNull()
    expect(await turn()).toEqual({ ok: false, refusal: { code: 'unknownAttachment' } })
    await signIn(made.bench, made.control)
    expect(await shown()).toMatchObject({ kind: 'jpg' })
    expect(await turn()).toEqual({ ok: true })
  })

  test('R-033 nor are they counted for him among those that wait', async () => {
    const made = await world()
    const waiting = async (who: { person: string; pin: string }) => {
      await signIn(made.bench, who)
      return ((await made.bench.call('workspace.exchange', {})) as { files: { count: number; bytes: number } }).files
    }
    expect(await waiting(lead)).toMatchObject({ count: 0, bytes: 0 })
    expect(await waiting(made.control)).toMatchObject({ count: 1, bytes: expect.any(Number) })
  })

  test('R-033 a search by the telephone of its customer finds nobody', async () => {
    const made = await world()
    await signIn(made.bench, lead)
    expect(await page(made.bench, { find: stranger.phone })).toMatchObject({ person: { count: 0 } })
    await signIn(made.bench, made.control)
    expect(await page(made.bench, { find: stranger.phone })).toMatchObject({ person: { count: 1 } })
  })

  test('R-033 what he sees counted is what he sees listed, in the queue, the report and the shift', async () => {
    const made = await world()
    const { bench } = made
    const seen = async () => {
      const { total, counts, rows } = await page(bench, { slice } as never)
      const report = (await bench.call('reports.counts', { slice })) as { counts: CountsView }
      const shift = (await bench.call('shifts.state', {})) as { figures: { registered: number } }
      const list = (await bench.call('shifts.list', { figure: 'registered' })) as ShiftRow[]
      expect([rows.length, counts.all, report.counts.total]).toEqual([total, total, total])
      expect(list).toHaveLength(shift.figures.registered)
      const masked = list.filter(({ number }) => number === '')
      // Their minute, also by their place among the others, would say whose they are.
      expect(list.slice(list.length - masked.length)).toEqual(masked)
      for (const { number: _, ...more } of masked) expect(Object.values(more).join('')).toBe('')
      return { total, masked: masked.length, paper: list.length }
    }
    await signIn(bench, made.control)
    await registered(bench)
    expect(await seen()).toEqual({ total: 5, masked: 0, paper: 5 })
    await signIn(bench, manager)
    // The paper of the two lies in the drawer all the same and is counted there.
    expect(await seen()).toEqual({ total: 3, masked: 2, paper: 5 })
  })

  test('R-033 whoever takes in a complaint about himself prints its slip, and sees no more of it', async () => {
    const bench = await openBench()
    await signIn(bench)
    const about = await registered(
      bench,
      { ...complaint, ...stranger, person: 'Абенова из второго окна' },
      'COMPL-SERVICE',
    )
    const print = () =>
      bench.call('printJobs.begin', { case: about.case, size: '80mm', command: uuids() }) as Promise<Begun>
    expect(await print()).toMatchObject({ ok: true, copy: 1 })
    expect(await bench.call('cases.receipt', { id: about.case })).toMatchObject({ number: about.number })
    expect(await bench.call('cases.detail', { id: about.case })).toBeNull()
    expect((await page(bench)).total).toBe(0)
    await signIn(bench, otherClerk)
    expect((await page(bench)).total).toBe(1)
  })

  test('R-033 a correction, another name and a new colleague change whom it names', async () => {
    const bench = await openBench()
    await signIn(bench)
    const about = await registered(
      bench,
      { ...complaint, ...stranger, person: 'Оспанова', text: 'Не хотела принимать заявление' },
      'COMPL-SERVICE',
    )
    const total = async (who: { person: string; pin: string }) => {
      await signIn(bench, who)
      return (await page(bench)).total
    }
    expect(await total(lead)).toBe(1)
    await signIn(bench)
    const correct = {
      do: 'correctCase',
      command: uuids(),
      reason: 'Клиент назвал имя',
      changes: { person: 'Ким В.' },
      kept: [],
    }
    expect(await bench.call('cases.act', { case: about.case, act: correct })).toEqual({ ok: true })
    expect(await total(lead)).toBe(0)
    const rename = {
      command: uuids(),
      do: 'changePerson',
      role: 'shift_lead',
      person: lead.person,
      lastName: 'Ахметова',
      firstName: 'Виктория',
      patronymic: '',
    }
    await signIn(bench, manager)
    expect(await bench.call('people.change', rename)).toMatchObject({ ok: true })
    // Nobody sees a complaint by taking another name.
    expect(await total(lead)).toBe(0)
    expect(await total(manager)).toBe(1)
    await signIn(bench, manager)
    const colleague = {
      command: uuids(),
      do: 'addPerson',
      lastName: 'Ким',
      firstName: 'Вера',
      patronymic: '',
      role: 'manager',
    }
    const { person, pin } = (await bench.call('people.change', colleague)) as { person: string; pin: string }
    await bench.call('session.choosePin', { command: uuids(), person, pin, next: '2718' })
    expect(await total({ person, pin: '2718' })).toBe(0)
  })
})

describe('ended cases', () => {
  /** Registered by the first clerk and withdrawn by him. */
  async function ended(bench: Bench): Promise<Receipt> {
    await signIn(bench)
    const receipt = await registered(bench, { ...least, ...known })
    await bench.call('cases.act', {
      case: receipt.case,
      act: { do: 'withdrawCase', command: uuids(), paper: 'заявление', taken: true },
    })
    return receipt
  }
  const rowOf = async (bench: Bench) => (await page(bench)).rows as unknown as CaseRow[]

  test('a clerk sees his own and all open ones; the ended case of a colleague only who sees all', async () => {
    const bench = await openBench()
    const { case: id } = await ended(bench)
    expect((await rowOf(bench)).map(({ state }) => state)).toEqual(['withdrawn'])
    await signIn(bench, otherClerk)
    expect(await page(bench)).toMatchObject({ total: 0, counts: { all: 0 } })
    expect(await page(bench, { find: 'досымжанова' })).toMatchObject({ total: 0 })
    expect(await bench.call('cases.detail', { id })).toBeNull()
    expect(await bench.call('documents.caseRecord', { case: id })).toMatchObject({ refusal: { code: 'unknownCase' } })
    expect(await bench.call('attachments.list', { case: id })).toEqual([])
    await signIn(bench, lead)
    expect(await page(bench)).toMatchObject({ total: 1 })
    expect(await bench.call('cases.detail', { id })).toMatchObject({ row: { state: 'withdrawn' } })
  })

  test('R-025 whose slip is lost gets a duplicate from any clerk, who finds him by his number with a reason', async () => {
    const bench = await openBench()
    const receipt = await ended(bench)
    const print = () => bench.call('printJobs.begin', { case: receipt.case, size: '80mm', command: uuids() })
    await print()
    await signIn(bench, otherClerk)
    const of = { number: { kind: 'phone', value: known.phone } }
    const reason = { code: 'lost_slip', words: '' }
    const card = await bench.call('customers.person', { of, look: uuids(), reason })
    expect(card).toMatchObject({ ok: true, people: [{ cases: [{ id: receipt.case }] }] })
    expect(await bench.call('cases.receipt', { id: receipt.case })).toMatchObject({ number: receipt.number })
    expect(await print()).toMatchObject({ ok: true, copy: 2, duplicate: true })
  })
})
