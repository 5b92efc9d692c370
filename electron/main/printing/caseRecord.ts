/** The record of a case as a paper to lay out: for the printer, or as a PDF that somebody keeps. */
import type { Language } from '../../../domain/forms/schema.ts'
import { caseRecordHtml } from '../../../paper/caseRecord.ts'
import type { BranchClient } from '../branchClient.ts'
import { placeOf } from './place.ts'

export type RecordWish = { case: string; language: Language; large: boolean }

/** The look stands in the log from here on, whether the paper comes out or not. */
export async function caseRecordPaper(branch: BranchClient, { language, large, ...wish }: RecordWish) {
  const answer = await branch.documents.caseRecord(wish)
  if (!answer.ok) return answer
  const { record } = answer
  const place = await placeOf(branch, record)
  const model = { ...place, record, language, printedAt: new Date().toISOString() }
  const write = (nonce: string) => caseRecordHtml(model, { nonce, large })
  return {
    ok: true as const,
    about: { title: record.number, numbered: true, write },
    name: `${record.number}-record-${language}`,
  }
}
