/**
 * A file opened as pages. Pictures have one; their sizes are checked before decoding, and they are never drawn larger than
 * they are. Photographs come upright, as the camera noted.
 */
import { readFile } from 'node:fs/promises'
import { type Canvas, createCanvas, type Image, ImageData, loadImage } from '@napi-rs/canvas'
import decodeHeic from 'heic-decode'
import { jpegSize, pngSize } from './declared.ts'
import { CannotOpen, requirePixels } from './limits.ts'
import type { Pages } from './opened.ts'
import { openPdf } from './pdf.ts'
import type { Job } from './protocol.ts'

/** Throws `CannotOpen`, or whatever a decoder throws at what it cannot read. */
export async function openPages(path: string, kind: Extract<Job, { kind: unknown }>['kind']): Promise<Pages> {
  const bytes = await readFile(path)
  switch (kind) {
    case 'pdf':
      return openPdf(bytes)
    case 'heic':
      return onePage(await heicImage(bytes))
    case 'jpg':
      return onePage(await declared(jpegSize(bytes), bytes))
    case 'png':
      return onePage(await declared(pngSize(bytes), bytes))
    default:
      return kind satisfies never
  }
}

async function declared(size: ReturnType<typeof pngSize>, bytes: Buffer): Promise<Image> {
  if (!size) throw new CannotOpen('torn')
  requirePixels(size.width, size.height)
  return loadImage(bytes)
}

async function heicImage(bytes: Buffer): Promise<Canvas> {
  const images = await decodeHeic.all({ buffer: bytes })
  try {
    const [image] = images
    if (!image) throw new CannotOpen('torn')
    requirePixels(image.width, image.height)
    const { data, width, height } = await image.decode()
    const canvas = createCanvas(width, height)
    canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0)
    return canvas
  } finally {
    images.dispose()
  }
}

function onePage(image: Image | Canvas): Pages {
  return {
    count: 1,
    async draw(page, box) {
      if (page !== 1) throw new CannotOpen('torn')
      const scale = Math.min(1, box / Math.max(image.width, image.height))
      const canvas = createCanvas(
        Math.max(1, Math.round(image.width * scale)),
        Math.max(1, Math.round(image.height * scale)),
      )
      const context = canvas.getContext('2d')
      context.fillStyle = 'white'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.imageSmoothingQuality = 'high'
      context.drawImage(image, 0, 0, canvas.width, canvas.height)
      return canvas
    },
    async close() {},
  }
}
