/** A long list of which only some pages are held: which row stands at a place, and where the lit row stands now. */
import { expect, test } from 'vitest'
import { placeOf, rowAt } from '../../renderer/ui/pages.ts'

/** A list of `total` rows of which those from `offset` on are held. */
function held(total: number, offset: number, ids: string[]) {
  const rows = ids.map((id) => ({ id }))
  const slots = new Map(ids.map((_, i) => [offset + i, i]))
  return { total, rows, slots, latest: undefined, error: null, isLoading: false }
}

test('a place far down has its row once its page is held, and none before', () => {
  const pages = held(100_000, 99_998, ['last but one', 'last'])
  expect([rowAt(pages, 99_999)?.id, rowAt(pages, 0)?.id]).toEqual(['last', undefined])
})

test('the lit row is found again when others came before it', () => {
  expect(placeOf(held(3, 0, ['new', 'a', 'b']), { place: 0, id: 'a' })).toBe(1)
})

test('where the lit row has gone, its place is lit; where the list has become shorter, its last row', () => {
  expect(placeOf(held(3, 0, ['a', 'b', 'c']), { place: 1, id: 'gone' })).toBe(1)
  expect(placeOf(held(2, 0, ['a', 'b']), { place: 7, id: 'gone' })).toBe(1)
  expect(placeOf(held(0, 0, []), { place: 7, id: null })).toBe(0)
})

test('a place that was lit before its row was read stays lit', () => {
  expect(placeOf(held(100_000, 0, ['a']), { place: 99_999, id: null })).toBe(99_999)
})
