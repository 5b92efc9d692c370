/** The rows of a file as bytes, one after another, without holding the file in memory. */
import { createReadStream } from 'node:fs'

const LINE_FEED = 0x0a

/** `ended`: the row has its line feed. `bytes` is without it. */
export type RawRow = { bytes: Buffer; ended: boolean }

export async function* rowsOfFile(file: string): AsyncGenerator<RawRow> {
  yield* rowsOf(createReadStream(file))
}

/** Splits a stream of bytes at each line feed; a last row without one is `ended: false`. */
export async function* rowsOf(source: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<RawRow> {
  let parts: Buffer[] = []
  for await (const piece of source) {
    const chunk = Buffer.from(piece as Uint8Array)
    let from = 0
    for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
      yield { bytes: Buffer.concat([...parts, chunk.subarray(from, to)]), ended: true }
      parts = []
      from = to + 1
    }
    if (from < chunk.length) parts.push(chunk.subarray(from))
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), ended: false }
}
