/**
 * What a file is, by its content; its name is never asked. And whether it is whole: cameras, copiers and slow copies leave
 * files that break off, and half a paper must not pass for one. Nothing is decoded here, only the file's own frame is followed.
 */
import { fileTypeFromBuffer } from 'file-type'
import type { AttachmentKind } from '../../contract.ts'

/** Reads up to `length` bytes from a place; fewer at the end of the file. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>

const HEAD_BYTES = 4100
const kinds: Readonly<Record<string, AttachmentKind>> = {
  jpg: 'jpg',
  png: 'png',
  heic: 'heic',
  pdf: 'pdf',
  mp4: 'mp4',
  m4v: 'mp4',
}

/** What a file is that is not kept, as far as a person can make use of it; null where even that cannot be told. */
export type Strange = 'text' | 'video' | 'sound' | 'picture' | 'document' | 'archive' | null
export type Content = { kind: AttachmentKind } | { kind: null; holds: Strange }

export async function contentOf(readAt: ReadAt): Promise<Content> {
  const head = await readAt(0, HEAD_BYTES)
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  const kind = found && kinds[found.ext]
  if (kind) return { kind }
  if (found) return { kind: null, holds: strange(found) }
  // The start of a JPEG (ITU-T T.81, SOI) with garbage behind it is a damaged photograph, not a strange kind.
  if (head[0] === 0xff && head[1] === 0xd8) return { kind: 'jpg' }
  // Some copiers put a line of their own before the PDF; readers accept it within the first 1024 bytes (ISO 32000-1, H.3).
  if (Buffer.from(head.subarray(0, 1024)).includes('%PDF-')) return { kind: 'pdf' }
  return { kind: null, holds: isText(head) ? 'text' : null }
}

const DOCUMENTS: ReadonlySet<string> = new Set(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'rtf', 'cfb', 'epub'])
const ARCHIVES: ReadonlySet<string> = new Set(['zip', 'rar', '7z', 'gz', 'tar', 'bz2', 'xz', 'zst', 'cab'])

function strange({ ext, mime }: { ext: string; mime: string }): Strange {
  if (DOCUMENTS.has(ext)) return 'document'
  if (ARCHIVES.has(ext)) return 'archive'
  if (ext === 'xml') return 'text'
  const family = { video: 'video', audio: 'sound', image: 'picture', text: 'text' } as const
  const [first = ''] = mime.split('/')
  return Object.hasOwn(family, first) ? family[first as keyof typeof family] : null
}

/** Letters in any encoding: no byte that only programs write (tab, line and page ends apart). */
const isText = (head: Uint8Array): boolean =>
  head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d)

/** Whether the file ends where its format says that it ends. */
export async function isWhole(kind: AttachmentKind, readAt: ReadAt, size: number): Promise<boolean> {
  let steps = 0
  const counted: ReadAt = (at, length) => {
    // Millions of empty segments are nobody's photograph.
    if (++steps > MOST_STEPS) throw new Endless()
    return readAt(at, length)
  }
  try {
    return await isWholeAs(kind, counted, size)
  } catch (error) {
    if (error instanceof Endless) return false
    throw error
  }
}

const MOST_STEPS = 20_000
class Endless extends Error {}

function isWholeAs(kind: AttachmentKind, readAt: ReadAt, size: number): Promise<boolean> {
  switch (kind) {
    case 'jpg':
      return isWholeJpeg(readAt, size)
    case 'png':
      return isWholePng(readAt, size)
    case 'pdf':
      return isWholePdf(readAt, size)
    case 'heic':
      return areWholeBoxes(readAt, size, 'meta')
    case 'mp4':
      return areWholeBoxes(readAt, size, 'moov')
    default:
      return kind satisfies never
  }
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const PIECE = 256 * 1024
const SOS = 0xda
const EOI = 0xd9

/**
 * ITU-T T.81: segments up to a scan, coded data up to the next marker, and so on to the end of the image. What phones put
 * behind it (a video, a depth map) does not matter; a thumbnail's end inside a segment is not taken for it.
 */
async function isWholeJpeg(readAt: ReadAt, size: number): Promise<boolean> {
  let at = 2
  while (at + 4 <= size) {
    const head = await readAt(at, 4)
    const [mark, code = 0] = head
    if (mark !== 0xff) return false
    if (code === 0xff) at += 1
    else if (code === EOI) return true
    else if (code === 0x01 || (code >= 0xd0 && code <= 0xd8)) at += 2
    else {
      at += 2 + view(head).getUint16(2)
      if (code === SOS) at = await nextMarker(readAt, at, size)
    }
  }
  return at + 2 <= size && (await readAt(at, 2))[1] === EOI
}

/** Where coded data ends; the end of the file when it breaks off. */
async function nextMarker(readAt: ReadAt, from: number, size: number): Promise<number> {
  for (let at = from; at + 1 < size; ) {
    const piece = await readAt(at, PIECE)
    for (let i = piece.indexOf(0xff); i >= 0 && i + 1 < piece.length; i = piece.indexOf(0xff, i + 1)) {
      const code = piece[i + 1] as number
      const stuffed = code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd7)
      if (!stuffed) return at + i
    }
    // One byte again: a marker may stand across two pieces.
    at += Math.max(1, piece.length - 1)
  }
  return size
}

/** ISO/IEC 15948: chunks up to IEND. */
async function isWholePng(readAt: ReadAt, size: number): Promise<boolean> {
  for (let at = 8; at + 12 <= size; ) {
    const head = await readAt(at, 8)
    at += 12 + view(head).getUint32(0)
    if (Buffer.from(head.subarray(4, 8)).toString('latin1') === 'IEND') return at <= size
  }
  return false
}

const TAIL_BYTES = 8192

/** ISO 32000-1, 7.5.5: the last line says where the file ends; some programs write a little behind it. */
async function isWholePdf(readAt: ReadAt, size: number): Promise<boolean> {
  const tail = Buffer.from(await readAt(Math.max(0, size - TAIL_BYTES), TAIL_BYTES))
  return tail.includes('%%EOF') && tail.includes('startxref')
}

/** ISO/IEC 14496-12: boxes whose lengths add up to the file, one of them with what makes the rest readable. */
async function areWholeBoxes(readAt: ReadAt, size: number, needed: string): Promise<boolean> {
  let found = false
  for (let at = 0; at + 8 <= size; ) {
    const head = await readAt(at, 16)
    const type = Buffer.from(head.subarray(4, 8)).toString('latin1')
    found ||= type === needed
    const short = view(head).getUint32(0)
    if (short === 0) return found // this box goes on to the end
    const length = short === 1 && head.length === 16 ? Number(view(head).getBigUint64(8)) : short
    if (length < 8 || at + length > size) return false
    at += length
  }
  return found
}
