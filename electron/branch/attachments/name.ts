/** The name of a file that came from outside: for people to read, never a path. */
import type { AttachmentKind } from '../../contract.ts'

const LONGEST = 200

/** Without folders, signs that cannot be seen, and marks that turn the direction of the text around. */
export function shownName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim()
  const short = [...clean].slice(0, LONGEST).join('').slice(0, LONGEST)
  return short || '—'
}

const endings: Readonly<Record<string, AttachmentKind>> = {
  jpg: 'jpg',
  jpeg: 'jpg',
  jpe: 'jpg',
  jfif: 'jpg',
  png: 'png',
  heic: 'heic',
  heif: 'heic',
  pdf: 'pdf',
  mp4: 'mp4',
  m4v: 'mp4',
}

const endingOf = (name: string): string | undefined => /\.([^.]{1,8})$/.exec(name)?.[1]?.toLowerCase()

/** Whether the ending says another kind than the content. A name without an ending says nothing. */
export function saysOtherKind(name: string, kind: AttachmentKind): boolean {
  const ending = endingOf(name)
  return ending !== undefined && endings[ending] !== kind
}

/** The kind that is kept here and that the ending promises; null where it promises none. */
export const promisedKind = (name: string): AttachmentKind | null => endings[endingOf(name) ?? ''] ?? null
