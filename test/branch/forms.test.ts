// Form versions of headquarters at the counter: applied between cases, never in the middle of one.
import { describe, expect, test } from 'vitest'
import { formOf, withForm } from '../../domain/forms/catalogue.ts'
import { type PublishedForm, publish } from '../../domain/forms/publication.ts'
import type { Answers, Catalogue, Field, Form, ValueList } from '../../domain/forms/schema.ts'
import { certify } from '../../domain/journal/certificate.ts'
import { open as openEvent } from '../../domain/journal/event.ts'
import type { Knowledge } from '../../electron/branch/catalogue.ts'
import { formsSeen, receiveForms } from '../../electron/branch/forms.ts'
import { enrolled, storeForeign } from '../../electron/branch/handover.ts'
import { myLine, runAfter } from '../../electron/branch/journal.ts'
import { rebuild } from '../../electron/branch/projection.ts'
import type { CaseDetail, Draft } from '../../electron/contract.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import {
  type Bench,
  draft,
  knowledgeForTests,
  least,
  openBench as openAnyBench,
  page,
  register,
  registered,
  reopen as reopenAny,
  rows,
  signIn,
} from './bench.ts'

const hq = keyPair(newPrivateKey())
/** Whatever versions are shipped, here the program brings ACC-DEREG in version 3 and ACC-CHANGE in version 1. */
const known = (): Knowledge => {
  const shipped = knowledgeForTests()
  const at = (code: string, version: number) => ({ ...(formOf(shipped.catalogue, code) as Form), version })
  return { ...shipped, catalogue: withForm(withForm(shipped.catalogue, three), at('ACC-CHANGE', 1)) }
}
const three: Form = { ...(formOf(knowledgeForTests().catalogue, 'ACC-DEREG') as Form), version: 3 }
const openBench: typeof openAnyBench = (wishes) => openAnyBench({ knowledge: known(), ...wishes })
const reopen: typeof reopenAny = (bench, wishes) => reopenAny(bench, { knowledge: known(), ...wishes })

const question: Field = {
  key: 'new_question',
  label: { kk: 'Жаңа сұрақ', ru: 'Новый вопрос', en: 'New question' },
  type: { kind: 'text', max: 60 },
  required: 'no',
  span: 12,
}
/** ACC-DEREG as the next version asks it: with one more question. */
const next = (version = 4, change: Partial<Form> = {}): Form => ({
  ...structuredClone(three),
  version,
  fields: [...structuredClone(three.fields), question],
  ...change,
})
/** A field that chooses from a list which is not in `data/`. */
const chooses: Field = { ...question, key: 'colour', type: { kind: 'choice', list: 'colours' } }
const colours: ValueList = {
  key: 'colours',
  values: [{ code: 'red', label: { kk: 'қызыл', ru: 'красный', en: 'red' } }],
}

function signed(form: unknown, sign = hq.sign): PublishedForm {
  const published = publish(JSON.parse(JSON.stringify(form)), sign)
  if (!published) throw new Error('a form without a name')
  return published
}
const send = (bench: Bench, ...forms: unknown[]) =>
  receiveForms(
    bench.branch,
    forms.map((form) => signed(form)),
  )

/** An enrolled counter with the clerk signed in. */
async function counter(): Promise<Bench> {
  const bench = await openBench()
  const { device, branch, letter } = bench.branch.desk()
  const { publicKey } = bench.branch.keys
  const body = { v: 1 as const, device, branch, letter, publicKey, issuedAt: '2026-11-23T00:00:00Z' }
  enrolled(bench.branch, certify(body, hq.sign), hq.publicKey)
  await signIn(bench)
  return bench
}
type Opened = { catalogue: Catalogue; faults: { file: string; path: string; message: string }[] }
const opened = (bench: Bench) => bench.call('workspace.open', {}) as Promise<Opened>
const inForce = async (bench: Bench, code = 'ACC-DEREG') => formOf((await opened(bench)).catalogue, code)?.version
const version = (bench: Bench, number: number, code = 'ACC-DEREG') =>
  bench.call('forms.version', { code, version: number }) as Promise<Form | null>
const asks = (form: Form | null) => form?.fields.some(({ key }) => key === question.key)
const detail = (bench: Bench, id: string) => bench.call('cases.detail', { id }) as Promise<CaseDetail>
async function typing(bench: Bench, opened: Draft, change: Partial<Draft> = {}) {
  const { id, type, answers, kept, stepsDone, papers, focus } = opened
  const typed = { id, type, answers, kept, stepsDone, papers, focus, ...change }
  expect(await bench.call('drafts.save', typed)).toMatchObject({ ok: true })
  return ((await bench.call('drafts.list', {})) as Draft[]).find((one) => one.id === id)?.formVersion
}
/** What a newer program has in `data/`. */
const programWith = (version: number) => ({
  ...known(),
  catalogue: withForm(known().catalogue, { ...three, version }),
})
const answered: Answers = { ...least, [question.key]: 'жауап' }

describe('a newer version that is sound', () => {
  test('is told to the windows and opens the next draft, while the open one goes on as it was', async () => {
    const bench = await counter()
    const before = await draft(bench)
    expect(send(bench, next())).toBe(1)
    expect(bench.news).toContainEqual(['forms'])
    expect(await inForce(bench)).toBe(4)
    expect(await draft(bench)).toMatchObject({ formVersion: 4 })

    expect(await typing(bench, before, { answers: answered })).toBe(3)
    const answer = await register(bench, before.id)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    const { registered: stored } = await detail(bench, answer.receipt.case)
    expect(stored.formVersion).toBe(3)
    expect(stored.answers).not.toHaveProperty(question.key)
    const after = await registered(bench, answered)
    expect((await detail(bench, after.case)).registered).toMatchObject({ formVersion: 4, answers: answered })
  })

  test('changes nothing in a case that was registered before: it is shown with its own fields', async () => {
    const bench = await counter()
    const { case: id } = await registered(bench)
    send(bench, next())
    const { registered: stored } = await detail(bench, id)
    expect(await version(bench, stored.formVersion)).toEqual(three)
    expect(asks(await version(bench, 4))).toBe(true)
    expect(await bench.call('cases.receipt', { id })).toMatchObject({ formVersion: 3 })
  })

  test('is still in force after a restart, and the older ones are still there, also when the program brings a newer one', async () => {
    const first = await counter()
    const open = await draft(first)
    await registered(first)
    send(first, next())
    const fourth = await registered(first, answered)
    const again = await reopen(first)
    expect(await inForce(again)).toBe(4)
    await signIn(again)
    expect(await typing(again, open)).toBe(3)

    const updated = await reopen(again, { knowledge: programWith(9) })
    expect(await inForce(updated)).toBe(9)
    expect((await opened(updated)).faults).toEqual([])
    expect(await version(updated, 3)).toEqual(three)
    await signIn(updated)
    expect((await detail(updated, fourth.case)).registered.formVersion).toBe(4)
    expect(asks(await version(updated, 4))).toBe(true)
    const answer = await register(updated, open.id)
    expect(answer).toMatchObject({ ok: true, receipt: { formVersion: 3 } })
  })

  test('may also come with the program: drafts and cases, our own and other counters’, keep theirs', async () => {
    const drafting = await counter()
    const { id } = await draft(drafting)
    const changing = await counter()
    await typing(changing, await draft(changing, least, 'DOC-DUP'), { type: 'ACC-DEREG' })
    const own = await counter()
    await registered(own)
    const office = await openBench({ seed: 5, letter: 'B' })
    const events = runAfter(own.branch.db, myLine(own.branch.db), 0).map((event) => openEvent(primitives, event))
    storeForeign(
      office.branch,
      events.filter((event) => event !== null),
      'hub',
    )
    for (const bench of [drafting, changing, own, office]) {
      const updated = await reopen(bench, { knowledge: programWith(9) })
      expect(await inForce(updated)).toBe(9)
      expect(await version(updated, 3)).toEqual(three)
      if (bench !== drafting) continue
      await signIn(updated)
      expect(await register(updated, id)).toMatchObject({ ok: true, receipt: { formVersion: 3 } })
    }
  })

  test('does not take away what an old case can be found by', async () => {
    const bench = await counter()
    await registered(bench, { ...least, account_login: 'gulnar.seitova' })
    const fields = three.fields.map((field) =>
      field.key === 'account_login' ? { ...field, type: { kind: 'text' as const, max: 64 } } : field,
    )
    send(bench, next(4, { fields }))
    rebuild(bench.branch)
    expect((await page(bench, { find: 'gulnar.seitova' })).total).toBe(1)
  })

  test('gives the answer date of its own version to a draft', async () => {
    const bench = await counter()
    const [term] = three.answer
    if (!term) throw new Error('a form without an answer date')
    send(bench, next(4, { answer: [{ ...term, amount: term.amount + 5, when: undefined }] }))
    const by = async (formVersion?: number) =>
      (await bench.call('drafts.answerBy', { type: 'ACC-DEREG', formVersion, answers: least })) as object
    expect(await by()).toMatchObject({ answer: { amount: term.amount + 5 } })
    expect(await by(4)).toEqual(await by())
    expect(await by(3)).toMatchObject({ answer: { amount: term.amount } })
  })

  test('of a form that nobody had is offered from now on', async () => {
    const bench = await counter()
    send(bench, next(1, { code: 'ACC-BRAND-NEW' }))
    expect(await registered(bench, least, 'ACC-BRAND-NEW')).toMatchObject({ type: 'ACC-BRAND-NEW', formVersion: 1 })
  })

  test('does not reach other counters of the same program', async () => {
    send(await counter(), next())
    expect(await inForce(await counter())).toBe(3)
  })
})

describe('a draft whose type is changed', () => {
  const other = () => ({ ...structuredClone(formOf(known().catalogue, 'ACC-CHANGE') as Form), version: 2 })

  test('has the version in force, or the one that the window still shows', async () => {
    const bench = await counter()
    const [one, two] = [await draft(bench), await draft(bench)]
    send(bench, other())
    expect(await typing(bench, one, { type: 'ACC-CHANGE' })).toBe(2)
    expect(await typing(bench, two, { type: 'ACC-CHANGE', formVersion: 1 })).toBe(1)
    expect(asks(await version(bench, 1, 'ACC-CHANGE'))).toBe(false)
    send(bench, { ...other(), version: 3 })
    expect(await typing(bench, one, { type: 'ACC-CHANGE' })).toBe(2)
  })

  test('and changed back goes on with what it began with', async () => {
    const bench = await counter()
    const opened = await draft(bench)
    send(bench, next())
    await typing(bench, opened, { type: 'ACC-CHANGE' })
    expect(await typing(bench, opened, { formVersion: 3 })).toBe(3)
  })

  test('never has a version that nobody has', async () => {
    const bench = await counter()
    expect(await typing(bench, await draft(bench), { type: 'ACC-CHANGE', formVersion: 77 })).toBe(1)
  })
})

describe('a version that cannot be used is kept out whole and reported, and the old one stays:', () => {
  test.each<[string, () => unknown, string]>([
    ['the meta-schema refuses it', () => ({ ...next(), colour: 'red' }), 'colour'],
    ['a text lacks a language', () => ({ ...next(), unit: { kk: 'а', ru: 'б', en: '' } }), 'unit.en'],
    [
      'a list is not there',
      () => next(4, { fields: [...three.fields, chooses] }),
      'forms.ACC-DEREG.fields.colour.type.list',
    ],
    [
      'a block is not there',
      () => next(4, { blocks: [...three.blocks, 'Z'], order: [...three.order, 'Z'] }),
      `forms.ACC-DEREG.blocks.${three.blocks.length}`,
    ],
  ])('%s', async (_, form, path) => {
    const bench = await counter()
    expect(send(bench, form())).toBe(1)
    expect(await inForce(bench)).toBe(3)
    const expected = [
      expect.objectContaining({ file: 'headquarters: ACC-DEREG v4', path, message: expect.any(String) }),
    ]
    expect((await opened(bench)).faults).toEqual(expected)
    expect(bench.news).toContainEqual(['forms'])
    expect(await version(bench, 4)).toBe(null)
    expect(await registered(bench)).toMatchObject({ formVersion: 3 })
    const again = await reopen(bench)
    expect(await inForce(again)).toBe(3)
    expect((await opened(again)).faults).toEqual(expected)
  })

  test('it is not asked for again, and a sound one after it ends the report', async () => {
    const bench = await counter()
    send(bench, { ...next(), colour: 'red' })
    expect(formsSeen(bench.branch)).toMatchObject({ 'ACC-DEREG': 4, 'ACC-CHANGE': 1 })
    expect(send(bench, next(5))).toBe(1)
    expect(await inForce(bench)).toBe(5)
    expect((await opened(bench)).faults).toEqual([])
  })

  test('a program that can use it does so at its first start', async () => {
    const bench = await counter()
    send(bench, next(4, { fields: [...three.fields, chooses] }))
    const program = known()
    const lists = [...program.catalogue.lists, colours]
    const newer = await reopen(bench, { knowledge: { ...program, catalogue: { ...program.catalogue, lists } } })
    expect(await inForce(newer)).toBe(4)
    expect((await opened(newer)).faults).toEqual([])
    expect(await inForce(await reopen(newer))).toBe(3)
  })
})

describe('nothing is taken', () => {
  const stored = (bench: Bench) => rows(bench, 'SELECT code, version FROM form_received')

  test('of what headquarters did not sign, or did not sign so', async () => {
    const bench = await counter()
    const genuine = signed(next())
    const forged: PublishedForm[] = [
      signed(next(), keyPair(newPrivateKey()).sign),
      { ...genuine, signature: bench.branch.keys.sign(genuine.body) },
      { ...genuine, version: 5 },
      { ...genuine, code: 'ACC-CHANGE' },
      { ...genuine, body: genuine.body.replace('Новый', 'Другой') },
      { ...genuine, signature: '' },
    ]
    expect(receiveForms(bench.branch, forged)).toBe(0)
    expect([await inForce(bench), stored(bench), (await opened(bench)).faults]).toEqual([3, [], []])
    expect(receiveForms(bench.branch, [...forged, genuine])).toBe(1)
    expect(await inForce(bench)).toBe(4)
  })

  test('that is not higher than what was seen', async () => {
    const bench = await counter()
    expect(send(bench, next(3), next(2))).toBe(0)
    expect(send(bench, next(6))).toBe(1)
    expect(send(bench, next(5), next(6, { since: '2030-01-01' }))).toBe(0)
    expect([await inForce(bench), stored(bench)]).toEqual([6, [{ code: 'ACC-DEREG', version: 6 }]])
  })

  test('before headquarters is known', async () => {
    expect(send(await openBench(), next())).toBe(0)
  })
})

test('what was received or used is never changed or deleted', async () => {
  const bench = await counter()
  await registered(bench)
  send(bench, next())
  for (const table of ['form_received', 'form_used'])
    for (const statement of [`UPDATE ${table} SET body = '{}'`, `DELETE FROM ${table}`]) {
      expect(rows(bench, `SELECT 1 FROM ${table}`)).toHaveLength(1)
      expect(() => bench.branch.db.prepare(statement).run()).toThrow(/append-only/)
    }
})
