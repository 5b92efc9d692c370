/** A branch, its catalogue from `data/` and one registered case, as the papers get them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkCatalogue } from '../../domain/forms/catalogue.ts'
import type { Answers, Catalogue } from '../../domain/forms/schema.ts'
import { type BranchProfile, branchProfile } from '../../domain/people/branch.ts'
import type { SlipCase } from '../../paper/receipt.ts'

const data = join(import.meta.dirname, '..', '..', 'data')
const read = (name: string): unknown => JSON.parse(readFileSync(join(data, name), 'utf8'))

function readCatalogue(): Catalogue {
  const forms = readdirSync(join(data, 'forms')).map((name) => read(join('forms', name)))
  const checked = checkCatalogue({
    blocks: read('blocks.json'),
    lists: read('lists.json'),
    outcomes: read('outcomes.json'),
    forms,
  })
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults.slice(0, 5)))
  return checked.catalogue
}

export const catalogue: Catalogue = readCatalogue()
export const branch: BranchProfile = branchProfile.parse(read('branch.json'))

export const answers: Answers = {
  applicant_kind: 'person',
  last_name: 'Сейітова',
  first_name: 'Гүлнар',
  patronymic: 'Бақытбекқызы',
  iin: '900315400126',
  phone: '+77011234567',
  rep_used: false,
  id_kind: 'kz_id',
  id_number: '041234417',
  id_seen: true,
  answer_lang: 'kk',
  answer_channel: 'sms',
  pd_consent: true,
  account_system: 'postkz_app',
  account_login: '+77751234567',
  dereg_reason: 'recovery_loop',
  recovery_tried: ['in_app', 'call_centre'],
  register_again: true,
  pending_items: true,
}

/** A registered case of a form, with the term the form's last rule gives. */
export function slipCase(type = 'ACC-DEREG', more: Partial<SlipCase> = {}): SlipCase {
  const form = catalogue.forms.find((one) => one.code === type)
  const term = form?.answer.at(-1)
  if (!form || !term) throw new Error(`no form ${type}`)
  return {
    number: '0712-A26-00418-7K4MX',
    type,
    acceptedAt: '2026-11-23T05:47:06.120Z',
    acceptedBy: { signature: 'Әбенова С. Н.', role: 'clerk' },
    window: 'A',
    answer: { by: '2026-12-03', amount: term.amount, unit: term.unit, basis: term.basis, unconfirmed: false },
    answerLanguage: 'kk',
    papers: form.papers.required.slice(0, 1).map(({ key }) => ({ key, sheets: 1, original: true })),
    missing: [],
    qr: '0712-A26-00418-7K4MX.0199c2e4d5a37c1e8f00a1b2c3d4e5f6.418.Zm9yZXZlciBhbmQgZXZlciBhbmQgZXZlciBhbmQgZXY.c2lnbmF0dXJlIG9mIHRoZSBkZXZpY2Ugb3ZlciB0aGUgcGxhY2UgYW5kIHRoZSBoYXNoIG9mIHRoaXMgY2FzZSwgNjQgYnl0ZXM',
    ...more,
  }
}
