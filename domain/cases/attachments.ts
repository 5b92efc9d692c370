/**
 * Files of a registered case. A file joins once, by the SHA-256 of its bytes, in the name of the person who put it there;
 * nothing takes one out again.
 */
import { may } from '../people/permissions.ts'
import type { Case } from './case.ts'
import type { AddAttachment, Facts } from './commands.ts'
import { type Decision, refuse } from './decision.ts'
import type { Attachment } from './events.ts'

/** In every state: what a customer brings after the review still belongs to his case. */
export function addAttachment(state: Case, { command, attachment }: AddAttachment, { person }: Facts): Decision {
  if (!may(person, 'addAttachment')) return refuse({ code: 'roleMayNot', role: person.role })
  if (holds(state, attachment)) return refuse({ code: 'alreadyAttached' })
  const payload = { command, attachment }
  return { ok: true, events: [{ type: 'attachmentAdded', case: state.id, by: person.id, payload }] }
}

/**
 * The case with the file. Two computers may have added the same one while they were apart: it is there once. The paper
 * that it shows is there with it.
 */
export const withAttachment = (state: Case, attachment: Attachment): Case =>
  holds(state, attachment)
    ? state
    : withPapers({ ...state, attachments: [...state.attachments, attachment] }, attachmentPapers([attachment]))

/** Keys of the papers, and of the fields of files, that these files show; what nobody said of a file counts for none. */
export const attachmentPapers = (attachments: readonly Pick<Attachment, 'paper'>[]): string[] =>
  attachments.flatMap(({ paper }) => paper ?? [])

/** The case once these papers are there: they are no longer missing, and with the last of them it is incomplete no more. */
export function withPapers(state: Case, papers: readonly string[]): Case {
  const missing = state.missing.filter((key) => !papers.includes(key))
  if (missing.length === state.missing.length) return state
  const marks = missing.length > 0 ? state.marks : state.marks.filter((mark) => mark !== 'incomplete')
  return { ...state, missing, marks }
}

const holds = (state: Case, { sha256 }: Attachment) => state.attachments.some((one) => one.sha256 === sha256)
