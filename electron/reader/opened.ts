import type { Canvas } from '@napi-rs/canvas'

/** A file as pages that can be drawn. */
export type Pages = {
  count: number
  /** The page (from 1) on white, its longer side at most `box` points. */
  draw(page: number, box: number): Promise<Canvas>
  close(): Promise<void>
}
