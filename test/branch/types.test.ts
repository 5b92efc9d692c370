/** What the types' own rules do at a branch: dates told while filling in and kept on the receipt, values kept by two people. */
import { expect, test } from 'vitest'
import { draft, lead, least, openBench, register, registered, signed, signIn } from './bench.ts'

const person = { ...least, applicant_kind: 'person' }

test('R-029 the last filing day is told while the form is filled in, with whose rule it is', async () => {
  const bench = await openBench()
  await signIn(bench)
  const told = (delivery_scope: string) =>
    bench.call('drafts.answerBy', {
      type: 'CLAIM-DAMAGE',
      answers: { ...person, item_kind: 'courier', received_date: '2026-11-21', delivery_scope },
    })
  expect(await told('across_country')).toMatchObject({
    filing: { until: '2027-01-05', late: false, amount: 45, basis: { kind: 'promise' } },
  })
  expect(await told('within_city')).toMatchObject({ filing: { until: '2026-12-01', late: false } })
  expect(await bench.call('drafts.answerBy', { type: 'CLAIM-DAMAGE', answers: person })).toMatchObject({ filing: null })
})

test('R-035 goods handed back: the receipt keeps the record and the courier’s promise, sixty minutes from registering', async () => {
  const bench = await openBench()
  await signIn(bench)
  const answers = { ...person, item_kind: 'courier', goods_return: true }
  const receipt = await registered(bench, answers, 'CLAIM-DAMAGE')
  expect(receipt.dues?.map(({ key }) => key)).toEqual(['goods_taken', 'courier_refund'])
  const until = receipt.dues?.find(({ key }) => key === 'courier_refund')?.by ?? ''
  expect(Date.parse(until) - Date.parse(receipt.acceptedAt)).toBe(3_600_000)
})

test('R-042 a debt of one tenge is registered, and stopping the calls is a task for the next working day', async () => {
  const bench = await openBench()
  await signIn(bench)
  const answers = { ...person, bill_problem: ['debt_calls'], claimed_debt: '1', stop_calls: true }
  const receipt = await registered(bench, answers, 'SVC-BILL')
  expect(receipt.dues).toEqual([{ key: 'stop_calls', by: '2026-11-24' }])
  const detail = await bench.call('cases.detail', { id: receipt.case })
  expect(detail).toMatchObject({ registered: { answers: { claimed_debt: '1.00' }, dues: receipt.dues } })
})

test('R-040 the slip of an ended contract is told its last day and last bill, and nothing else that was answered', async () => {
  const bench = await openBench()
  await signIn(bench)
  const answers = {
    ...person,
    action: 'cancel_contract',
    date_from: '2026-12-01',
    last_bill: '4200',
    service_no: '240011',
  }
  const { told } = await registered(bench, answers, 'SVC-SUSPEND')
  expect(told).toEqual({ action: 'cancel_contract', date_from: '2026-12-01', last_bill: '4200.00' })
})

test('R-053 050229600122 is registered with a warning; 900315300124, kept as it stands, takes the shift lead and a reason', async () => {
  const bench = await openBench()
  await signIn(bench)
  const unlikely = await draft(bench, { ...person, iin: '050229600122' })
  expect(await register(bench, unlikely.id)).toMatchObject({ ok: true })
  const wrong = await draft(bench, { ...person, iin: '900315300124' })
  expect(await register(bench, wrong.id)).toMatchObject({ refusal: { code: 'wrongFields', fields: ['iin'] } })
  const kept = await draft(bench, { ...person, iin: '900315300124', phone: '+77011234567' })
  const { id, type, answers } = kept
  const papers = [{ key: 'signed_application', sheets: 1, original: true }]
  await bench.call('drafts.save', { id, type, answers, kept: ['iin', 'phone'], stepsDone: [], papers, focus: null })
  const answer = await register(bench, id)
  if (!answer.ok) throw new Error(`not registered: ${answer.refusal.code}`)
  const { case: made } = answer.receipt
  // A phone that is right is not kept: only what cannot be right waits for the second person.
  expect(await bench.call('cases.detail', { id: made })).toMatchObject({ registered: { kept: ['iin'] } })
  expect(await signed(bench, made)).toEqual({ ok: true })
  await signIn(bench, lead)
  const accept = (incompleteBecause: string | null) =>
    bench.call('cases.accept', { id: made, command: '0197a000-0000-7000-8000-0000000000ab', incompleteBecause })
  expect(await accept(null)).toMatchObject({ refusal: { code: 'incomplete' } })
  expect(await accept('в удостоверении напечатано именно так')).toEqual({ ok: true })
})

test('R-027 an item without a number is traced by its date and the names', async () => {
  const bench = await openBench()
  await signIn(bench)
  const answers = {
    ...person,
    track_unknown: true,
    post_date: '2026-11-09',
    sender_name: 'Ким Вера',
    addressee_name: 'Ким Олег',
  }
  const receipt = await registered(bench, answers, 'TRACE-DOM')
  expect(receipt.missing).not.toContain('track_no')
})

test('a paper opens in the language that the counter speaks, whatever the form’s own', async () => {
  const bench = await openBench()
  await signIn(bench)
  for (const speaks of ['ru', 'kk', 'en'] as const)
    expect(await bench.call('drafts.open', { type: 'TRACE-DOM', speaks })).toMatchObject({
      draft: { answers: { answer_lang: speaks } },
    })
})
