/** An entry of the history that headquarters has, while the file it speaks of is not there: nobody must take one for the other. */
import { attachmentAdded } from '../../domain/cases/registered.ts'
import type { Attached, CaseDetail } from '../../electron/contract.ts'

type Entry = Pick<CaseDetail['history'][number], 'type' | 'delivery' | 'says'>

/** The file that was added by this entry and is still on its way, or gone; null where there is none. */
export function fileNotThere<File extends Pick<Attached, 'sha256' | 'carried'>>(
  { type, delivery, says }: Entry,
  files: readonly File[],
): File | null {
  if (type !== 'attachmentAdded' || delivery !== 'at_hq') return null
  const added = attachmentAdded.safeParse(says).data?.attachment
  const file = added && files.find(({ sha256 }) => sha256 === added.sha256)
  return file && file.carried?.state !== 'there' && file.carried?.state !== 'comes' ? file : null
}
