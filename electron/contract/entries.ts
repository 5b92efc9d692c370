/** What stands in the journal of the branch and belongs to no case, and the word of whoever says that it was not so. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { type EventType, entry, isEventType } from '../../domain/cases/events.ts'
import { acting } from './acting.ts'
import { id, utc } from './shapes.ts'

/** Names are null where nobody of the branch is meant, or a person of another computer who is not known here. */
export const entryShown = z.strictObject({
  entry,
  at: utc,
  /** Null for what a later program wrote. */
  type: z.custom<EventType>((type) => typeof type === 'string' && isEventType(type)).nullable(),
  /** Letter of the window where it was written. */
  window: z.string(),
  by: z.string().nullable(),
  /** The person, outage or year that it is about. */
  about: z.string(),
  /** Who said that it was not so; nothing takes it away. */
  disputes: z.array(z.strictObject({ at: utc, by: z.string().nullable(), words: z.string() })),
  /** Whoever is signed in has said so already. */
  disputed: z.boolean(),
})
export type EntryShown = z.infer<typeof entryShown>

export const entriesPage = z.strictObject({ rows: z.array(entryShown), more: z.boolean() })
export type EntriesPage = z.infer<typeof entriesPage>

export const entries = {
  /** The latest first. */
  list: oc.input(z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(200) })).output(entriesPage),
  /** "This is not mine", "it was not so", of an entry that belongs to no case; of a case's it is an act (`cases.act`). */
  dispute: oc.input(z.strictObject({ command: id, entry, words: z.string().max(2000) })).output(acting),
}
