/** `okno://app/attachment/<sha256>/<page>/<view|small>` and `…/<sha256>/video`; everything else under it is nothing. */
export type AttachmentAddress =
  | { sha256: string; video: true }
  | { sha256: string; page: number; size: 'view' | 'small' }

export const ATTACHMENTS = '/attachment/'

export function readAddress(pathname: string): AttachmentAddress | null {
  const [, sha256, page, size] =
    /^\/attachment\/([0-9a-f]{64})\/(?:video|([1-9]\d{0,3})\/(view|small))$/.exec(pathname) ?? []
  if (!sha256) return null
  return page ? { sha256, page: Number(page), size: size === 'small' ? 'small' : 'view' } : { sha256, video: true }
}

/** The bytes that a `Range` header asks for, both ends included (RFC 9110, 14.1.2); null for one that cannot be met. */
export function readRange(header: string | null, length: number): { from: number; to: number } | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? 'bytes=0-') ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1)
  return from <= to ? { from, to } : null
}
