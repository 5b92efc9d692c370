/**
 * The texts of all QR codes, DataMatrix codes and Code 128 bars on a page, however it lay in the scanner and however little
 * toner was left. The first look finds nearly all; the later ones cost more and are taken only when nothing was found.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import { release } from './memory.ts'

const MOST_CODES = 20
const LONGEST_TEXT = 500
const options: ReaderOptions = {
  formats: ['QRCode', 'DataMatrix', 'Code128'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: MOST_CODES,
}

let ready: Promise<unknown> | undefined

/** The decoder's program comes from the package; by itself it would ask a network for it. */
function decoder(): Promise<unknown> {
  ready ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then((wasm) =>
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true }),
  )
  return ready
}

type Raster = { data: Uint8ClampedArray; width: number; height: number; colorSpace: 'srgb' }

/** `thorough`: also what lies askew; some seconds for a page without a code. */
export async function codesOn(page: Canvas, thorough: boolean): Promise<string[]> {
  await decoder()
  const plain = rasterOf(page)
  const first = await textsOf(plain)
  if (first.length > 0) return first
  stretch(plain)
  const second = await textsOf(plain)
  return second.length > 0 || !thorough ? second : textsAskew(plain)
}

async function textsOf(raster: Raster): Promise<string[]> {
  const found = await readBarcodes(raster as unknown as ImageData, options)
  const texts = found.filter(({ isValid }) => isValid).map(({ text }) => text.slice(0, LONGEST_TEXT))
  return [...new Set(texts)].slice(0, MOST_CODES)
}

function rasterOf(page: Canvas): Raster {
  const { width, height } = page
  const { data } = page.getContext('2d').getImageData(0, 0, width, height)
  return { data, width, height, colorSpace: 'srgb' }
}

/** Bars as faint as one part in a few thousand of the page's points still decide what counts as black. */
const INK_SHARE = 0.0005

/** Makes it grey, the darkest ink black and the paper (the median) white. */
function stretch({ data }: Raster): void {
  const points = data.length / 4
  const grey = new Uint8ClampedArray(points)
  const counts = new Uint32Array(256)
  for (let i = 0; i < points; i++) {
    const at = i * 4
    const level = ((data[at] as number) * 77 + (data[at + 1] as number) * 150 + (data[at + 2] as number) * 29) >> 8
    grey[i] = level
    counts[level] = (counts[level] as number) + 1
  }
  const black = levelAt(counts, points * INK_SHARE)
  const white = Math.max(levelAt(counts, points / 2), black + 1)
  for (let i = 0; i < points; i++) {
    const level = (((grey[i] as number) - black) * 255) / (white - black)
    data.fill(level, i * 4, i * 4 + 3)
  }
}

/** The level below which so many points lie. */
function levelAt(counts: Uint32Array, share: number): number {
  let sum = 0
  for (const [level, count] of counts.entries()) {
    sum += count
    if (sum >= share) return level
  }
  return 255
}

/** Bars are read along lines: at 9 mm height they bear some 8° to either side, on a good day; steps of 10° miss none. */
const ANGLES = [10, 20, 30, 40, 50, 60, 70, 80]
const ASKEW_BOX = 2400

async function textsAskew(raster: Raster): Promise<string[]> {
  const upright = createCanvas(raster.width, raster.height)
  const pixels = upright.getContext('2d').createImageData(raster.width, raster.height)
  pixels.data.set(raster.data)
  upright.getContext('2d').putImageData(pixels, 0, 0)
  try {
    for (const angle of ANGLES) {
      const page = turned(upright, angle)
      const texts = await textsOf(rasterOf(page))
      await release(page)
      if (texts.length > 0) return texts
    }
    return []
  } finally {
    await release(upright)
  }
}

function turned(page: Canvas, degrees: number): Canvas {
  const scale = Math.min(1, ASKEW_BOX / Math.max(page.width, page.height))
  const radians = (degrees * Math.PI) / 180
  const [width, height] = [page.width * scale, page.height * scale]
  const canvas = createCanvas(
    Math.ceil(width * Math.cos(radians) + height * Math.sin(radians)),
    Math.ceil(width * Math.sin(radians) + height * Math.cos(radians)),
  )
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate(radians)
  context.drawImage(page, -width / 2, -height / 2, width, height)
  return canvas
}
