/** How much of a stranger's file is opened at all, checked before anything is decoded. */
import type { Why } from './protocol.ts'

/** 64 million points are 256 MB of memory; a page of A3 at 600 dpi has 70, a telephone's photograph 12 to 50. */
export const MOST_PIXELS = 64_000_000
export const MOST_PAGES = 200

/** Carries a reason to the answer. */
export class CannotOpen extends Error {
  readonly why: Why
  constructor(why: Why) {
    super(why)
    this.why = why
  }
}

export function requirePixels(width: number, height: number): void {
  if (!(width > 0 && height > 0)) throw new CannotOpen('torn')
  if (width * height > MOST_PIXELS) throw new CannotOpen('tooManyPixels')
}
