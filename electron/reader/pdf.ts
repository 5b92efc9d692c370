/**
 * PDFs through pdf.js, which draws on our canvas. Scripts in a PDF are never run, nothing is fetched, fonts and decoders
 * come from the package. A stream that unpacks without end ends with this process: its keeper counts time and memory.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createCanvas, DOMMatrix, ImageData, Path2D } from '@napi-rs/canvas'
import { CannotOpen, MOST_PAGES, MOST_PIXELS } from './limits.ts'
import type { Pages } from './opened.ts'

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')
type Document = Awaited<ReturnType<PdfJs['getDocument']>['promise']>

let loading: Promise<PdfJs> | undefined

/** Loaded when the first PDF comes. */
function pdfJs(): Promise<PdfJs> {
  // In Electron's utility process it would take itself for a page of a browser and look for a document to draw in.
  Reflect.deleteProperty(process, 'type')
  Object.assign(globalThis, { DOMMatrix, ImageData, Path2D })
  loading ??= import('pdfjs-dist/legacy/build/pdf.mjs')
  return loading
}

const folder = (name: string) =>
  `${join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), name)}/`

async function open(bytes: Buffer): Promise<Document> {
  const { getDocument } = await pdfJs()
  try {
    return await getDocument({
      data: new Uint8Array(bytes),
      verbosity: 0,
      maxImageSize: MOST_PIXELS,
      canvasMaxAreaInBytes: MOST_PIXELS * 4,
      enableXfa: false,
      useSystemFonts: false,
      disableFontFace: true,
      standardFontDataUrl: folder('standard_fonts'),
      cMapUrl: folder('cmaps'),
      cMapPacked: true,
      wasmUrl: folder('wasm'),
      iccUrl: folder('iccs'),
    }).promise
  } catch (error) {
    throw new CannotOpen(error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'torn')
  }
}

export async function openPdf(bytes: Buffer): Promise<Pages> {
  const document = await open(bytes)
  if (document.numPages > MOST_PAGES) throw new CannotOpen('tooManyPages')
  return {
    count: document.numPages,
    async draw(number, box) {
      const page = await document.getPage(number)
      const natural = page.getViewport({ scale: 1 })
      const viewport = page.getViewport({ scale: box / Math.max(natural.width, natural.height) })
      const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
      const context = canvas.getContext('2d')
      // pdf.js enlarges a scan point by point, which makes thin bars unevenly wide.
      Object.defineProperty(context, 'imageSmoothingEnabled', { get: () => true, set() {} })
      await page.render({
        // pdf.js knows the browser's types; the package's own canvas in Node is this one.
        canvas: canvas as unknown as HTMLCanvasElement,
        canvasContext: context as unknown as CanvasRenderingContext2D,
        viewport,
        background: 'white',
      }).promise
      page.cleanup()
      return canvas
    },
    close: () => document.loadingTask.destroy(),
  }
}

/** One page (from 1) as a PDF of its own, with what it needs and nothing of the other pages. */
export async function cutPdf(bytes: Buffer, page: number): Promise<Uint8Array> {
  const document = await open(bytes)
  try {
    if (page > document.numPages) throw new CannotOpen('torn')
    return await document.extractPages([{ document: null, includePages: [page - 1] }])
  } finally {
    await document.loadingTask.destroy()
  }
}
