/** Several at once: which cases may be accepted without having been opened, and which not, each for its own reason. */
import { expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { isPlain, type Warning } from '../../domain/reviewing/warnings.ts'
import { newId } from '../../electron/branch/branch.ts'
import type { Act, Acting, Draft, ReviewPage, ReviewRow, ShownWarning } from '../../electron/contract.ts'
import { jpg, sheet } from '../support/papers.ts'
import { TYPICAL } from '../support/typical.ts'
import { attached } from './attach.ts'
import { type Bench, clerk, draft, lead, manager, openBench, register, rows, signed, signIn } from './bench.ts'

const rowOf = async (bench: Bench, id: string): Promise<ReviewRow> => {
  const page = (await bench.call('review.page', { offset: 0, limit: 50 })) as ReviewPage
  const row = page.rows.find((one) => one.id === id)
  if (!row) throw new Error('it does not wait')
  return row
}
const codesOf = async (bench: Bench, id: string) =>
  ((await bench.call('review.one', { id, without: [] })) as { warnings: ShownWarning[] }).warnings.map(
    ({ code }) => code,
  )
type Wish = Act extends infer Each ? (Each extends Act ? Omit<Each, 'command'> : never) : never
const act = (bench: Bench, id: string, wish: Wish, on?: { person: string; seen: string[] }) =>
  bench.call('cases.act', {
    case: id,
    act: { ...wish, command: newId(bench.branch) },
    ...(on && { on }),
  }) as Promise<Acting>

type Wishes = { answers?: Answers; type?: string; papers?: boolean; scan?: boolean; sign?: boolean } & Partial<
  Pick<Draft, 'kept'> & { stepReasons: Record<string, string> }
>

/** A paper filled wholly, handed in and signed, unless something is wished otherwise. Whoever is signed in takes it in. */
async function complete(bench: Bench, wishes: Wishes = {}): Promise<string> {
  const { type = 'ACC-DEREG', papers = true, scan = false, sign = true, answers, kept, ...more } = wishes
  const opened = await draft(bench, { ...TYPICAL[type], ...answers }, type)
  const form = bench.branch.knowledge.catalogue.forms.find(({ code }) => code === type)
  const keys = papers ? (form?.papers.required ?? []).map(({ key }) => key) : []
  await bench.call('drafts.save', {
    ...{ id: opened.id, type, answers: opened.answers, kept: kept ?? opened.kept, stepsDone: opened.stepsDone },
    ...{ papers: keys.map((key) => ({ key, sheets: 1, original: true })), focus: null, ...more },
  })
  if (scan) await attached(bench, { draft: opened.id }, jpg(sheet(() => {})), { paper: 'signed_application' })
  const answer = await register(bench, opened.id)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  if (sign) await signed(bench, answer.receipt.case)
  return answer.receipt.case
}

/** Another customer with another account. */
const other: Answers = {
  last_name: 'Ли',
  first_name: 'Вера',
  iin: '850712300017',
  phone: '+77059876543',
  account_login: '+77059876543',
}

test('two whole cases, one scanned and one not, are accepted together and unopened', async () => {
  const bench = await openBench()
  await signIn(bench)
  const [unscanned, scanned] = [await complete(bench), await complete(bench, { answers: other, scan: true })]
  await signIn(bench, lead)
  expect([await codesOf(bench, unscanned), await codesOf(bench, scanned)]).toEqual([['noScan'], []])
  const both = [await rowOf(bench, unscanned), await rowOf(bench, scanned)]
  expect(both.map(({ plain, obstacle }) => ({ plain, obstacle }))).toEqual([
    { plain: true, obstacle: null },
    { plain: true, obstacle: null },
  ])
  const accepted = await Promise.all(
    both.map(({ id, seen }) =>
      act(bench, id, { do: 'acceptCase', incompleteBecause: null }, { person: lead.person, seen }),
    ),
  )
  expect(accepted).toEqual([{ ok: true }, { ok: true }])
  expect(rows(bench, 'SELECT state FROM cases')).toEqual([{ state: 'accepted' }, { state: 'accepted' }])
})

/** Each a whole case but for one thing, by the warning it brings. */
const hindered: [string, Warning['code'], (bench: Bench) => Promise<string>][] = [
  [
    'a number that contradicts itself',
    'finding',
    (bench) => complete(bench, { answers: { iin: '900315400127' }, kept: ['iin'] }),
  ],
  ['a paper that lacks', 'missing', (bench) => complete(bench, { papers: false, sign: false })],
  ['no signature', 'consentDue', (bench) => complete(bench, { sign: false })],
  [
    'a step passed with a reason',
    'stepReason',
    (bench) => complete(bench, { type: 'CLAIM-DAMAGE', stepReasons: { photo: 'нет упаковки, выброшена дома' } }),
  ],
  [
    'the same person under another name',
    'otherAnswer',
    async (bench) => {
      await complete(bench, { answers: { last_name: 'Сейтова', account_login: '+77059876543' } })
      return complete(bench)
    },
  ],
  [
    'an older case on the same matter',
    'sameMatter',
    async (bench) => {
      await complete(bench)
      bench.now.ms += 60_000
      return complete(bench)
    },
  ],
  [
    'a correction',
    'corrected',
    async (bench) => {
      const id = await complete(bench)
      const changes = { dereg_reason: 'no_longer_needed' }
      expect(await act(bench, id, { do: 'correctCase', reason: 'Переписано с документа', changes, kept: [] })).toEqual({
        ok: true,
      })
      return id
    },
  ],
  [
    'a clock that went wrong',
    'mark',
    async (bench) => {
      await complete(bench, { answers: other })
      bench.now.ms -= 3_600_000
      return complete(bench)
    },
  ],
]

for (const [what, code, made] of hindered)
  test(`not together with others: ${what}`, async () => {
    const bench = await openBench()
    await signIn(bench)
    const id = await made(bench)
    await signIn(bench, lead)
    expect(await codesOf(bench, id)).toContain(code)
    expect(await rowOf(bench, id)).toMatchObject({ plain: false })
  })

/** One of each kind; whoever adds a kind says here whether it forbids. */
const oneOfEach: Record<Warning['code'], Warning> = {
  finding: {
    code: 'finding',
    field: 'iin',
    finding: { field: 'iin', level: 'warning', code: 'iin.checkDigit' } as never,
  },
  missing: { code: 'missing', fields: ['signed_application'] },
  noScan: { code: 'noScan' },
  stepReason: { code: 'stepReason', step: 'photo', words: 'нет' },
  otherAnswer: { code: 'otherAnswer', field: 'last_name', other: 'Ли', number: '1', case: '1' },
  sameMatter: { code: 'sameMatter', number: '1', case: '1' },
  corrected: { code: 'corrected', fields: ['last_name'], reason: 'с документа' },
  mark: { code: 'mark', mark: 'late_filed' },
  consentDue: { code: 'consentDue' },
}

test('of all warnings only that nobody scanned the paper leaves a case plain', () => {
  const harmless = Object.values(oneOfEach).filter((warning) => isPlain([warning], { marks: [], returned: null }))
  expect(harmless.map(({ code }) => code)).toEqual(['noScan'])
})

test('not together with others: urgent, though nothing is wrong with it', async () => {
  const bench = await openBench()
  await signIn(bench)
  const id = await complete(bench, { type: 'DELIV-PROBLEM' })
  const calm = await complete(bench, {
    type: 'DELIV-PROBLEM',
    answers: { ...other, urgent: 'no', track_no: 'RR473124829KZ' },
  })
  await signIn(bench, lead)
  expect(await rowOf(bench, id)).toMatchObject({ plain: false, obstacle: null })
  expect((await codesOf(bench, id)).filter((code) => code !== 'noScan')).toEqual([])
  expect({ codes: await codesOf(bench, calm), ...(await rowOf(bench, calm)) }).toMatchObject({
    codes: ['noScan'],
    plain: true,
  })
})

test('not together with others: one’s own case, and one that names oneself', async () => {
  const bench = await openBench()
  await signIn(bench, lead)
  const own = await complete(bench, { sign: false })
  await signIn(bench, clerk)
  await signed(bench, own)
  const names = await complete(bench, { type: 'COMPL-SERVICE', answers: { kind: 'complaint', person: 'Ким В. О.' } })
  await signIn(bench, lead)
  expect(await rowOf(bench, own)).toMatchObject({ plain: false, obstacle: 'ownCase', warnings: 1 })
  expect(await rowOf(bench, names)).toMatchObject({ plain: false, obstacle: 'namedInCase' })
  await signIn(bench, manager)
  expect(await rowOf(bench, own)).toMatchObject({ plain: true, obstacle: null })
})
