/** Papers taken in by hand while the computer was down: numbered beforehand, typed in later, each one case. */
import { describe, expect, test } from 'vitest'
import { readPaperNumber } from '../../domain/outages/paperNumber.ts'
import type { CaseRow } from '../../electron/contract.ts'
import { type Bench, draft, openBench, page, register, registered, reopen, rows, signIn } from './bench.ts'
import { at, command, keep, refused } from './outage.ts'

describe('papers numbered by hand', () => {
  const block = async (bench: Bench, count: number, id = command()) =>
    ((await bench.call('outages.paperBlock', { command: id, count })) as { numbers: string[] }).numbers
  const known = (bench: Bench, number: string) => bench.call('outages.paperNumber', { number })
  const byHand = async (bench: Bench, number: string, takenAt: string) => {
    const one = await draft(bench)
    await keep(bench, one, { handTaken: { number, at: takenAt } })
    return register(bench, one.id)
  }

  test('a block is reserved by an event, the same command gives the same numbers, the next block goes on, a restored disk prints others', async () => {
    const bench = await openBench()
    await signIn(bench)
    const id = command()
    const numbers = await block(bench, 10, id)
    expect(numbers.every((number) => readPaperNumber(number) === number)).toBe(true)
    expect(numbers[9]).toMatch(/^0712-A26-B0010-/)
    expect(await block(bench, 10, id)).toEqual(numbers)
    expect((await block(bench, 1))[0]).toMatch(/^0712-A26-B0011-/)
    expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'paperNumbersReserved'`)).toHaveLength(2)
    expect(await known(bench, numbers[3] ?? '')).toEqual({ number: numbers[3], reservedOn: '2026-11-23', usedBy: null })
    const other = await openBench({ seed: 2 })
    await signIn(other)
    expect(await block(other, 10)).not.toContain(numbers[0])
    expect(await known(other, numbers[0] ?? '')).toMatchObject({ reservedOn: null })
  })

  test('the day of acceptance, the term and the number’s year come from the real time; the receipt names both numbers', async () => {
    const bench = await openBench()
    await signIn(bench)
    const [paper = ''] = await block(bench, 1)
    bench.now.ms = Date.parse('2027-01-04T05:00:00.000Z')
    const answer = await byHand(bench, paper, '2026-12-21T06:30:00.000Z')
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    expect(answer.receipt).toMatchObject({
      number: expect.stringMatching(/^0712-A26-00001-/),
      acceptedAt: '2026-12-21T06:30:00.000Z',
      answer: { by: '2026-12-31' },
      byHand: { number: paper, typedAt: '2027-01-04T05:00:00.000Z' },
    })
    const detail = (await bench.call('cases.detail', { id: answer.receipt.case })) as {
      registered: object
      row: CaseRow
    }
    expect(detail.registered).toMatchObject({ acceptedOn: '2026-12-21', handTaken: { number: paper } })
    expect(detail.row.marks).toContain('outage')
    // The next one, of today, takes the new year's own serial.
    expect((await registered(bench)).number).toMatch(/^0712-A27-00001-/)
  })

  test('the case is found by the number on the paper, typed in any way', async () => {
    const bench = await openBench()
    await signIn(bench)
    const [paper = '', other = ''] = await block(bench, 2)
    const answer = await byHand(bench, paper, at(bench, -2))
    await byHand(bench, other, at(bench, -1))
    const found = await page(bench, { find: paper.toLowerCase() })
    expect(found.rows.map(({ number }) => number)).toEqual([answer.ok && answer.receipt.number])
  })

  test('one paper is one case: used twice it is refused with the case that has it, also by two drafts at once and after a restart', async () => {
    const bench = await openBench()
    await signIn(bench)
    const [paper = ''] = await block(bench, 1)
    const both = await Promise.all([byHand(bench, paper, at(bench, -2)), byHand(bench, paper, at(bench, -2))])
    const taken = both.find((answer) => answer.ok)
    const number = taken?.ok ? taken.receipt.number : ''
    expect(both.filter((answer) => !answer.ok).map(refused)).toEqual([{ code: 'paperUsed', by: number }])
    const again = await reopen(bench)
    await signIn(again)
    expect(refused(await byHand(again, paper, at(again, -2)))).toEqual({ code: 'paperUsed', by: number })
    expect(await known(again, paper)).toMatchObject({ usedBy: number })
    expect(rows(again, `SELECT 1 FROM journal WHERE type = 'caseRegistered'`)).toHaveLength(1)
    // The same draft again is the same registration, not a second use.
    const kept = rows(again, 'SELECT draft FROM command WHERE draft IS NOT NULL') as { draft: string }[]
    expect(await register(again, kept[0]?.draft ?? '')).toMatchObject({ ok: true, repeated: true })
  })

  test('a time to come, a time too long ago and a number that is none are refused, and nothing is registered', async () => {
    const bench = await openBench()
    await signIn(bench)
    const [paper = ''] = await block(bench, 1)
    expect(refused(await byHand(bench, paper, at(bench, 1)))).toEqual({ code: 'paperInFuture' })
    expect(refused(await byHand(bench, paper, at(bench, -24 * 31)))).toEqual({ code: 'paperTooOld', days: 30 })
    expect(refused(await byHand(bench, '0712-A26-B0001-XXXXX', at(bench, -1)))).toEqual({ code: 'paperNumberWrong' })
    expect((await page(bench)).total).toBe(0)
  })

  test('the power goes in the middle of reserving or registering: nothing is half done, the repeat gives one block and one case', async () => {
    const faults = { at: (_: string) => {} }
    const bench = await openBench({ faults: { at: (point: string) => faults.at(point) } as never })
    await signIn(bench)
    const strike = (where: string) => {
      faults.at = (point) => {
        if (point !== where) return
        faults.at = () => {}
        throw new Error('power')
      }
    }
    const id = command()
    for (const where of ['in-transaction', 'before-commit']) {
      strike(where)
      await expect(block(bench, 5, id)).rejects.toThrow('power')
      expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'paperNumbersReserved'`)).toEqual([])
      expect(rows(bench, 'SELECT 1 FROM paper_number')).toEqual([])
    }
    strike('after-commit')
    await expect(block(bench, 5, id)).rejects.toThrow('power')
    const [paper = ''] = await block(bench, 5, id)
    expect(rows(bench, 'SELECT 1 FROM paper_number')).toHaveLength(5)

    const one = await draft(bench)
    await keep(bench, one, { handTaken: { number: paper, at: at(bench, -1) } })
    for (const where of ['in-transaction', 'before-commit', 'after-commit']) {
      strike(where)
      await expect(register(bench, one.id)).rejects.toThrow('power')
    }
    expect(await register(bench, one.id)).toMatchObject({ ok: true, repeated: true })
    expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'caseRegistered'`)).toHaveLength(1)
  })
})
