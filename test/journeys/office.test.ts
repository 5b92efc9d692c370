/**
 * Headquarters has the word at the branch: its bulletin stands over every screen until it has been read, and a record that
 * it did not take is shown with why and what to do, while all that came after it went on.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../domain/journal/event.ts'
import { append } from '../../electron/branch/journal.ts'
import { type OpenBranch, openBranch } from '../../electron/branch/open.ts'
import { project } from '../../electron/branch/projection.ts'
import type { Draft, PersonTile, Registration } from '../../electron/contract.ts'
import { ru } from '../../renderer/locales/index.ts'
import { TYPICAL } from '../support/typical.ts'
import { startHqProcess } from '../sync/parts/processes.ts'
import { type Desk, openDesk } from './desk.ts'
import { freshHq } from './headquarters.ts'

const token = randomBytes(24).toString('hex')
const folder = mkdtempSync(join(tmpdir(), 'okno-office-'))
const home = join(folder, 'home')
const { office } = ru

let hq: Awaited<ReturnType<typeof startHqProcess>>
let desk: Desk
let before: { id: string; number: string; after: string }
let officer: string

/** A question to headquarters, by its administrator or by an officer. */
async function askHq<T>(path: string, body?: object, as = token): Promise<T> {
  const answer = await fetch(hq.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** A case taken in and accepted, in a branch that no window shows. */
async function acceptedIn({ call }: OpenBranch, lastName: string): Promise<{ id: string; number: string }> {
  const ask = async <T>(path: string, input: object): Promise<T> => {
    const said = (await call(path, input)) as { ok?: boolean }
    if (said.ok === false) throw new Error(`${path}: ${JSON.stringify(said)}`)
    return said as T
  }
  const people = (await call('session.people', {})) as PersonTile[]
  const signIn = async (role: PersonTile['role']) => {
    const person = people.find((one) => one.role === role)
    await ask('session.signIn', { person: person?.id, pin: person?.demoPin })
  }
  await signIn('clerk')
  const answers = { ...TYPICAL['ACC-DEREG'], last_name: lastName }
  const { draft } = await ask<{ draft: Draft }>('drafts.open', { type: 'ACC-DEREG', answers })
  const { id: open, type, kept, stepsDone, focus } = draft
  const papers = [{ key: 'signed_application', sheets: 1, original: true }]
  await ask('drafts.save', { id: open, type, answers: draft.answers, kept, stepsDone, focus, papers })
  const { receipt } = await ask<Extract<Registration, { ok: true }>>('cases.register', { draft: open })
  const { case: id, number } = receipt
  const paper = { signed: true, paper: 'signed_application', command: randomUUID() }
  await ask('consent.sign', { of: { case: id }, ...paper })
  await signIn('shift_lead')
  await ask('cases.accept', { id, command: randomUUID(), incompleteBecause: 'удостоверение принесёт завтра' })
  return { id, number }
}

/** The branch as a fault left it: its own line holds a step that only headquarters takes, and another case after it. */
async function withOverreach(): Promise<typeof before> {
  const open = await openBranch({
    ...{ workspace: join(home, 'branch'), state: join(home, 'state'), data: join(import.meta.dirname, '../../data') },
    ...{ letter: 'A', version: 'test', clock: Date.now, random: (bytes) => randomBytes(bytes), demo: true },
    pinCost: { N: 2 ** 10, r: 8, p: 1 },
  })
  const { branch } = open
  const { id, number } = await acceptedIn(open, 'Қасымова')
  const payload = { command: randomUUID(), hqNumber: 'нет такого' }
  branch.db
    .transaction(() => {
      append(branch, [{ type: 'caseReceived', case: id, by: SYSTEM, payload }])
      project(branch, id)
    })
    .immediate()
  const after = await acceptedIn(open, 'Оспанова')
  await open.close()
  return { id, number, after: after.number }
}

beforeAll(async () => {
  hq = await startHqProcess(await freshHq(folder, 'hq', token))
  before = await withOverreach()
  const lead = { lastName: 'Жүнісова', firstName: 'Айгерім', role: 'hq_lead' }
  officer = (await askHq<{ token: string }>('/v1/admin/officers', lead)).token
  const enrolment = { branch: '0712', letter: 'A', validHours: 1 }
  const { code } = await askHq<{ code: string }>('/v1/admin/enrolment-codes', enrolment)
  desk = await openDesk({ home, env: { OKNO_HQ_URL: hq.url, OKNO_ENROL_CODE: code } })
  await desk.signIn()
})
afterAll(async () => {
  await desk?.close()
  await hq?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const shown = (selector: string, text: string | RegExp) =>
  desk.window.locator(selector, { hasText: text }).waitFor({ timeout: 30_000 })
const press = (name: string, within = 'main') => desk.window.locator(within).getByRole('button', { name }).click()
async function changePerson(who: 'clerk' | 'lead'): Promise<void> {
  await desk.hands.press('F12')
  await desk.signIn(who)
}

test('a bulletin of headquarters appears over what is being done, and stays for each person until he has read it', async () => {
  const { window, hands } = desk
  await hands.press('F3')
  const words = 'Завтра с 9:00 до 11:00 вход в приложение не работает.'
  const text = { kk: 'Ертең 9:00–11:00 қолданбаға кіру жұмыс істемейді.', ru: words, en: 'No signing in tomorrow.' }
  const [since, until] = [-1000, 86_400_000].map((ms) => new Date(Date.now() + ms).toISOString())
  const bulletin = { command: randomUUID(), text, since, until }
  await askHq('/v1/office/bulletins', { branches: ['0712'], bulletin }, officer)
  // The line is asked anew at once when the cable comes back.
  for (let i = 0; i < 2; i++) await window.locator('.ledge .plug').click()
  await shown('.office-banner', words)
  await desk.picture('office-bulletin')
  await press(office.read, '.office-banner')
  await window.locator('.office-banner').waitFor({ state: 'detached' })
  await window.evaluate(() => location.assign('#/overview/office'))
  await shown('.office-said li', words)
  await shown('.office-said li', office.wasRead)
  await changePerson('lead')
  await shown('.office-banner', words)
  await press(office.read, '.office-banner')
  await window.locator('.office-banner').waitFor({ state: 'detached' })
})

test('what headquarters did not take is shown with why and what to do, and what came after it went on', async () => {
  const { hands, window } = desk
  await changePerson('clerk')
  await shown('.ledge', 'Не уходит 1 обращение: головной офис отказал')
  expect((await askHq<{ cases: unknown[] }>(`/v1/cases/${before.after}`)).cases).toHaveLength(1)
  const deliveries = Object.fromEntries((await desk.cases()).rows.map((row) => [row.number, row.delivery]))
  expect(deliveries).toEqual({ [before.number]: 'refused', [before.after]: 'at_hq' })
  await hands.press('Control+KeyL')
  await shown('.exchange-stuck', office.why.office)
  await press(ru.window.exchange.refusals, '.exchange-stuck')
  const line = window.locator('.office-refused > li')
  await line.getByText(before.number).waitFor()
  expect(await line.count()).toBe(1)
  expect(await line.textContent()).toContain(office.why.office)
  expect(await line.textContent()).toContain(office.todo.office)
  // The clerk reads who may.
  expect(await line.textContent()).toContain(office.repair.who)
  await line.getByRole('button', { name: office.repair.open }).click({ force: true })
  expect(await window.getByRole('dialog').count()).toBe(0)
  await desk.picture('office-refused')
})

test('the lead says what was done instead, and it is put right here and at headquarters', async () => {
  const { hands, window } = desk
  await changePerson('lead')
  await press(ru.window.ledge.openStuck, '.ledge')
  await press(office.repair.open)
  await window.getByLabel(office.repair.words).waitFor()
  await window.waitForFunction(() => document.activeElement?.matches('[role=dialog] input'))
  await hands.type('шаг головного офиса не делали, обращение принято')
  await hands.press('Enter')
  await shown('.office', office.noneRefused)
  await shown('.ledge', 'всё отправлено')
  type Refused = { number: string | null; reason: string; repaired: { words: string } | null }
  const refused = async () =>
    (await askHq<{ refused: Refused[] }>('/v1/office/refused?branch=0712', undefined, officer)).refused
  const words = 'шаг головного офиса не делали, обращение принято'
  await expect.poll(refused).toMatchObject([{ number: before.number, reason: 'office', repaired: { words } }])
  await window.evaluate((id) => location.assign(`#/case/${id}`), before.id)
  await shown('.case-body', words)
  await desk.picture('office-repaired')
})
