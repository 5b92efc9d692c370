/**
 * From an address to a file of the window's page: only what lies in the page's own folder, whatever the address says.
 * Also the policy every page is sent with.
 */
import { extname, join, sep } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** The file an address names and its content type; null for everything that is no plain name inside the folder. */
export function fileFor(folder: string, pathname: string): { path: string; type: string } | null {
  let name: string
  try {
    name = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (/[\0\\:]/.test(name) || name.split('/').some((part) => part === '..' || part.startsWith('.'))) return null
  const type = TYPES[extname(name).toLowerCase()]
  const path = join(folder, name)
  return type && path.startsWith(folder + sep) ? { path, type } : null
}

/** The policy of the window's page. `nonce` is fresh for each load and marks the styles the page makes itself. */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    // Customers' videos, by our own addresses.
    "media-src 'self'",
    "connect-src 'none'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** A paper has one style of its own and our fonts, and nothing that runs. */
export const paperPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
