/** A page turned, cropped and magnified lies where a person expects it, and a drawn rectangle means what it shows. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitting, type Look, partDrawn, placement, seenSize, turned } from '../../renderer/attachments/geometry.ts'

const page = { width: 1000, height: 1400 }
const turn = fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const)
const side = fc.integer({ min: 5, max: 45 }).map((n) => n / 100)
const crop = fc.record({ x: side, y: side, width: side, height: side })
const look = fc.record({ turn, crop: fc.option(crop) })
const corner = fc
  .record({ u: fc.integer({ min: 0, max: 100 }), v: fc.integer({ min: 0, max: 100 }) })
  .map(({ u, v }) => ({
    u: u / 100,
    v: v / 100,
  }))

/** Carries a point of the picture through the CSS transform, as a browser does. */
function onScreen(css: string, point: { x: number; y: number }) {
  const numbers = (name: string, from = 0) => {
    const at = css.indexOf(name, from)
    return [...css.slice(at, css.indexOf(')', at)).matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)].map(Number)
  }
  const [dx = 0, dy = 0] = numbers('translate')
  const [degrees = 0] = numbers('rotate')
  const [scale = 1] = numbers('scale')
  const [px = 0, py = 0] = numbers('translate', css.indexOf('scale'))
  const [x, y] = [(point.x + px) * scale, (point.y + py) * scale]
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  return { x: x * cos - y * sin + dx, y: x * sin + y * cos + dy }
}

describe('placing', () => {
  test('the seen part fills its box exactly, whatever the turn, crop and scale', () => {
    fc.assert(
      fc.property(look, fc.integer({ min: 1, max: 40 }), (how: Look, tenths) => {
        const scale = tenths / 10
        const seen = seenSize(page, how)
        const { x, y, width, height } = how.crop ?? { x: 0, y: 0, width: 1, height: 1 }
        const corners = [
          { x, y },
          { x: x + width, y: y + height },
        ].map((one) => onScreen(placement(page, how, scale), { x: one.x * page.width, y: one.y * page.height }))
        const [xs, ys] = [corners.map((one) => one.x), corners.map((one) => one.y)]
        expect(Math.min(...xs)).toBeCloseTo(0, 4)
        expect(Math.min(...ys)).toBeCloseTo(0, 4)
        expect(Math.max(...xs)).toBeCloseTo(seen.width * scale, 4)
        expect(Math.max(...ys)).toBeCloseTo(seen.height * scale, 4)
      }),
    )
  })

  test('a quarter to the right brings the upper left corner to the upper right', () => {
    const at = onScreen(placement(page, { turn: 90, crop: null }, 1), { x: 0, y: 0 })
    expect(at.x).toBeCloseTo(1400)
    expect(at.y).toBeCloseTo(0)
  })

  test('four quarters are none', () => {
    expect([1, 1, 1, 1].reduce<Look['turn']>((all) => turned(all, 1), 0)).toBe(0)
    expect(turned(0, -1)).toBe(270)
  })

  test('a page fits by its width, or whole', () => {
    const room = { width: 500, height: 350 }
    expect(fitting(page, room, 'width')).toBe(0.5)
    expect(fitting(page, room, 'page')).toBe(0.25)
  })
})

describe('a rectangle drawn on the screen', () => {
  test('means the part of the page that was seen under it', () => {
    fc.assert(
      fc.property(look, corner, corner, (how: Look, from, to) => {
        const part = partDrawn(how, from, to)
        if (!part) return
        const seen = seenSize(page, how)
        const css = placement(page, how, 1)
        const ends = [
          { x: part.x, y: part.y },
          { x: part.x + part.width, y: part.y + part.height },
        ].map((one) => onScreen(css, { x: one.x * page.width, y: one.y * page.height }))
        const near = (a: number, b: number) => expect(a).toBeCloseTo(b, 4)
        near(Math.min(...ends.map((one) => one.x)), Math.min(from.u, to.u) * seen.width)
        near(Math.max(...ends.map((one) => one.x)), Math.max(from.u, to.u) * seen.width)
        near(Math.min(...ends.map((one) => one.y)), Math.min(from.v, to.v) * seen.height)
        near(Math.max(...ends.map((one) => one.y)), Math.max(from.v, to.v) * seen.height)
      }),
    )
  })

  test('never leaves the page, wherever the hand goes', () => {
    fc.assert(
      fc.property(look, (how: Look) => {
        const part = partDrawn(how, { u: -3, v: -3 }, { u: 7, v: 7 })
        const whole = how.crop ?? { x: 0, y: 0, width: 1, height: 1 }
        for (const key of ['x', 'y', 'width', 'height'] as const) expect(part?.[key]).toBeCloseTo(whole[key], 6)
      }),
    )
  })

  test('a twitch means nothing', () => {
    expect(partDrawn({ turn: 0, crop: null }, { u: 0.4, v: 0.4 }, { u: 0.401, v: 0.9 })).toBeNull()
  })
})
