import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decode, rasterise, textOf } from '../paper/reading.ts'
import { type Cups, startCups } from '../support/cups.ts'
import { type Counter, openCounter, slipWish, takeIn } from './counter.ts'

const info = (pdf: string) => execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })
const points = (mm: number) => (mm / 25.4) * 72

describe('printing through a real CUPS', () => {
  let cups: Cups
  let counter: Counter
  let taken: Awaited<ReturnType<typeof takeIn>>

  beforeAll(async () => {
    cups = await startCups()
    counter = await openCounter({ env: { CUPS_SERVER: cups.server } })
    taken = await takeIn(counter)
  }, 60_000)
  afterAll(async () => {
    await counter?.close()
    await cups?.stop()
  })

  test('a slip is one page exactly 80 mm wide, as high as its content, with its number to read and to scan', async () => {
    const outcome = await counter.ask('printing', 'slip', slipWish(taken.receipt.case))
    expect(outcome).toMatchObject({ ok: true, job: { copy: 1, state: 'printed', number: taken.receipt.number } })
    const [paper = ''] = (await cups.outputFiles()).slice(-1)
    const said = info(paper)
    expect(said).toMatch(/Pages:\s+1\n/)
    const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(said) ?? []
    // CUPS counts paper in whole points (0.35 mm).
    expect(Math.abs(Number(width) - points(80))).toBeLessThan(1)
    expect(Number(height)).toBeGreaterThan(points(200))
    expect(Number(height)).toBeLessThan(points(450))
    expect(textOf(paper)).toContain(taken.receipt.number)
    const codes = await decode(rasterise(readFileSync(paper), 203))
    expect(codes).toContain(taken.receipt.number)
    expect(codes).toContain(taken.receipt.qr)
  }, 40_000)

  test('the same command never prints twice; another one prints a duplicate that says so', async () => {
    const wish = slipWish(taken.receipt.case)
    const first = await counter.ask('printing', 'slip', wish)
    const before = (await cups.outputFiles()).length
    expect(await counter.ask('printing', 'slip', wish)).toEqual(first)
    expect((await cups.outputFiles()).length).toBe(before)
    expect(first).toMatchObject({ ok: true, job: { copy: 2 } })
    expect(textOf((await cups.outputFiles()).at(-1) ?? '')).toMatch(/Телнұсқа/)
  }, 40_000)

  test('a slip on A5 and an application on A4 have exactly that paper', async () => {
    await counter.ask('printing', 'slip', slipWish(taken.receipt.case, 'a5'))
    expect(info((await cups.outputFiles()).at(-1) ?? '')).toMatch(
      /Pages:\s+1\n[\s\S]*Page size:\s+(419|420|421)\S* x 59[45]/,
    )
    const opened = await counter.ask('drafts', 'open', { type: 'ACC-DEREG' })
    if (!opened.ok) throw new Error('no draft')
    const wish = { draft: opened.draft.id, language: 'kk', blank: false, large: false } as const
    expect(await counter.ask('printing', 'application', wish)).toEqual({ ok: true })
    const paper = (await cups.outputFiles()).at(-1) ?? ''
    expect(info(paper)).toMatch(/Pages:\s+1\n[\s\S]*Page size:\s+59[45]\S* x 84[12]/)
    expect(textOf(paper)).toContain(opened.draft.label)
  }, 60_000)

  test('a rejecting printer is not asked: no paper, no job, and the reason is named', async () => {
    await cups.reject('PDF')
    const before = (await cups.outputFiles()).length
    const outcome = await counter.ask('printing', 'slip', slipWish(taken.receipt.case))
    await cups.accept('PDF')
    expect(outcome).toEqual({ ok: false, refusal: { code: 'printerRejects', printer: 'PDF', job: null } })
    expect((await cups.outputFiles()).length).toBe(before)
    expect(await cups.jobs()).toEqual([])
  }, 40_000)

  test('a stopped printer is not asked: nothing waits in its queue to come out some other day', async () => {
    await cups.disable('PDF')
    const outcome = await counter.ask('printing', 'slip', slipWish(taken.receipt.case))
    const waiting = await cups.jobs()
    await cups.enable('PDF')
    expect(outcome).toEqual({ ok: false, refusal: { code: 'printerStopped', printer: 'PDF', job: null } })
    expect(waiting).toEqual([])
  }, 40_000)

  test('a case that is not on disk has no slip', async () => {
    const outcome = await counter.ask('printing', 'slip', slipWish('0197a000-0000-7000-8000-0000000000ff'))
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'notCommitted' } })
  }, 40_000)
})

test('without any printer the slip is refused and the number stays good', async () => {
  const counter = await openCounter({ env: { CUPS_SERVER: '/tmp/okno-no-such-cups.sock' } })
  try {
    const { receipt } = await takeIn(counter)
    const outcome = await counter.ask('printing', 'slip', slipWish(receipt.case))
    expect(outcome).toEqual({ ok: false, refusal: { code: 'noPrinter', printer: null, job: null } })
    expect(await counter.ask('cases', 'receipt', { id: receipt.case })).toMatchObject({ number: receipt.number })
  } finally {
    await counter.close()
  }
}, 40_000)
