/**
 * Which version of a form counts. A new draft opens with the one in force; a draft and a case go on with the one they
 * were made with, which is kept with them. What headquarters sends is stored as its signed bytes and judged anew at each
 * start: a newer program may be able to use what this one must keep out.
 */
import { formOf, withForm } from '../../domain/forms/catalogue.ts'
import { catalogueFaults } from '../../domain/forms/crosscheck.ts'
import { definitionIn, type FormName, isPublished, type PublishedForm } from '../../domain/forms/publication.ts'
import { type Form, form as formSchema } from '../../domain/forms/schema.ts'
import { acceptVersions } from '../../domain/forms/version.ts'
import { primitives } from '../../trust/primitives.ts'
import type { FormSource } from '../contract.ts'
import { type Branch, utcNow } from './branch.ts'
import { calendarInForce } from './calendars/inForce.ts'
import type { FileFault, Knowledge } from './catalogue.ts'
import {
  formBody,
  newestReceived,
  receivedAt,
  receivedForms,
  saveReceived,
  saveUsed,
  usedVersions,
} from './store/forms.ts'
import { setting } from './store/settings.ts'
import type { Db } from './store/sql.ts'

/**
 * What the branch knows, with headquarters' forms and the operator's days over the shipped ones; forms kept out are among
 * the faults.
 */
export function knowledgeInForce(db: Db, shipped: Knowledge): Knowledge {
  const sent = receivedForms(db).map(({ body, ...name }) => ({ ...name, definition: definitionIn(body) }))
  const { catalogue, refused } = acceptVersions(shipped.catalogue, sent)
  const faults = refused.flatMap(({ code, version, faults }): FileFault[] =>
    faults.map((fault) => ({ file: `headquarters: ${code} v${version}`, ...fault })),
  )
  return { ...shipped, catalogue, calendar: calendarInForce(db, shipped), faults: [...shipped.faults, ...faults] }
}

type Store = Pick<Branch, 'db' | 'knowledge'>

/** Old versions that were looked up, for as long as the forms in force stay the same. */
const found = new WeakMap<Knowledge, Map<string, Form | null>>()

/** The form in this version; null where it is not here, or names what blocks and lists no longer have. */
export function formAt({ db, knowledge }: Store, name: FormName): Form | null {
  const inForce = formOf(knowledge.catalogue, name.code)
  if (inForce?.version === name.version) return inForce
  const known = found.get(knowledge) ?? new Map<string, Form | null>()
  found.set(knowledge, known)
  const key = `${name.code} ${name.version}`
  const form = known.get(key) ?? usable(knowledge, formBody(db, name))
  // What is not here may still come with a case of another counter.
  if (form) known.set(key, form)
  return form
}

function usable({ catalogue }: Knowledge, body: string | null): Form | null {
  const parsed = formSchema.safeParse(body === null ? undefined : definitionIn(body))
  if (!parsed.success) return null
  return catalogueFaults(withForm(catalogue, parsed.data)).length === 0 ? parsed.data : null
}

/** The form that a draft or a case was made with; the one in force where that can no longer be had. */
export const formMadeWith = (store: Store, { type, formVersion }: { type: string; formVersion: number }) =>
  formAt(store, { code: type, version: formVersion }) ?? formOf(store.knowledge.catalogue, type)

/** Keeps the version that a draft or a case is made with, in the caller's transaction. */
export function keepForm({ db, knowledge }: Store, { type, formVersion }: { type: string; formVersion: number }): void {
  const inForce = formOf(knowledge.catalogue, type)
  if (inForce?.version === formVersion) saveUsed(db, inForce)
}

/** Where each form in force came from, and which older ones are kept for what was made with them. */
export const formSources = ({ db, knowledge, shipped }: Store & Pick<Branch, 'shipped'>): FormSource[] =>
  knowledge.catalogue.forms.map(({ code, version }) => {
    const withProgram = formOf(shipped.catalogue, code)?.version === version
    return {
      ...{ code, version, source: withProgram ? 'program' : 'headquarters' },
      receivedAt: withProgram ? null : receivedAt(db, { code, version }),
      kept: usedVersions(db, code).filter((used) => used !== version),
    }
  })

/** The highest version of each form that was seen here, accepted or kept out. */
export function formsSeen({ db, knowledge }: Store): Record<string, number> {
  const seen = Object.fromEntries(knowledge.catalogue.forms.map(({ code, version }) => [code, version]))
  for (const { code, version } of newestReceived(db)) seen[code] = Math.max(version, seen[code] ?? 0)
  return seen
}

/**
 * Takes what headquarters sent: what it did not sign, and what is not newer than what was seen, is left out. From here on
 * new drafts open with what could be accepted; what is open goes on as it is. Returns how many were taken.
 */
export function receiveForms(branch: Branch, sent: readonly PublishedForm[]): number {
  const { db, shipped } = branch
  const hqKey = setting(db, 'hqKey')
  const seen = formsSeen(branch)
  const newer = sent.filter(
    (one) => one.version > (seen[one.code] ?? 0) && hqKey !== null && isPublished(primitives, one, hqKey),
  )
  if (newer.length === 0) return 0
  branch.knowledge = db
    .transaction(() => {
      for (const one of newer) saveReceived(db, one, utcNow(branch))
      const next = knowledgeInForce(db, shipped)
      // A screen that has not read again yet may still begin something with the version that goes out of force.
      for (const form of branch.knowledge.catalogue.forms)
        if (formOf(next.catalogue, form.code)?.version !== form.version) saveUsed(db, form)
      return next
    })
    .immediate()
  branch.changed('forms')
  return newer.length
}
