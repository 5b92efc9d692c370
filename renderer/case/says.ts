/** What an entry says beside who and when, in the words that its record has on paper. */

import type { CaseDetail } from '../../electron/contract.ts'
import { membersOf, type Said } from '../../paper/caseRecordMembers.ts'
import type { CaseRecordModel, RecordEntry } from '../../paper/caseRecordModel.ts'
import { useLanguage } from '../i18n.ts'
import { useDesk } from '../window/workspace.ts'

type Entry = CaseDetail['history'][number]

/** They have parts of the screen of their own. */
const elsewhere: ReadonlySet<string> = new Set(['caseRegistered', 'visitNoted', 'caseEscalated'])

export function useSays(detail: CaseDetail): (entry: Entry) => Said[] {
  const language = useLanguage()
  const { catalogue, branch, rules } = useDesk().workspace
  const { row, registered, now, names, history } = detail
  const record: CaseRecordModel['record'] = {
    ...{ number: row.number, applicant: row.applicant, type: row.type, formVersion: registered.formVersion },
    ...{ state: row.state, acceptedAt: row.registeredAt, answerBy: row.answerBy, answers: now.answers },
    ...{ missing: detail.missing, files: [], conflicts: [], disputes: [], names, printedBy: '' },
    entries: history.map(recorded),
    reasons: rules.escalationReasons,
  }
  const model = { record, catalogue, branch, language, printedAt: row.registeredAt }
  return (entry) => (elsewhere.has(entry.type) ? [] : membersOf(recorded(entry), model))
}

const recorded = ({ type, at, by, window, line, seq, hash, says }: Entry): RecordEntry => ({
  ...{ type, at, window, line, seq, hash, erased: says === undefined },
  by: by === null ? null : { id: by, name: by, role: null },
  payload: readable(type, says),
})

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Without what only an outsider compares: the hashes of files. */
function readable(type: string, says: unknown): unknown {
  if (!isObject(says)) return says
  // Of a correction the old value stands beside the new one, and what lacks on top of the case.
  if (type === 'caseCorrected') return { reason: says.reason }
  const { attachment, attachments, ...rest } = says
  return {
    ...rest,
    ...(attachment !== undefined && { attachment: unhashed(attachment) }),
    ...(Array.isArray(attachments) && { attachments: attachments.map(unhashed) }),
  }
}

function unhashed(file: unknown): unknown {
  if (!isObject(file)) return file
  const { sha256: _, ...rest } = file
  return rest
}
