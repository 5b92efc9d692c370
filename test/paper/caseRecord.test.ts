/** What an entry of a case's record says is in words: the same lines stand in the history on screen. */
import { expect, test } from 'vitest'
import { isCaseEvent, isEventType, payloads } from '../../domain/cases/events.ts'
import { SILENT, SILENT_IN } from '../../paper/caseRecordMembers.ts'
import { RECORD_TEXTS } from '../../paper/caseRecordTexts.ts'

/** Names of what an entry of this type may hold. */
const membersOf = (schema: unknown): string[] => {
  const { shape, options } = schema as { shape?: object; options?: readonly unknown[] }
  return shape ? Object.keys(shape) : (options ?? []).flatMap(membersOf)
}

test('every member that an entry tells has a name in kk, ru and en', () => {
  const named = Object.values(RECORD_TEXTS).map(({ member }) => Object.keys(member))
  const bare = Object.entries(payloads)
    .filter(([type]) => isEventType(type) && isCaseEvent(type))
    .flatMap(([type, schema]) =>
      membersOf(schema)
        .filter((name) => !SILENT.has(name) && !SILENT_IN[type]?.has(name))
        .filter((name) => !named.every((names) => names.includes(name)))
        .map((name) => `${type}.${name}`),
    )
  expect(membersOf(payloads.slipPrinted)).toContain('copies')
  expect(bare).toEqual([])
})
