/**
 * A headquarters that publishes versions of forms, and an enrolled counter that gets them. Whatever versions are shipped,
 * here the program brings ACC-DEREG in version 3 and ACC-CHANGE in version 1.
 */
import { formOf, withForm } from '../../domain/forms/catalogue.ts'
import { type PublishedForm, publish } from '../../domain/forms/publication.ts'
import type { Catalogue, Field, Form } from '../../domain/forms/schema.ts'
import { certify } from '../../domain/journal/certificate.ts'
import type { Knowledge } from '../../electron/branch/catalogue.ts'
import { receiveForms } from '../../electron/branch/forms.ts'
import { enrolled } from '../../electron/branch/handover.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { type Bench, knowledgeForTests, openBench as openAnyBench, reopen as reopenAny, signIn } from './bench.ts'

const hq = keyPair(newPrivateKey())
/** Whatever versions are shipped, here the program brings ACC-DEREG in version 3 and ACC-CHANGE in version 1. */
export const known = (): Knowledge => {
  const shipped = knowledgeForTests()
  const at = (code: string, version: number) => ({ ...(formOf(shipped.catalogue, code) as Form), version })
  return { ...shipped, catalogue: withForm(withForm(shipped.catalogue, three), at('ACC-CHANGE', 1)) }
}
export const three: Form = { ...(formOf(knowledgeForTests().catalogue, 'ACC-DEREG') as Form), version: 3 }
export const openBench: typeof openAnyBench = (wishes) => openAnyBench({ knowledge: known(), ...wishes })
export const reopen: typeof reopenAny = (bench, wishes) => reopenAny(bench, { knowledge: known(), ...wishes })

export const question: Field = {
  key: 'new_question',
  label: { kk: 'Жаңа сұрақ', ru: 'Новый вопрос', en: 'New question' },
  type: { kind: 'text', max: 60 },
  required: 'no',
  span: 12,
}
/** ACC-DEREG as the next version asks it: with one more question. */
export const next = (version = 4, change: Partial<Form> = {}): Form => ({
  ...structuredClone(three),
  version,
  fields: [...structuredClone(three.fields), question],
  ...change,
})

export function signed(form: unknown, sign = hq.sign): PublishedForm {
  const published = publish(JSON.parse(JSON.stringify(form)), sign)
  if (!published) throw new Error('a form without a name')
  return published
}
export const send = (bench: Bench, ...forms: unknown[]) =>
  receiveForms(
    bench.branch,
    forms.map((form) => signed(form)),
  )

/** An enrolled counter with the clerk signed in. */
export async function counter(): Promise<Bench> {
  const bench = await openBench()
  const { device, branch, letter } = bench.branch.desk()
  const { publicKey } = bench.branch.keys
  const body = { v: 1 as const, device, branch, letter, publicKey, issuedAt: '2026-11-23T00:00:00Z' }
  enrolled(bench.branch, certify(body, hq.sign), hq.publicKey)
  await signIn(bench)
  return bench
}
type Opened = { catalogue: Catalogue; faults: { file: string; path: string; message: string }[] }
export const opened = (bench: Bench) => bench.call('workspace.open', {}) as Promise<Opened>
export const inForce = async (bench: Bench, code = 'ACC-DEREG') =>
  formOf((await opened(bench)).catalogue, code)?.version
export const version = (bench: Bench, number: number, code = 'ACC-DEREG') =>
  bench.call('forms.version', { code, version: number }) as Promise<Form | null>
