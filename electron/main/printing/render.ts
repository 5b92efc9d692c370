/**
 * From the HTML of a paper to a page of exact size. Chromium ignores `@page { size: 80mm auto }`, so the height of a slip is
 * measured after its fonts are there and then given. The hidden window sees this one paper and runs nothing of its own.
 */
import { randomUUID } from 'node:crypto'
import { BrowserWindow, type Session, session } from 'electron'
import { PRINT_ORIGIN } from '../addresses.ts'
import { denyPermissions } from '../navigation.ts'
import { freshNonce, servePapers } from '../scheme.ts'
import type { Paper } from './printer.ts'

/** `height: 'content'` for paper from a roll. */
export type Sheet = { widthMm: number; heightMm: number | 'content' }
export const SHEETS = {
  '80mm': { widthMm: 80, heightMm: 'content' },
  a5: { widthMm: 148, heightMm: 210 },
  a4: { widthMm: 210, heightMm: 297 },
} as const satisfies Record<string, Sheet>

const MM_PER_INCH = 25.4
const PX_PER_INCH = 96
/** A page a hair too short would push its last line onto a second one. */
const SLACK_MM = 1

const MEASURE = `document.fonts.ready.then(() => Math.ceil(document.body.getBoundingClientRect().height))`

type Pages = { session: Session; papers: Map<string, { html: string; nonce: string }> }
let pages: Pages | null = null

/** The session of print windows: in memory only, knows the scheme and nothing else. */
function printPages(): Pages {
  if (pages) return pages
  const own = { session: session.fromPartition('papers'), papers: new Map() }
  denyPermissions(own.session)
  servePapers(own.session, own.papers)
  pages = own
  return own
}

/**
 * Lays the paper out and hands it to `use`; the window is closed afterwards, whatever happens. `write` makes the HTML
 * with the nonce its style must carry. `numbered` puts `1 / 2` at the foot of each page.
 */
export async function withPaper<T>(
  {
    sheet,
    title,
    numbered,
    write,
  }: { sheet: Sheet; title: string; numbered: boolean; write: (nonce: string) => string },
  use: (paper: Paper) => Promise<T>,
): Promise<T> {
  const { session: own, papers } = printPages()
  const name = randomUUID()
  const nonce = freshNonce()
  papers.set(name, { html: write(nonce), nonce })
  const window = new BrowserWindow({
    show: false,
    width: Math.ceil((sheet.widthMm / MM_PER_INCH) * PX_PER_INCH),
    height: 800,
    useContentSize: true,
    frame: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  try {
    await window.loadURL(`${PRINT_ORIGIN}/${name}`)
    const contents = window.webContents
    const heightPx: unknown = await contents.executeJavaScript(MEASURE)
    const measured = Math.ceil((Number(heightPx) / PX_PER_INCH) * MM_PER_INCH) + SLACK_MM
    const heightMm = sheet.heightMm === 'content' ? measured : sheet.heightMm
    const pdf = await contents.printToPDF({
      printBackground: true,
      preferCSSPageSize: sheet.heightMm !== 'content',
      pageSize: { width: sheet.widthMm / MM_PER_INCH, height: heightMm / MM_PER_INCH },
      ...(sheet.heightMm === 'content' ? { margins: NONE } : {}),
      ...(numbered ? { displayHeaderFooter: true, headerTemplate: '<i></i>', footerTemplate: FOOT } : {}),
    })
    return await use({ pdf, contents, widthMm: sheet.widthMm, heightMm, title })
  } finally {
    papers.delete(name)
    window.destroy()
  }
}

const NONE = { top: 0, bottom: 0, left: 0, right: 0 }
const FOOT =
  '<p style="width:100%;margin:0 17mm 3mm;text-align:right;font-size:8px"><span class="pageNumber"></span> / <span class="totalPages"></span></p>'
