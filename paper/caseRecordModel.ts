/** What the record of a case is printed from: every event of the case, as its bytes say it, and nothing that they do not say. */
import type { Answers, Catalogue, Language, Text3 } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import type { Role } from '../domain/people/person.ts'
import type { PageOptions } from './page.ts'

/** Moments in UTC, days in the branch's calendar. */
export type RecordEntry = {
  type: string
  at: string
  /** Null for what the program did. `name` null: this computer knows only the number of the person. */
  by: { id: string; name: string | null; role: Role | null } | null
  /** Letter of the counter that wrote it; empty where it was none. */
  window: string
  line: string
  seq: number
  hash: string
  /** As it was frozen; `erased` where the law has taken it. */
  payload: unknown
  erased: boolean
}

export type RecordFile = { sha256: string; name: string; kind: string; bytes: number; paper: string | null }

export type CaseRecord = {
  number: string
  applicant: string
  type: string
  formVersion: number
  state: string
  acceptedAt: string
  answerBy: string
  /** As corrected. */
  answers: Answers
  missing: string[]
  files: readonly RecordFile[]
  /** In fold order, all of them. */
  entries: readonly RecordEntry[]
  conflicts: readonly {
    event: string
    reason: string
    confirmed: { at: string; by: string; words: string } | null
  }[]
  disputes: readonly { entry: { line: string; seq: number; hash: string }; at: string; by: string; words: string }[]
  /** Numbers of other cases that entries name by their id are in the entries themselves; persons by their ids here. */
  names: Record<string, string>
  /** Reasons for passing up that the operator has added, in words. */
  reasons: readonly { code: string; label: Text3 }[]
  printedBy: string
}

export type CaseRecordModel = {
  record: CaseRecord
  catalogue: Catalogue
  branch: BranchProfile
  language: Language
  /** UTC. */
  printedAt: string
}
export type CaseRecordOptions = PageOptions & {
  /** At least 14 pt. */
  large?: boolean
}
