/** Reads a paper back as a customer or a scanner would: its text, and its codes from a picture of the page. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasm)).buffer } })

/** The names of the papers that lie in `OKNO_PDF_DIR`; one that is still being written has another ending. */
export const papersIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.pdf'))

/** The text of a PDF file, as `pdftotext` finds it. */
export const textOf = (file: string): string => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })

/**
 * The height of the smallest word of a PDF file, in points: that of its font's line box, which is larger than the size of
 * its letters. Page numbers are not counted: nobody needs them to understand the paper.
 */
export function smallestWord(file: string): number {
  const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' })
  const words = [...boxes.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)</g)]
  const heights = words
    .filter(([, , , text = '']) => /\p{L}/u.test(text))
    .map(([, top, bottom]) => Number(bottom) - Number(top))
  return Math.min(...heights)
}

/** The first page of a PDF as a PNG. 203 dpi is what a thermal printer has. */
export function rasterise(pdf: Uint8Array, dpi: number): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'okno-paper-'))
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf)
    const words = ['-r', String(dpi), '-png', '-singlefile', join(folder, 'paper.pdf'), join(folder, 'page')]
    execFileSync('pdftoppm', words, { stdio: 'ignore' })
    return Uint8Array.from(readFileSync(join(folder, 'page.png')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The contents of all bar codes and QR codes in a picture. */
export async function decode(png: Uint8Array): Promise<string[]> {
  const found = await readBarcodes(png, { formats: ['Code128', 'QRCode'], tryHarder: true, maxNumberOfSymbols: 8 })
  return found.map(({ text }) => text)
}
