/**
 * A code that takes a case back goes to the applicant's own number only, as far as headquarters holds the case: a device that
 * names another number, another case or one that has ended is refused before anybody gets a message. Of a case that has not
 * come yet nothing is known here; its fold compares once it has.
 */
import { isOpen } from '../domain/cases/case.ts'
import { registrationIn, withdrawalOf } from '../domain/cases/withdrawals.ts'
import { header } from '../domain/journal/event.ts'
import { foldOrder } from '../domain/journal/fold.ts'
import { readJson } from '../domain/journal/json.ts'
import type { CodeRequest } from '../domain/wire/codes.ts'
import { primitives } from '../trust/primitives.ts'
import { casesNumbered } from './store/cases.ts'
import type { Sql } from './store/database.ts'
import { eventsOfCases } from './store/lines.ts'

type Asked = Pick<CodeRequest, 'about' | 'phone' | 'withdraws'>

/** Whether nothing that is held here of the branch's case speaks against this code; always of one that is for a consent. */
export async function mayWithdraw(sql: Sql, branch: string, { about, phone, withdraws }: Asked): Promise<boolean> {
  if (withdraws === undefined) return true
  const cases = await casesNumbered(sql, branch, withdraws)
  if (cases.length === 0) return true
  const found = cases.find(({ command }) => command === about)
  if (!found || !isOpen(found.state)) return false
  const rows = await eventsOfCases(sql, branch, [found.id])
  const events = rows
    .filter(({ type, refusal }) => type === 'caseRegistered' && refusal === null)
    .map((row) => ({ hash: row.hash, fields: header.parse(JSON.parse(row.header)), payload: readJson(row.payload) }))
    .sort(foldOrder)
  const registered = registrationIn(events)
  return registered !== null && withdrawalOf(primitives.sha256, registered).phones.some((one) => one.phone === phone)
}
