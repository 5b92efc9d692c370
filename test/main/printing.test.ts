import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applicationHtml } from '../../paper/application.ts'
import { receiptHtml } from '../../paper/receipt.ts'
import { answers, branch, catalogue, slipCase } from '../paper/model.ts'
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

  test('F-5 the same command never prints twice; another one prints a duplicate that says so', async () => {
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

describe('at a counter without any printer', () => {
  let counter: Counter
  beforeAll(async () => {
    counter = await openCounter({ env: { CUPS_SERVER: '/tmp/okno-no-such-cups.sock' } })
  }, 40_000)
  afterAll(() => counter?.close())

  test('the slip is refused and the number stays good', async () => {
    const { receipt } = await takeIn(counter)
    const outcome = await counter.ask('printing', 'slip', slipWish(receipt.case))
    expect(outcome).toEqual({ ok: false, refusal: { code: 'noPrinter', printer: null, job: null } })
    expect(await counter.ask('cases', 'receipt', { id: receipt.case })).toMatchObject({ number: receipt.number })
  }, 40_000)

  /** Shows a paper as the window does, in a frame that may run nothing, and reports what came of it. */
  async function preview(write: (nonce: string) => string) {
    const nonce = await counter.window.locator('meta[name=csp-nonce]').getAttribute('content')
    return counter.window.evaluate(
      async (html) => {
        const frame = document.createElement('iframe')
        frame.setAttribute('sandbox', 'allow-same-origin')
        await new Promise((loaded) => {
          frame.onload = loaded
          frame.srcdoc = html
          document.body.append(frame)
        })
        const page = frame.contentDocument
        if (!page) throw new Error('the frame cannot be read')
        await page.fonts.ready
        const fonts = [...page.fonts].filter(({ status }) => status === 'loaded').length
        const { width } = page.body.getBoundingClientRect()
        frame.remove()
        return { widthMm: (width / 96) * 25.4, fonts }
      },
      write(nonce ?? ''),
    )
  }

  test('the preview of a slip has its own width and its fonts, Kazakh letters included', async () => {
    const shown = await preview((nonce) =>
      receiptHtml({ receipt: slipCase(), catalogue, branch, copy: 1 }, { nonce, size: '80mm' }),
    )
    expect(shown.widthMm).toBeCloseTo(80, 0)
    expect(shown.fonts).toBeGreaterThanOrEqual(3)
  })

  test('the preview of an application is an A4 page', async () => {
    const model = { catalogue, branch, window: 'A', type: 'ACC-DEREG', formVersion: 3, answers, label: 'D-0712A-7K4M' }
    const shown = await preview((nonce) =>
      applicationHtml({ ...model, language: 'kk', printedAt: '2026-11-23T05:44:00Z' }, { nonce }),
    )
    expect(shown.widthMm).toBeCloseTo(210, 0)
  })
})
