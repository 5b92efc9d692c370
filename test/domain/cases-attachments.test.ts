import { expect, test } from 'vitest'
import { addAttachment, withAttachment, withPapers } from '../../domain/cases/attachments.ts'
import type { Case } from '../../domain/cases/case.ts'
import { type Attachment, attachmentAdded } from '../../domain/cases/events.ts'
import { evolve } from '../../domain/cases/evolve.ts'

const photo: Attachment = { sha256: 'ab'.repeat(32), name: 'damage.jpg', kind: 'jpg', bytes: 1000, paper: null }
const other: Attachment = { ...photo, sha256: 'cd'.repeat(32), name: 'box.jpg' }
// Of a case the rule reads its id and its files alone.
const state = {
  id: '0197b000-0000-7000-8000-000000000001',
  attachments: [photo],
  marks: ['urgent', 'incomplete'],
  missing: ['signed_application', 'iin'],
  touchedBy: [],
  conflicts: [],
  seen: [],
} as unknown as Case
const person = { id: 'p', lastName: 'Ким', firstName: 'В', patronymic: '', role: 'clerk' as const }
const command = { do: 'addAttachment' as const, command: '0197b000-0000-7000-8000-000000000002', attachment: other }
const event = (payload: unknown) => ({
  hash: 'h',
  fields: { case: state.id, type: 'attachmentAdded', at: '2026-11-23T05:00:00.000Z', by: 'p' },
  office: false,
  payload,
})

test('a file joins a registered case in the name of a person, and only once', () => {
  const decided = addAttachment(state, command, { person })
  expect(decided).toMatchObject({ ok: true, events: [{ type: 'attachmentAdded', by: 'p', case: state.id }] })
  if (decided.ok) expect(attachmentAdded.safeParse(decided.events[0]?.payload).success).toBe(true)
  expect(addAttachment(state, { ...command, attachment: photo }, { person })).toEqual({
    ok: false,
    refusal: { code: 'alreadyAttached' },
  })
})

test('the same file added by two computers while they were apart is there once, and is no conflict', () => {
  const once = evolve(state, event({ command: command.command, attachment: other }))
  const twice = evolve(once, event({ command: command.command, attachment: other }))
  expect(twice?.attachments).toEqual([photo, other])
  expect(twice?.conflicts).toEqual([])
  expect(withAttachment(state, photo)).toBe(state)
})

test('a malformed file stays in sight as a conflict', () => {
  expect(evolve(state, event({ command: 'x' }))?.conflicts).toMatchObject([{ reason: 'malformed' }])
})

test('a paper is handed in with a file that shows it: no longer missing, and with the last of them no longer incomplete', () => {
  const scan = { ...other, paper: 'signed_application' }
  const scanned = evolve(state, event({ command: command.command, attachment: scan }))
  expect(scanned).toMatchObject({ missing: ['iin'], marks: ['urgent', 'incomplete'] })
  expect(evolve(state, event({ command: command.command, attachment: other }))).toMatchObject({
    missing: state.missing,
  })
  expect(withPapers({ ...state, missing: ['signed_application'] }, ['signed_application'])).toMatchObject({
    missing: [],
    marks: ['urgent'],
  })
})
