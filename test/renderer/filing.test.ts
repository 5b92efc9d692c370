/** The tray: what one key files, and what a person sees of it. */
import { expect, test } from 'vitest'
import type { TrayItem } from '../../electron/contract.ts'
import { pileToConfirm } from '../../renderer/attachments/pile.ts'

const item = (id: string, state: TrayItem['state']): TrayItem => ({
  ...{ id, state, name: id, from: 'folder', arrivedAt: '2026-11-23T05:00:00.000Z', sha256: null, kind: null },
  ...{ bytes: null, pages: null, sheet: null, for: null, why: null, code: null },
})
const [one, two, stranger, laid] = [
  item('one', 'proposed'),
  item('two', 'proposed'),
  item('stranger', 'undecided'),
  item('laid', 'filed'),
]

test('one key files the pile only while a sheet of the pile is before one’s eyes', () => {
  const items = [stranger, one, laid, two]
  expect(pileToConfirm(items, one)).toEqual(['one', 'two'])
  for (const shown of [stranger, laid, undefined]) expect(pileToConfirm(items, shown)).toEqual([])
})

test('a single sheet is no pile', () => {
  expect(pileToConfirm([stranger, one], one)).toEqual([])
})
