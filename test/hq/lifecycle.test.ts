/** The states of a case at headquarters: what its branch decided stands there too, what only headquarters decides does not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirm, phoneMark, WITHDRAWAL, whatWithdrawn } from '../../domain/cases/consent.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { type Pen, registrationPayload, reviewRequested, signedConsent, takePen, uuid } from '../support/pen.ts'
import { numberOf, pushingTo } from './pushing.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(() => hq.close())

const { push, record } = pushingTo(() => hq)
const caseAt = async (number: string) => (await record(number))[0]?.body
/** A registered and signed case with its hashes, and how its people go on. */
function opened(branch: string) {
  const pen = takePen(hq.key, branch, branch)
  const id = uuid(`case ${branch}`)
  const payload = registrationPayload(branch, 1, branch)
  const event = pen.register(id, payload)
  const rest = pen.write(reviewRequested(id), signedConsent(id, uuid('clerk'), payload.answers as Answers))
  const write = (type: string, by: string, said: Record<string, Json>, on = pen) =>
    on.write({ type, case: id, by: uuid(by), payload: { command: uuid(`${type} ${by} ${branch}`), ...said } })
  return { pen, id, number: numberOf(event), seen: [event, ...rest].map(({ hash }) => hash), write }
}

test('returned, corrected, answered, accepted, bagged: the state and what was said on the way', async () => {
  const { pen, number, write } = opened('B0C1')
  write('caseReturned', 'lead', { office: 'branch', reasons: [{ words: 'нет даты', fields: ['birth_date'] }] })
  const said = { missing: [], kept: [], marks: [] }
  const changed = { first_name: { before: 'Гүлнар', after: 'Гүлнәр' } }
  const consent = (await caseAtAfter(pen, number))?.consent.wanted as unknown as Json
  write('caseCorrected', 'clerk', { ...said, reason: 'описка', changed, consent })
  write('returnAnswered', 'clerk', { answers: ['дата вписана'] })
  write('caseAccepted', 'lead', { incompleteBecause: null })
  write('caseBagged', 'clerk', { bag: 'М-17' })
  expect(await push(pen)).toMatchObject({ verdict: 'admitted', refusals: [] })
  expect(await caseAt(number)).toMatchObject({
    ...{ state: 'received_hq', bag: 'М-17', conflicts: [], marks: [], answers: { first_name: 'Гүлнәр' } },
    returned: { reasons: [{ fields: ['birth_date'] }], answers: ['дата вписана'] },
    corrections: [{ changed }],
  })
})

const caseAtAfter = async (pen: Pen, number: string) => {
  await push(pen)
  return caseAt(number)
}

test('R-044 a correction of what was agreed to undoes the consent at headquarters too, whatever the device says of it', async () => {
  const { pen, number, write } = opened('B0C2')
  const changed = { account_login: { before: null, after: 'somebody else' } }
  const said = { missing: [], kept: [], marks: [], consent: null }
  write('caseCorrected', 'clerk', { ...said, reason: 'другая учётная запись', changed })
  write('caseAccepted', 'lead', { incompleteBecause: null })
  await push(pen)
  expect(await caseAt(number)).toMatchObject({
    ...{ state: 'in_review', marks: expect.arrayContaining(['consent_due', 'conflict']) },
    conflicts: [{ type: 'caseAccepted', reason: 'consentMissing' }],
  })
})

test('a step of headquarters that a branch’s device writes down is refused, and so is a withdrawal with a code of nobody', async () => {
  const { pen, number, write } = opened('B0C3')
  write('caseAccepted', 'lead', { incompleteBecause: 'принесёт завтра' })
  write('caseReceived', 'clerk', { hqNumber: 'ГО-1' })
  write('caseTaken', 'clerk', { officer: { id: 'x', name: 'Никто' } })
  write('caseReturned', 'clerk', { office: 'hq', reasons: [{ words: 'назад', fields: [] }] })
  const zeros = '0'.repeat(64)
  const confirmation = confirm(
    {
      ...{ v: 1, request: uuid('r'), about: uuid('command B0C3'), purpose: 'WITHDRAWAL', what: zeros, phone: zeros },
      ...{ masked: '+7••••••4567', at: '2026-11-23T05:00:00.000Z' },
    },
    pen.key.sign,
  )
  write('caseWithdrawn', 'clerk', { proof: { way: 'code', confirmation } as unknown as Json })
  expect(await push(pen)).toMatchObject({
    refusals: [{ reason: 'office' }, { reason: 'office' }, { reason: 'office' }, { reason: 'consent' }],
  })
  // Beside the case in sight, as at the branch that wrote them.
  expect(await caseAt(number)).toMatchObject({
    state: 'received_hq',
    conflicts: [...Array(3).fill({ reason: 'notOffice' }), { type: 'caseWithdrawn', reason: 'refused' }],
  })
})

test('P-5 a withdrawal is refused where it cannot be the applicant’s word; whose word it is for this case the fold says, in whatever order', async () => {
  const said = { v: 1 as const, request: uuid('w'), masked: '+7••••••4567', at: '2026-11-23T05:00:00.000Z' }
  type Proof = (seed: string, number: string) => Json
  const code = (purpose: string, phone: string) => (seed: string, number: string) => {
    const about = uuid(`command ${seed}`)
    const what = whatWithdrawn(primitives.sha256, about, number)
    const body = { ...said, about, purpose, what, phone: phoneMark(primitives.sha256, about, phone) }
    return { way: 'code', confirmation: confirm(body, hq.key.sign) } as unknown as Json
  }
  const signed =
    (by: string, more: object = {}) =>
    (): Json => ({ way: 'signature', paper: 'өтініш', seenBy: uuid(by), ...more })
  const own = '+77011234567'
  const proofs: [string, Proof, refusals: object[], ended: object][] = [
    ['B0C5', signed('clerk', { taken: true }), [], { state: 'withdrawn', conflicts: [] }],
    // As programs wrote it that did not ask for the paper: the customer has signed all the same.
    ['B0C6', signed('clerk'), [], { state: 'withdrawn', conflicts: [] }],
    [
      'B0C7',
      signed('lead', { taken: true }),
      [{ reason: 'consent' }],
      { state: 'in_review', conflicts: [{ reason: 'refused' }] },
    ],
    ['B0C8', code(WITHDRAWAL, own), [], { state: 'withdrawn', conflicts: [] }],
    ['B0C9', code('ACC-DEREG', own), [{ reason: 'consent' }], { state: 'in_review' }],
    ['B0CA', code(WITHDRAWAL, '+77019999999'), [], { state: 'in_review', conflicts: [{ reason: 'consentOfAnother' }] }],
  ]
  for (const [seed, proof, refusals, ended] of proofs) {
    const { pen, number, write } = opened(seed)
    const later = takePen(hq.key, `${seed} later`, seed, 'B')
    for (let i = 0; i < 8; i++) later.write({ type: 'shiftNoted', case: null, by: uuid('lead'), payload: {} })
    write('caseWithdrawn', 'clerk', { proof: proof(seed, number) }, later)
    // Before the case that it is about.
    const told = await push(later)
    expect(
      told.verdict === 'admitted' && told.refusals.filter(({ reason }) => reason !== 'unknownType'),
      seed,
    ).toMatchObject(refusals)
    await push(pen)
    expect(await caseAt(number), seed).toMatchObject(ended)
  }
})

test('two leads of one branch decide at once: headquarters shows what the second had not seen', async () => {
  const { pen, number, seen, write } = opened('B0C4')
  const other = takePen(hq.key, 'B0C4 other', 'B0C4', 'B')
  for (let i = 0; i < 8; i++) other.write({ type: 'shiftNoted', case: null, by: uuid('lead'), payload: {} })
  const [accepted] = write('caseAccepted', 'lead', { incompleteBecause: 'позже', basis: seen })
  const reasons = [{ words: 'нет даты', fields: ['birth_date'] }]
  const [returned] = write('caseReturned', 'other lead', { office: 'branch', reasons, basis: seen }, other)
  await push(other)
  await push(pen)
  expect(await caseAt(number)).toMatchObject({
    ...{ state: 'received_hq', marks: expect.arrayContaining(['conflict']) },
    conflicts: [{ event: returned?.hash, reason: 'decidedUnseen', unseen: [accepted?.hash], applied: false }],
  })
})
