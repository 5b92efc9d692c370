/**
 * How a page lies on the screen when it is cropped, turned and magnified, and which part of the page a rectangle drawn on
 * the screen means. The picture itself is only moved by CSS: the file is never changed. Turns are clockwise and come
 * after the crop; crops are fractions of the upright page.
 */
import type { Crop, Turn } from '../../electron/contract.ts'

export type Look = { turn: Turn; crop: Crop | null }
export type Size = { width: number; height: number }

export const WHOLE: Crop = { x: 0, y: 0, width: 1, height: 1 }
export const AS_IT_CAME: Look = { turn: 0, crop: null }

const lies = (turn: Turn): boolean => turn === 90 || turn === 270

/** By a quarter, to the right (1) or to the left (-1). */
export function turned(turn: Turn, by: 1 | -1): Turn {
  const next = (turn + by * 90 + 360) % 360
  return next === 90 || next === 180 || next === 270 ? next : 0
}

/** The size of the seen part at scale 1, in points of the picture. */
export function seenSize(picture: Size, { turn, crop }: Look): Size {
  const { width, height } = crop ?? WHOLE
  const [w, h] = [picture.width * width, picture.height * height]
  return lies(turn) ? { width: h, height: w } : { width: w, height: h }
}

/** The scale at which the seen part fills the width (`width`) or fits whole (`page`). */
export function fitting(seen: Size, room: Size, fit: 'width' | 'page'): number {
  if (seen.width <= 0 || seen.height <= 0) return 1
  const byWidth = room.width / seen.width
  return fit === 'width' ? byWidth : Math.min(byWidth, room.height / seen.height)
}

/** The CSS transform that brings the seen part of the picture to the upper left corner, at this scale. */
export function placement(picture: Size, { turn, crop }: Look, scale: number): string {
  const { x, y, width, height } = crop ?? WHOLE
  const [w, h] = [picture.width * width * scale, picture.height * height * scale]
  const back = { 0: [0, 0], 90: [h, 0], 180: [w, h], 270: [0, w] }[turn]
  return `translate(${back[0]}px, ${back[1]}px) rotate(${turn}deg) scale(${scale}) translate(${-x * picture.width}px, ${-y * picture.height}px)`
}

const inside = (fraction: number): number => Math.min(1, Math.max(0, fraction))

/** A point of the seen part (fractions) as a point of the upright part before it was turned. */
function upright(turn: Turn, u: number, v: number): [number, number] {
  switch (turn) {
    case 0:
      return [u, v]
    case 90:
      return [v, 1 - u]
    case 180:
      return [1 - u, 1 - v]
    case 270:
      return [1 - v, u]
    default:
      return turn satisfies never
  }
}

/** Less than this share of the page, a side, is a slip of the hand and no part of a page. */
const LEAST_SIDE = 0.02

/**
 * The part of the upright page that a rectangle on the screen means, drawn from one corner to the other in fractions of
 * the seen part. Null for one too small to mean anything.
 */
export function partDrawn(look: Look, from: { u: number; v: number }, to: { u: number; v: number }): Crop | null {
  const [ax, ay] = upright(look.turn, inside(from.u), inside(from.v))
  const [bx, by] = upright(look.turn, inside(to.u), inside(to.v))
  const seen = look.crop ?? WHOLE
  const part = {
    x: seen.x + Math.min(ax, bx) * seen.width,
    y: seen.y + Math.min(ay, by) * seen.height,
    width: Math.abs(ax - bx) * seen.width,
    height: Math.abs(ay - by) * seen.height,
  }
  return part.width < LEAST_SIDE || part.height < LEAST_SIDE ? null : part
}
