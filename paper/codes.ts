/**
 * Bar codes as SVG, drawn with the generic build of bwip-js: the same in Node, the branch and the window, and without
 * `eval`. Widths are whole multiples of a module, so that a thermal printer's dots do not round them.
 */
import { code128, datamatrix, drawingSVG, qrcode } from 'bwip-js/generic'
import { type Html, html } from './html.ts'

/** Quiet zones that a reader needs: ISO/IEC 15417 (Code 128) 10 modules, ISO/IEC 18004 (QR) 4 modules. */
const QUIET_BARS = 10
const QUIET_QR = 4
const QUIET_MATRIX = 1

type Drawing = { inner: string; width: number; height: number }

function take(svg: string): Drawing {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
  const inner = svg.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')
  if (!width || !height) throw new Error('the barcode library drew nothing')
  return { inner, width: Number(width), height: Number(height) }
}

/**
 * Code 128 of a case number or a draft's label. `moduleMm` is the width of the narrowest bar: 0.25 mm is two dots of a
 * 203 dpi printer.
 */
export function barCode(text: string, { moduleMm, heightMm }: { moduleMm: number; heightMm: number }): Html {
  const svg: string = code128(
    { bcid: 'code128', text, scaleX: 1, scaleY: 1, height: 10, includetext: false },
    drawingSVG(),
  )
  const { inner, width, height } = take(svg)
  const modules = width + 2 * QUIET_BARS
  return html`<svg class="bars" role="img" aria-label="${text}" width="${mm(modules * moduleMm)}" height="${mm(heightMm)}"
 viewBox="${-QUIET_BARS} 0 ${modules} ${height}" preserveAspectRatio="none" shape-rendering="crispEdges">${html.trusted(inner)}</svg>`
}

/** QR code with error correction M, the library's default: 15 % may be lost to folds and copying. */
export function qrCode(text: string, { moduleMm }: { moduleMm: number }): Html {
  const svg: string = qrcode({ bcid: 'qrcode', text, scale: 1 }, drawingSVG())
  const { inner, width } = take(svg)
  // The library draws a module two units wide.
  const quiet = QUIET_QR * 2
  const size = width + 2 * quiet
  return html`<svg class="qr" role="img" aria-label="QR" width="${mm((size / 2) * moduleMm)}" height="${mm((size / 2) * moduleMm)}"
 viewBox="${-quiet} ${-quiet} ${size} ${size}" shape-rendering="crispEdges">${html.trusted(inner)}</svg>`
}

/** Data Matrix ECC 200 (ISO/IEC 16022): reads from a corner torn or stamped over; its quiet zone is one module. */
export function matrixCode(text: string, { moduleMm }: { moduleMm: number }): Html {
  const { inner, width, height } = take(datamatrix({ bcid: 'datamatrix', text, scale: 1 }, drawingSVG()))
  const side = (units: number) => mm((units / 2 + 2 * QUIET_MATRIX) * moduleMm)
  const quiet = QUIET_MATRIX * 2
  return html`<svg class="matrix" role="img" aria-label="${text}" width="${side(width)}" height="${side(height)}"
 viewBox="${-quiet} ${-quiet} ${width + 2 * quiet} ${height + 2 * quiet}" shape-rendering="crispEdges">${html.trusted(inner)}</svg>`
}

const mm = (length: number) => `${Number(length.toFixed(3))}mm`
