/** What waits for a second pair of eyes, and what it sees first. */
import { expect, test } from 'vitest'
import { newId } from '../../electron/branch/branch.ts'
import type { Act, Acting, ReviewPage, ShownWarning } from '../../electron/contract.ts'
import { type Bench, clerk, lead, least, manager, openBench, registered, registeredOnPaper, signIn } from './bench.ts'

const page = (bench: Bench) => bench.call('review.page', { offset: 0, limit: 50 }) as Promise<ReviewPage>
const one = (bench: Bench, id: string, without: string[] = []) =>
  bench.call('review.one', { id, without }) as Promise<{ warnings: ShownWarning[]; place: number; next: string | null }>
type Wish = Act extends infer Each ? (Each extends Act ? Omit<Each, 'command'> : never) : never
const act = (bench: Bench, id: string, wish: Wish) =>
  bench.call('cases.act', { case: id, act: { ...wish, command: newId(bench.branch) } }) as Promise<Acting>
const codes = ({ warnings }: { warnings: ShownWarning[] }) => warnings.map(({ code }) => code)

test('R-017 urgent cases stand first, then the oldest; a clerk has no such list', async () => {
  const bench = await openBench()
  await signIn(bench)
  const old = await registered(bench)
  bench.now.ms += 60_000
  const urgent = await registered(bench, { ...least, last_name: 'Ысқақова', urgent: 'medicine' }, 'DELIV-PROBLEM')
  bench.now.ms += 60_000
  const young = await registered(bench, { ...least, last_name: 'Ли' })
  expect(await page(bench)).toEqual({ total: 0, rows: [] })
  await signIn(bench, lead)
  expect((await page(bench)).rows.map(({ id }) => id)).toEqual([urgent.case, old.case, young.case])
  expect(await one(bench, old.case)).toMatchObject({ place: 2, total: 3, next: young.case })
})

test('the next case is one that this person may decide on, and none that is decided on already', async () => {
  const bench = await openBench()
  await signIn(bench, lead)
  const own = await registered(bench)
  await signIn(bench, clerk)
  const [first, second] = [
    await registered(bench, { ...least, last_name: 'Ли' }),
    await registered(bench, { ...least, last_name: 'Оспанова' }),
  ]
  await signIn(bench, lead)
  expect((await page(bench)).rows.find(({ id }) => id === own.case)).toMatchObject({
    obstacle: 'ownCase',
    plain: false,
  })
  expect(await one(bench, first.case)).toMatchObject({ next: second.case })
  // Round and round, but never to his own.
  expect(await one(bench, second.case)).toMatchObject({ next: first.case })
  expect(await one(bench, second.case, [first.case])).toMatchObject({ next: null })
})

test('another case of the same person with another surname, an open one on the same matter, and what lacks are seen first', async () => {
  const bench = await openBench()
  await signIn(bench)
  const iin = '900315300123'
  const before = await registered(bench, { ...least, iin, last_name: 'Сейтова' })
  const now = await registered(bench, { ...least, iin, last_name: 'Сейітова' })
  await signIn(bench, lead)
  const seen = await one(bench, now.case)
  expect(seen.warnings[0]).toMatchObject({
    code: 'otherAnswer',
    field: 'last_name',
    other: 'Сейтова',
    number: before.number,
  })
  expect(codes(seen)).toContain('missing')
  expect(codes(seen)).toContain('noScan')
})

test('what was passed over with a reason and what was corrected is told; a returned case comes back with its answers', async () => {
  const bench = await openBench()
  await signIn(bench)
  const receipt = await registeredOnPaper(bench)
  await signIn(bench, lead)
  const reasons = [{ words: 'Фамилия не как в документе', fields: ['last_name'] }]
  expect(await act(bench, receipt.case, { do: 'returnCase', reasons })).toEqual({ ok: true })
  expect((await page(bench)).total).toBe(0)
  await signIn(bench, clerk)
  const changes = { last_name: 'Касымова' }
  expect(
    await act(bench, receipt.case, { do: 'correctCase', reason: 'Переписано с документа', changes, kept: [] }),
  ).toEqual({ ok: true })
  expect(await act(bench, receipt.case, { do: 'answerReturn', answers: ['Исправлено'] })).toEqual({ ok: true })
  await signIn(bench, lead)
  expect(await one(bench, receipt.case)).toMatchObject({
    answers: { last_name: 'Касымова' },
    returned: { office: 'branch', reasons, answers: ['Исправлено'] },
    warnings: expect.arrayContaining([{ code: 'corrected', fields: ['last_name'], reason: 'Переписано с документа' }]),
  })
})

test('R-033 who is named in a case learns that it waits, and nothing of it', async () => {
  const bench = await openBench()
  await signIn(bench)
  const complaint = { ...least, kind: 'complaint', person: 'Ким В. О.', text: 'Накричала у окна и не взяла заявление' }
  const receipt = await registered(bench, complaint, 'COMPL-SERVICE')
  await signIn(bench, lead)
  const { rows } = await page(bench)
  expect(rows).toEqual([{ id: receipt.case, row: null, obstacle: 'namedInCase', warnings: 0, seen: [], plain: false }])
  expect(await bench.call('review.one', { id: receipt.case, without: [] })).toBeNull()
})

test('two leads decide on one case at once: the second hears that it is decided, and nothing is lost', async () => {
  const bench = await openBench()
  await signIn(bench)
  const receipt = await registered(bench)
  await signIn(bench, lead)
  const reasons = [{ words: 'Нет подписи', fields: [] }]
  expect(await act(bench, receipt.case, { do: 'returnCase', reasons })).toEqual({ ok: true })
  await signIn(bench, manager)
  const late = await act(bench, receipt.case, { do: 'acceptCase', incompleteBecause: 'клиент ждёт' })
  expect(late).toMatchObject({ ok: false, refusal: { code: expect.stringMatching(/notInReview|wrongState/) } })
})

test('a decision holds for the case as it was seen, and for nobody else than who made it', async () => {
  const bench = await openBench()
  await signIn(bench)
  const receipt = await registered(bench)
  await signIn(bench, lead)
  const seen = ((await bench.call('cases.detail', { id: receipt.case })) as { seen: string[] }).seen
  const decide = (on: { person: string; seen: string[] }) =>
    bench.call('cases.act', {
      case: receipt.case,
      act: { do: 'returnCase', command: newId(bench.branch), reasons: [{ words: 'Нет подписи', fields: [] }] },
      on,
    })
  await signIn(bench, manager)
  expect(await decide({ person: lead.person, seen })).toMatchObject({ refusal: { code: 'notSignedIn' } })
  // The clerk corrects the case while the lead looks at it.
  await signIn(bench, clerk)
  const changes = { last_name: 'Касымова' }
  await act(bench, receipt.case, { do: 'correctCase', reason: 'Переписано с документа', changes, kept: [] })
  await signIn(bench, lead)
  expect(await decide({ person: lead.person, seen })).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
  const again = ((await bench.call('cases.detail', { id: receipt.case })) as { seen: string[] }).seen
  expect(await decide({ person: lead.person, seen: again })).toEqual({ ok: true })
})
