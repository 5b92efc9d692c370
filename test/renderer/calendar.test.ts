/** A change of the calendar that nobody has saved yet outlives its screen, for the person who began it. */
import { expect, test } from 'vitest'
import { begunElsewhere, forgetUnsaved, isBegun, keepUnsaved, unsavedOf } from '../../renderer/calendar/unsaved.ts'

let minted = 0
const command = () => `command-${++minted}`
const days = new Map([['2026-12-31', false]])

test('what was chosen and written is there again as it was, under the same command, until it is saved or thrown away', () => {
  const begun = { ...unsavedOf('manager', 2026, command), wished: days, why: 'Указ', source: '№ 14' }
  keepUnsaved('manager', 2026, begun)
  expect(unsavedOf('manager', 2026, command)).toEqual(begun)
  forgetUnsaved('manager', 2026)
  const fresh = unsavedOf('manager', 2026, command)
  expect(isBegun(fresh)).toBe(false)
  expect(fresh.command).not.toBe(begun.command)
})

test('another year says where something is begun, and another person never sees it', () => {
  keepUnsaved('manager', 2027, { ...unsavedOf('manager', 2027, command), published: true })
  expect(begunElsewhere('manager', [2026, 2027], 2026)).toEqual([2027])
  expect(begunElsewhere('manager', [2026, 2027], 2027)).toEqual([])
  expect(begunElsewhere('lead', [2026, 2027], 2026)).toEqual([])
  expect(isBegun(unsavedOf('lead', 2027, command))).toBe(false)
})

test('a day marked and unmarked again leaves nothing that waits', () => {
  const begun = { ...unsavedOf('manager', 2028, command), wished: days }
  keepUnsaved('manager', 2028, begun)
  keepUnsaved('manager', 2028, { ...begun, wished: new Map() })
  expect(begunElsewhere('manager', [2028], 2026)).toEqual([])
})
