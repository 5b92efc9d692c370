/**
 * Pictures lie outside the part of memory that JavaScript watches, so it collects them far too late: a few pages and the
 * reader would be ended for its size. What is no longer needed is given back by hand.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Canvas } from '@napi-rs/canvas'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Gives the points of a canvas back; it cannot be used afterwards. */
export async function release(canvas: Canvas): Promise<void> {
  canvas.width = 1
  canvas.height = 1
  collect()
  // What was collected is freed between two turns of the process.
  await new Promise(setImmediate)
}
