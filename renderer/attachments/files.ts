/** The files of a draft or a case as the screens read them, and what a person does with them. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Attached, AttachmentKind, Holder } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'

const keyOf = (of: Holder): string => ('draft' in of ? of.draft : of.case)

export const fileQueries = {
  of: (holder: Holder) =>
    queryOptions({ queryKey: ['attachments', keyOf(holder)], queryFn: () => api.attachments.list(holder) }),
  limits: queryOptions({
    queryKey: ['attachmentLimits'],
    queryFn: () => api.attachments.limits({}),
    staleTime: Number.POSITIVE_INFINITY,
  }),
  tray: queryOptions({ queryKey: ['tray'], queryFn: () => api.tray.list({}) }),
  devices: queryOptions({ queryKey: ['scanners'], queryFn: () => api.scanning.devices({}), staleTime: 0, gcTime: 0 }),
  scan: queryOptions({ queryKey: ['scanning'], queryFn: () => api.scanning.state({}) }),
  watched: queryOptions({ queryKey: ['tray', 'watched'], queryFn: () => api.watched.get({}) }),
}

const none: Attached[] = []

/** The files taken in, the oldest first; empty while they are being read. */
export const useFiles = (holder: Holder): Attached[] => useQuery(fileQueries.of(holder)).data ?? none

/** Whoever opens a file that lies elsewhere wants it now. */
export function useFetched(of: string, { sha256, state }: Pick<Attached, 'sha256' | 'state'>): void {
  useEffect(() => {
    // Where the branch cannot be asked the list says so.
    if (state === 'absent') api.attachments.fetch({ case: of, sha256 }).catch(() => {})
  }, [of, sha256, state])
}

/** Reads the files again after the person has changed something. */
export const readAgain = () => queryClient.invalidateQueries({ queryKey: ['attachments'] })

const kinds: Record<string, AttachmentKind> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
}
/** The kinds of files behind the media types of a form's field; all kinds where a type is not one of ours. */
export const kindsOf = (accept: readonly string[]): AttachmentKind[] =>
  accept.flatMap((type) => {
    const kind = kinds[type]
    return kind ? [kind] : []
  })

/** What a file chooser offers first; what is really inside is for the branch to find out. */
export const CHOOSER = 'image/jpeg,image/png,image/heic,image/heif,application/pdf,video/mp4,.heic,.heif'

/** `.jpg`, as the name has it; empty for a name without an ending. */
export const endingOf = (name: string): string => /\.[^.]{1,8}$/.exec(name)?.[0] ?? ''

/** `1,4 МБ`; the language's own decimal mark. */
export function sizeWords(bytes: number, language: string): { amount: string; unit: 'kb' | 'mb' } {
  const [unit, by] = bytes >= 1024 * 1024 ? (['mb', 1024 * 1024] as const) : (['kb', 1024] as const)
  const amount = (bytes / by).toLocaleString(language, { maximumFractionDigits: unit === 'mb' ? 1 : 0 })
  return { amount, unit }
}

/** Two amounts in the unit of the second: `0,4` and `1,4 МБ`. */
export function partWords(
  done: number,
  all: number,
  language: string,
): { done: string; all: string; unit: 'kb' | 'mb' } {
  const { amount, unit } = sizeWords(all, language)
  const by = unit === 'mb' ? 1024 * 1024 : 1024
  const part = (done / by).toLocaleString(language, { maximumFractionDigits: unit === 'mb' ? 1 : 0 })
  return { done: part, all: amount, unit }
}
