import { afterAll, beforeAll, expect, test } from 'vitest'
import { applicationHtml } from '../../paper/application.ts'
import { receiptHtml } from '../../paper/receipt.ts'
import { answers, branch, catalogue, slipCase } from '../paper/model.ts'
import { type Counter, openCounter } from './counter.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
}, 40_000)
afterAll(() => counter?.close())

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
