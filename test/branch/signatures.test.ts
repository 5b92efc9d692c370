/** The customer signs at the counter: on which paper, before whose eyes, and what a signature recorded twice is. */
import { expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import type { CaseDetail, ConsentState, Draft, Registration, Signed } from '../../electron/contract.ts'
import { jpg, sheet } from '../support/papers.ts'
import { attached } from './attach.ts'
import { clerk, lead, openBench, signIn } from './bench.ts'

const person = { last_name: 'Қасымова', first_name: 'Айгүл' }
const signedPaper = [{ key: 'signed_application', sheets: 1, original: true }]
let customers = 0
/** Each customer has a phone of his own. */
const nextPhone = () => `+7701${String(2_000_000 + ++customers)}`

async function openCounter() {
  const bench = await openBench()
  await signIn(bench)
  const call = async <T>(path: string, input: object) => (await bench.call(path, input)) as T
  return {
    bench,
    call,
    async draftOf(type: string, answers: Answers) {
      return (await call<{ ok: true; draft: Draft }>('drafts.open', { type, answers })).draft
    },
    save(draft: Draft, changes: Partial<Draft>) {
      const { id, type, answers, kept, stepsDone, papers, focus } = { ...draft, ...changes }
      return call('drafts.save', { id, type, answers, kept, stepsDone, papers, focus })
    },
    stateOf: (of: object) => call<ConsentState>('consent.state', { of }),
    async registerDraft(draft: Draft) {
      const answer = await call<Registration>('cases.register', { draft: draft.id })
      if (!answer.ok) throw new Error(answer.refusal.code)
      return answer.receipt.case
    },
    /** Accepted by the lead, or why not. */
    async accept(id: string) {
      await signIn(bench, lead)
      const command = crypto.randomUUID()
      const wish = { id, command, incompleteBecause: 'the rest comes tomorrow' }
      const answer = await call<{ ok: boolean; refusal?: { code: string } }>('cases.accept', wish)
      await signIn(bench, clerk)
      return answer.ok ? 'accepted' : answer.refusal?.code
    },
    detail: (id: string) => call<CaseDetail>('cases.detail', { id }),
  }
}

test('R-044 a signature needs its paper in hand and somebody else who accepts', async () => {
  const { call, draftOf, save, stateOf, registerDraft, accept, detail } = await openCounter()
  const draft = await draftOf('ACC-DEREG', { ...person, phone: nextPhone() })
  const of = { draft: draft.id }
  const sign = (signed = true, paper = 'signed_application') =>
    call<Signed>('consent.sign', { of, signed, paper, command: crypto.randomUUID() })
  expect(await sign()).toMatchObject({ refusal: { code: 'nothingSigned' } })
  await save(draft, { papers: [...signedPaper, { key: 'poa_copy', sheets: 1, original: false }] })
  expect(await sign(true, 'poa_copy')).toMatchObject({ refusal: { code: 'nothingSigned' } })
  expect(await sign()).toEqual({ ok: true })
  expect((await stateOf(of)).wanted?.stands).toBe(true)
  expect(await sign(false)).toEqual({ ok: true })
  expect((await stateOf(of)).wanted?.stands).toBe(false)
  expect(await sign()).toEqual({ ok: true })
  // The paper is given back to the customer: there is nothing signed any more.
  await save(draft, { papers: [] })
  expect((await stateOf(of)).wanted?.stands).toBe(false)
  await save(draft, { papers: signedPaper })
  const id = await registerDraft(draft)
  expect((await detail(id)).history.map(({ type }) => type)).toContain('consentGiven')
  expect(await accept(id)).toBe('accepted')
})

test('R-044 at the case sheet too a signature needs its paper: handed in before, brought on a later visit, or attached as it', async () => {
  const { bench, call, draftOf, save, stateOf, registerDraft, accept } = await openCounter()
  const answers = { ...person, phone: nextPhone() }
  const id = await registerDraft(await draftOf('ACC-DEREG', answers))
  const of = { case: id }
  const sign = (): Promise<Signed> =>
    call('consent.sign', { of, signed: true, paper: 'signed_application', command: crypto.randomUUID() })
  expect((await stateOf(of)).wanted?.papersTaken).toEqual([])
  expect(await sign()).toEqual({ ok: false, refusal: { code: 'nothingSigned' } })
  // A photo of something else is no signed paper.
  const photo = (x: number) => jpg(sheet((context) => context.fillRect(x, 10, 50, 50), { width: 200, height: 100 }))
  await attached(bench, of, photo(10), { paper: 'poa_copy' })
  expect(await sign()).toEqual({ ok: false, refusal: { code: 'nothingSigned' } })
  await attached(bench, of, photo(90), { paper: 'signed_application' })
  expect((await stateOf(of)).wanted?.papersTaken).toEqual(['signed_application'])
  expect(await sign()).toEqual({ ok: true })
  expect(await accept(id)).toBe('accepted')

  const again = { ...person, phone: nextPhone(), account_login: 'aigul.comes.again' }
  const other = await registerDraft(await draftOf('ACC-DEREG', again))
  const visit = await draftOf('ACC-DEREG', again)
  await save(visit, { papers: signedPaper })
  const noted = { case: other, command: crypto.randomUUID(), words: '', draft: visit.id }
  expect(await call('cases.noteVisit', noted)).toEqual({ ok: true })
  expect((await stateOf({ case: other })).wanted?.papersTaken).toEqual(['signed_application'])
})

test('a signature recorded twice under one command is one consent, at the form and at the case sheet', async () => {
  const { call, draftOf, save, registerDraft, detail } = await openCounter()
  const draft = await draftOf('ACC-DEREG', { ...person, phone: nextPhone() })
  await save(draft, { papers: signedPaper })
  const command = crypto.randomUUID()
  const sign = (of: object, mine = command) =>
    call<Signed>('consent.sign', { of, signed: true, paper: 'signed_application', command: mine })
  expect([await sign({ draft: draft.id }), await sign({ draft: draft.id })]).toEqual([{ ok: true }, { ok: true }])
  const id = await registerDraft(draft)
  const given = async (of: string) => (await detail(of)).history.filter(({ type }) => type === 'consentGiven').length
  expect(await sign({ case: id })).toEqual({ ok: true })
  expect(await given(id)).toBe(1)

  const second = await draftOf('ACC-DEREG', { ...person, phone: nextPhone() })
  await save(second, { papers: signedPaper })
  const other = await registerDraft(second)
  // The command of another consent is not this one's.
  expect(await sign({ case: other })).toEqual({ ok: false, refusal: { code: 'notTaken' } })
  const own = crypto.randomUUID()
  expect([await sign({ case: other }, own), await sign({ case: other }, own)]).toEqual([{ ok: true }, { ok: true }])
  expect(await given(other)).toBe(1)
})

test('R-044 whoever saw the customer sign at the case sheet does not accept it himself', async () => {
  const { call, draftOf, save, registerDraft, accept, detail } = await openCounter()
  const draft = await draftOf('ACC-DEREG', { ...person, phone: nextPhone() })
  await save(draft, { papers: signedPaper })
  const id = await registerDraft(draft)
  await call('session.signIn', lead)
  const sign = { of: { case: id }, signed: true, paper: 'signed_application', command: crypto.randomUUID() }
  expect(await call('consent.sign', sign)).toEqual({ ok: true })
  expect((await detail(id)).acceptObstacle).toBe('ownConsent')
  expect(await accept(id)).toBe('ownConsent')
  expect(await call('consent.sign', { ...sign, command: crypto.randomUUID() })).toEqual({ ok: true })
  expect(await accept(id)).toBe('accepted')
})
