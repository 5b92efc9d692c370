// Form versions of headquarters at the counter: applied between cases, never in the middle of one.
import { describe, expect, test } from 'vitest'
import { formOf, withForm } from '../../domain/forms/catalogue.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import { open as openEvent } from '../../domain/journal/event.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { myLine, runAfter } from '../../electron/branch/journal.ts'
import { rebuild } from '../../electron/branch/projection.ts'
import type { CaseDetail, Draft } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Bench, draft, least, page, register, registered, rows, signIn } from './bench.ts'
import { counter, inForce, known, next, openBench, opened, question, reopen, send, three, version } from './forms.ts'

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
