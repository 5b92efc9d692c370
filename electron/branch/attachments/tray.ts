/**
 * The tray: papers that came in by themselves. A person says whose each is, or confirms what its code says; both are done
 * in his name. Nothing is thrown away here without a reason, and the reason stays in the line for a while.
 */
import type { Attached, Holder, TrayItem } from '../../contract.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import { record } from '../record.ts'
import { seesHolder } from '../sight.ts'
import type { NotRecorded } from '../storage.ts'
import { caseRecord } from '../store/cases.ts'
import { draftOf } from '../store/drafts.ts'
import { fileOf } from '../store/files.ts'
import { openTray, type TrayRow, trayRow, updateTray } from '../store/tray.ts'
import { refuse } from './incoming.ts'
import { type Joined, joinCase, joinDraft } from './joining.ts'
import { shownAttachment } from './listing.ts'

type Refused<Code extends string> = { ok: false; refusal: { code: Code } }
type Gone = Refused<'unknownDraft' | 'unknownCase' | 'alreadyRegistered'>
type NotThere = Refused<'notSignedIn' | 'unknownItem' | 'notUsable'>

/** A paper of a case or draft about the viewer lies there for the others only. */
export const listTray = (branch: Branch): TrayItem[] =>
  openTray(branch.db)
    .filter((row) => seesHolder(branch, row))
    .map((row) => shown(branch, row))

function itemOf(branch: Branch, id: string): TrayRow | null {
  const row = trayRow(branch.db, id)
  return row && row.state !== 'settled' && seesHolder(branch, row) ? row : null
}

function shown(branch: Branch, row: TrayRow): TrayItem {
  const { id, name, origin, at, sha256, sheet, why, code } = row
  const content = sha256 === null ? null : fileOf(branch.db, sha256)
  return {
    id,
    state: row.state === 'cutting' || row.state === 'settled' ? 'reading' : row.state,
    name,
    from: origin,
    arrivedAt: at,
    sha256,
    kind: content?.kind ?? null,
    bytes: content?.bytes ?? null,
    pages: content?.pages ?? null,
    sheet,
    for: ownerOf(branch, row),
    why,
    code,
  }
}

function ownerOf({ db }: Branch, { draft, case_id }: TrayRow): TrayItem['for'] {
  if (case_id !== null) {
    const row = caseRecord(db, case_id)
    return row && { case: row.id, number: row.number, applicant: row.applicant }
  }
  const found = draft === null ? null : draftOf(db, draft)
  return found && { draft: found.id, label: found.label }
}

export type Assigned = { ok: true; attachment: Attached } | NotRecorded | Gone | NotThere

/** A person lays a paper with a draft or a case. */
export function assign(branch: Branch, wish: { item: string; to: Holder; paper: string | null }): Assigned {
  const person = branch.session.current()
  if (!person) return refuse({ code: 'notSignedIn' })
  const answer = record(branch, (): Assigned => {
    const row = itemOf(branch, wish.item)
    if (!row) return refuse({ code: 'unknownItem' })
    const joined = lay(branch, row, wish)
    if (!joined.ok) return joined
    settle(branch, row, 'assigned')
    return { ok: true, attachment: shownAttachment(branch, joined.attachment) }
  })
  if (answer.ok) branch.changed('attachments', 'tray', ...('case' in wish.to ? (['cases', 'exchange'] as const) : []))
  return answer
}

function lay(branch: Branch, row: TrayRow, { to, paper }: { to: Holder; paper: string | null }): Joined | NotThere {
  const person = branch.session.current()
  if (!person) return refuse({ code: 'notSignedIn' })
  // What lies with a draft already is taken from there by the draft's own list.
  if (row.sha256 === null || row.state === 'unusable' || row.state === 'filed') return refuse({ code: 'notUsable' })
  const { sha256, name, other_kind, origin } = row
  const joining = { sha256, name, paper, otherKind: other_kind === 1, origin, seen: true, by: person.id }
  return 'draft' in to
    ? joinDraft(branch, to.draft, joining)
    : joinCase(branch, to.case, joining, newId(branch), person)
}

function settle(branch: Branch, row: TrayRow, how: string): void {
  const by = branch.session.current()?.id ?? null
  updateTray(branch.db, { ...row, state: 'settled', settled: how, settled_by: by, settled_at: utcNow(branch) })
}

export type Confirmed =
  | { ok: true; confirmed: number; refused: { item: string; code: string }[] }
  | NotRecorded
  | Refused<'notSignedIn'>

/** All in one record: a power cut in the middle confirms none of them. */
export function confirm(branch: Branch, { items }: { items: string[] }): Confirmed {
  if (!branch.session.current()) return refuse({ code: 'notSignedIn' })
  const answer = record(branch, (): Confirmed => {
    const answers = items.map((item) => ({ item, code: confirmOne(branch, item) }))
    const refused = answers.flatMap(({ item, code }) => (code === null ? [] : [{ item, code }]))
    return { ok: true, confirmed: items.length - refused.length, refused }
  })
  if (answer.ok) branch.changed('attachments', 'tray', 'cases', 'exchange')
  return answer
}

/** Null when it is done, else why not. */
function confirmOne(branch: Branch, item: string): string | null {
  const row = itemOf(branch, item)
  if (!row) return 'unknownItem'
  if (row.state === 'filed') {
    settle(branch, row, 'seen')
    return null
  }
  if (row.state !== 'proposed' || row.case_id === null) return 'notProposed'
  const joined = lay(branch, row, { to: { case: row.case_id }, paper: null })
  if (!joined.ok) return joined.refusal.code
  settle(branch, row, 'confirmed')
  return null
}

/** The file itself stays for the days of the rule, and in the watched folder for ever. */
export function dismiss(
  branch: Branch,
  { item, reason }: { item: string; reason: string },
): { ok: true } | NotRecorded | NotThere {
  if (!branch.session.current()) return refuse({ code: 'notSignedIn' })
  const answer = record(branch, (): { ok: true } | NotThere => {
    const row = itemOf(branch, item)
    if (!row) return refuse({ code: 'unknownItem' })
    if (row.state === 'filed') return refuse({ code: 'notUsable' })
    settle(branch, row, reason)
    return { ok: true }
  })
  if (answer.ok) branch.changed('tray')
  return answer
}
