/**
 * `okno://app/…` serves the window's page from `out/renderer`, `okno://print/…` a paper from memory, and both the fonts.
 * `okno://app/attachment/…` shows files of cases. Nothing else exists under the scheme; each page gets its policy with a fresh nonce.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, protocol, type Session, session } from 'electron'
import { ATTACHMENTS } from './attachments/address.ts'
import type { AnswerAttachment } from './attachments/serve.ts'
import { fileFor, pagePolicy, paperPolicy } from './files.ts'
import { paperFonts } from './fonts.ts'

/** Before Electron is ready. */
export function registerScheme() {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'okno',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
    },
  ])
}

const HTML = 'text/html; charset=utf-8'
export const freshNonce = () => randomBytes(16).toString('base64')

/** The page shown instead of the application while the branch process cannot run; null when it can. */
let stopped: ((nonce: string) => string) | null = null
export function setStoppedPage(page: ((nonce: string) => string) | null) {
  stopped = page
}

/** Who answers the addresses of attachments; nobody before the desk stands. */
let attachments: AnswerAttachment | null = null
export function setAttachments(answer: AnswerAttachment) {
  attachments = answer
}

export function serveFiles() {
  const folder = join(app.getAppPath(), 'out', 'renderer')
  session.defaultSession.protocol.handle('okno', async (request) => {
    const { host, pathname } = new URL(request.url)
    if (host !== 'app' || request.method !== 'GET') return nothing()
    if (pathname.startsWith('/fonts/')) return font(pathname)
    if (pathname.startsWith(ATTACHMENTS)) return attachments ? attachments(request) : nothing()
    const asked = pathname === '/' ? '/index.html' : pathname
    if (asked === '/index.html') return page(folder)
    const file = fileFor(folder, asked)
    if (!file) return nothing()
    return readFile(file.path).then((bytes) => answer(bytes, file.type), nothing)
  })
}

async function page(folder: string): Promise<Response> {
  const nonce = freshNonce()
  const html = stopped?.(nonce) ?? (await readFile(join(folder, 'index.html'), 'utf8'))
  return answer(html.replaceAll('__CSP_NONCE__', nonce), HTML, { 'content-security-policy': pagePolicy(nonce) })
}

/** Serves papers by their random names to the session of the print windows, which sees no other page. */
export function servePapers(to: Session, papers: ReadonlyMap<string, { html: string; nonce: string }>) {
  to.protocol.handle('okno', (request) => {
    const { host, pathname } = new URL(request.url)
    if (host !== 'print' || request.method !== 'GET') return nothing()
    if (pathname.startsWith('/fonts/')) return font(pathname)
    const paper = papers.get(pathname.slice(1))
    return paper ? answer(paper.html, HTML, { 'content-security-policy': paperPolicy(paper.nonce) }) : nothing()
  })
}

function font(pathname: string): Promise<Response> | Response {
  const path = paperFonts[basename(pathname)]
  return path ? readFile(path).then((bytes) => answer(bytes, 'font/woff2'), nothing) : nothing()
}

const nothing = () => new Response(null, { status: 404 })

function answer(body: Buffer | string, type: string, more: Record<string, string> = {}): Response {
  const bytes = typeof body === 'string' ? body : new Uint8Array(body)
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      ...more,
    },
  })
}
