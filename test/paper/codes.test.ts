import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barCode, qrCode } from '../../paper/codes.ts'
import { html } from '../../paper/html.ts'

test('the bars of a number are whole modules wide, with the quiet zones a reader needs', () => {
  const { text } = barCode('0712-A26-00418-7K4MX', { moduleMm: 0.25, heightMm: 9 })
  const [, left, modules] = /viewBox="(-\d+) 0 (\d+) /.exec(text) ?? []
  const [, width] = /width="([\d.]+)mm"/.exec(text) ?? []
  expect(left).toBe('-10')
  expect(Number(width)).toBe(Number(modules) * 0.25)
  expect(Number(width)).toBeLessThanOrEqual(72)
})

test('a QR code is square and keeps four modules clear on each side', () => {
  const { text } = qrCode('okno:1:0712-A26-00418-7K4MX', { moduleMm: 0.5 })
  const [, left, top, width, height] = /viewBox="(-\d+) (-\d+) (\d+) (\d+)"/.exec(text) ?? []
  expect([left, top]).toEqual(['-8', '-8'])
  expect(width).toBe(height)
})

test('whatever text is inserted, only its own characters are escaped and nothing else gets out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { text: page } = html`<p title="${text}">${text}</p>`
      expect(page.match(/</g)).toHaveLength(2)
      expect(page.match(/"/g)).toHaveLength(2)
      expect(page).not.toContain("'")
    }),
    { seed: 11 },
  )
})

test('something that only looks like HTML is refused', () => {
  expect(() => html`<p>${JSON.parse('{"text":"<script>"}')}</p>`).toThrow()
})
