/**
 * What consent each registered case waits for, by headquarters' own forms. Where it knows the form, a device's word does
 * not count: a registration that leaves the rule out changes nothing, whatever version it names.
 */
import { type ConsentWanted, wantedOf } from '../domain/cases/consent.ts'
import { caseRegistered } from '../domain/cases/events.ts'
import type { CaseEvent, Wants } from '../domain/cases/evolve.ts'
import type { Paper } from '../domain/cases/steps.ts'
import type { Form } from '../domain/forms/schema.ts'
import { primitives } from '../trust/primitives.ts'
import { knownForm, newestForm } from './knownForms.ts'
import type { Sql } from './store/database.ts'

const nameOf = ({ type, formVersion }: Pick<Paper, 'type' | 'formVersion'>) => `${type} ${formVersion}`
type Known = { form: Form; exact: boolean }

/** Reads the forms that these events need, once each. */
export async function consentWanted(sql: Sql, events: readonly CaseEvent[]): Promise<Wants> {
  const forms = new Map<string, Known | null>()
  for (const event of events) {
    if (event.fields.type !== 'caseRegistered') continue
    const { data } = caseRegistered.safeParse(event.payload)
    if (!data || forms.has(nameOf(data))) continue
    forms.set(nameOf(data), await lookUp(sql, data))
  }
  return (registered) => wantedBy(forms.get(nameOf(registered)) ?? null, registered)
}

async function lookUp(sql: Sql, { type, formVersion }: Pick<Paper, 'type' | 'formVersion'>): Promise<Known | null> {
  const form = await knownForm(sql, { code: type, version: formVersion })
  if (form) return { form, exact: true }
  const other = await newestForm(sql, type)
  return other && { form: other, exact: false }
}

/** Of a version that is not known here the device's word counts as far as it is no weaker than the form that is. */
function wantedBy(known: Known | null, registered: Paper): ConsentWanted | null {
  const said = registered.consent ?? null
  if (!known) return said
  const own = wantedOf(primitives.sha256, known.form, registered.answers, registered.command)
  if (known.exact || own === null) return known.exact ? own : said
  return said?.ways.every((way) => own.ways.includes(way)) ? said : own
}
