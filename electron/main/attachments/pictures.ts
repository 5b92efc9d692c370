/**
 * Pictures of pages as the window asks for them by address: drawn by the reader, kept a while in memory, never on the disk.
 * Bounded in number of bytes; what was looked at longest ago goes first.
 */
import type { Reader } from '../reader.ts'

export const BOXES = { view: 2000, small: 320 } as const
export type Size = keyof typeof BOXES
type Page = { sha256: string; path: string; kind: 'jpg' | 'png' | 'heic' | 'pdf'; page: number; size: Size }

export type Pictures = {
  /** JPEG; null where the page cannot be shown. */
  of(page: Page): Promise<Uint8Array<ArrayBuffer> | null>
}

const MOST_BYTES = 96_000_000

export function keepPictures(reader: Reader, mostBytes = MOST_BYTES): Pictures {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const coming = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>()
  let bytes = 0

  function keep(key: string, picture: Uint8Array<ArrayBuffer>): void {
    kept.set(key, picture)
    bytes += picture.length
    for (const [oldest, { length }] of kept) {
      if (bytes <= mostBytes || oldest === key) return
      kept.delete(oldest)
      bytes -= length
    }
  }

  async function draw(key: string, { path, kind, page, size }: Page): Promise<Uint8Array<ArrayBuffer> | null> {
    const read = await reader.read({ do: 'picture', path, kind, page, box: BOXES[size] })
    if (!read.ok || !('bytes' in read)) return null
    keep(key, read.bytes)
    return read.bytes
  }

  return {
    async of(page) {
      const key = `${page.sha256}/${page.page}/${page.size}`
      const known = kept.get(key)
      if (known) {
        // Last in the order again.
        kept.delete(key)
        kept.set(key, known)
        return known
      }
      // Two parts of the window asking for one page wait for one drawing.
      const asked = coming.get(key) ?? draw(key, page).finally(() => coming.delete(key))
      coming.set(key, asked)
      return asked
    },
  }
}
