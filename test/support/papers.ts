/**
 * Files as customers, scanners and mischief make them: photographs, scans with codes, PDFs, videos, and what only pretends.
 * Drawn here, so that what stands on them is known; only the HEIC is a kept file, because nothing here can write one.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, deflateRawSync, deflateSync } from 'node:zlib'
import { type Canvas, createCanvas, loadImage, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import { toBuffer } from 'bwip-js/node'

/** A4 at 200 dpi. */
export const A4 = { width: 1654, height: 2339 }
type Draw = (context: SKRSContext2D, size: { width: number; height: number }) => void

export function sheet(draw: Draw, { width, height } = A4): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.fillStyle = 'black'
  draw(context, { width, height })
  return canvas
}

type Code = 'code128' | 'qrcode' | 'datamatrix'
type Way = { degrees?: number /** Part of full black. */; ink?: number; x?: number; y?: number }

/** A sheet with lines of writing and one code, 0.3 mm a module as our papers print it. */
export async function sheetWith(text: string, kind: Code = 'code128', way: Way = {}): Promise<Canvas> {
  const { degrees = 0, ink = 1, x = 0.3, y = 0.85 } = way
  const height = kind === 'code128' ? { height: 9 } : {}
  const png = await toBuffer({ bcid: kind, text, scale: kind === 'code128' ? 2 : 3, ...height })
  const image = await loadImage(png)
  return sheet((context, size) => {
    context.fillStyle = '#f4f4f2'
    context.fillRect(0, 0, size.width, size.height)
    context.globalAlpha = ink
    context.fillStyle = 'black'
    for (let line = 0; line < 20; line++) context.fillRect(120, 150 + line * 60, 900 + (line % 5) * 90, 6)
    context.translate(size.width * x, size.height * y)
    context.rotate((degrees * Math.PI) / 180)
    context.drawImage(image, -image.width / 2, -image.height / 2)
  })
}

export const jpg = (canvas: Canvas): Buffer => canvas.toBuffer('image/jpeg', 85)
export const png = (canvas: Canvas): Buffer => canvas.toBuffer('image/png')

/** Pages of A4, each with a picture over the whole of it, as copiers write them. */
export function pdf(pages: readonly Canvas[]): Buffer {
  const document = new PDFDocument()
  for (const page of pages) {
    const context = document.beginPage(595, 842) as unknown as SKRSContext2D
    context.drawImage(page, 0, 0, 595, 842)
    document.endPage()
  }
  return document.close()
}

/** A JPEG of so many bytes: a real picture, and behind its end what telephones put there. */
export function heavyJpg(bytes: number): Buffer {
  const picture = jpg(sheet((context) => context.fillRect(200, 200, 600, 900)))
  return Buffer.concat([picture, Buffer.alloc(bytes - picture.length, 0x2a)])
}

const box = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8, 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** The frame of a video (ISO/IEC 14496-12), with `payload` bytes that no player could show. */
export const mp4 = (payload = 1000): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\u0002\0isomiso2avc1mp41', 'latin1')),
    box('moov', box('mvhd', Buffer.alloc(100))),
    box('mdat', Buffer.alloc(payload, 7)),
  ])

/** A photograph of 640 × 480 with the QR code `D-0712A-7K4M`, from a telephone's format. */
export const heic = (): Buffer => readFileSync(join(import.meta.dirname, 'files', 'paper.heic'))

/** A PDF of a few kilobytes whose one page unpacks to `megabytes` of drawing. */
export function bombPdf(megabytes: number): Buffer {
  // Packed twice over: each layer shrinks a thousandfold. A block that a full flush ends refers to nothing before it, so one
  // packed megabyte can stand there many times; the check sum that would follow is what no reader of PDF asks for.
  const block = deflateRawSync(Buffer.alloc(1024 * 1024, '0 0 m 1 1 l S\n'), { finishFlush: constants.Z_FULL_FLUSH })
  const inner = Buffer.concat([
    Buffer.from([0x78, 0xda]),
    Buffer.alloc(block.length * megabytes, block),
    Buffer.from([3, 0]),
  ])
  const packed = deflateSync(inner, { level: 9 })
  return rawPdf(`<< /Length ${packed.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`, packed, '\nendstream')
}

/** A PDF whose one page holds a picture that says it is `side` × `side` points large. */
export const vastPdf = (side: number): Buffer =>
  rawPdf('<< /Length 10 >>\nstream\n', Buffer.from('0 0 m 1 1 '), '\nendstream', `[0 0 ${side} ${side}]`)

function rawPdf(open: string, body: Buffer, close: string, mediaBox = '[0 0 595 842]'): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  const add = (...pieces: (string | Buffer)[]) => {
    offsets.push(parts.reduce((sum, { length }) => sum + length, 0))
    parts.push(
      Buffer.from(`${offsets.length} 0 obj\n`),
      ...pieces.map((piece) => Buffer.from(piece)),
      Buffer.from('\nendobj\n'),
    )
  }
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add('<< /Type /Pages /Kids [3 0 R] /Count 1 >>')
  add(`<< /Type /Page /Parent 2 0 R /MediaBox ${mediaBox} /Contents 4 0 R /Resources << >> >>`)
  add(open, body, close)
  const start = parts.reduce((sum, { length }) => sum + length, 0)
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** A PNG whose header says that it is `side` × `side` points large. */
export function vastPng(side: number): Buffer {
  const small = png(createCanvas(8, 8))
  small.writeUInt32BE(side, 16)
  small.writeUInt32BE(side, 20)
  return small
}
