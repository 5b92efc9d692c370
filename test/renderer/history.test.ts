// What the history of a case says of a file: that headquarters has the record of it is not that it has the file.
import { expect, test } from 'vitest'
import { fileNotThere } from '../../renderer/case/alone.ts'
import { uuid } from '../support/pen.ts'

const attachment = {
  ...{ name: 'скан паспорта.jpg', sha256: 'ab'.repeat(32), bytes: 900_000, kind: 'jpg' as const, paper: null },
}
const entry = (part = {}) => ({
  ...{ type: 'attachmentAdded', delivery: 'at_hq' as const, says: { command: uuid('c'), attachment }, ...part },
})
type State = 'there' | 'waits' | 'comes' | 'lost' | 'damaged'
const files = (state: State) => [{ sha256: attachment.sha256, carried: { state, done: 0 } }]

test('a record that arrived before its file is told apart from it, until the file is there too', () => {
  const told = (['waits', 'lost', 'damaged', 'there', 'comes'] as const).map((state) =>
    fileNotThere(entry(), files(state)),
  )
  expect(told.map((file) => file?.sha256 ?? null)).toEqual([...Array(3).fill(attachment.sha256), null, null])
})

test('nothing is said of the file where the record itself waits, or where the entry adds none', () => {
  expect(fileNotThere(entry({ delivery: 'waiting' }), files('waits'))).toBeNull()
  expect(fileNotThere(entry({ type: 'caseRegistered' }), files('waits'))).toBeNull()
  expect(fileNotThere(entry(), [])).toBeNull()
})
