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
import { readForms, shippedForms } from './knownForms.ts'
import type { Sql } from './store/database.ts'
import { type Signed, signedVersions } from './store/forms.ts'

type Name = Pick<Paper, 'type' | 'formVersion'>
const nameOf = ({ type, formVersion }: Name) => `${type} ${formVersion}`
type Known = { form: Form; exact: boolean }

/**
 * Looks up the forms that these events need. `published`: what headquarters has published of them, where the caller has
 * read it already.
 */
export async function consentWanted(
  sql: Sql,
  events: readonly CaseEvent[],
  published?: readonly Signed[],
): Promise<Wants> {
  const names = new Map<string, Name>()
  for (const event of events) {
    if (event.fields.type !== 'caseRegistered') continue
    const { data } = caseRegistered.safeParse(event.payload)
    if (data) names.set(nameOf(data), data)
  }
  const codes = [...new Set([...names.values()].map(({ type }) => type))]
  const versions = published ?? (codes.length > 0 ? await signedVersions(sql, codes) : [])
  const places = [...names].map(([name, paper]) => ({ name, paper, ...placesOf(paper, versions) }))
  const bodies = await readForms(
    sql,
    places.flatMap(({ exact, newest }) => [exact, newest].filter((one) => one !== null)),
  )
  const forms = new Map(
    places.map(({ name, paper, exact, newest }) => {
      const read = (signed: Signed | null) => (signed && bodies.get(signed.signature)) ?? null
      return [name, known(paper, exact && { form: read(exact) }, read(newest))]
    }),
  )
  return (registered) => wantedBy(forms.get(nameOf(registered)) ?? null, registered)
}

function placesOf({ type, formVersion }: Name, versions: readonly Signed[]) {
  const own = versions.filter(({ code }) => code === type)
  return {
    exact: own.find(({ version }) => version === formVersion) ?? null,
    newest: own.reduce<Signed | null>((top, one) => (top && top.version > one.version ? top : one), null),
  }
}

/** What is published stands before what ships; a form that this program cannot read is as good as none. */
function known({ type, formVersion }: Name, exact: { form: Form | null } | null, newest: Form | null): Known | null {
  const shipped = shippedForms().filter(({ code }) => code === type)
  const own = exact ? exact.form : (shipped.find(({ version }) => version === formVersion) ?? null)
  if (own) return { form: own, exact: true }
  const other = newest ?? shipped[0] ?? null
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
