/** The customer's consent at the window: by a code while the line is up, deferred and signed when it is down. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jpg, sheet } from '../support/papers.ts'
import { startHqProcess } from '../sync/parts/processes.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'
import { freshHq } from './headquarters.ts'

const token = randomBytes(24).toString('hex')
const folder = mkdtempSync(join(tmpdir(), 'okno-consent-'))
let hq: Awaited<ReturnType<typeof startHqProcess>>
let desk: Desk

async function askHq(path: string, body?: object): Promise<unknown> {
  const answer = await fetch(hq.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return answer.json()
}

beforeAll(async () => {
  hq = await startHqProcess({ ...(await freshHq(folder, 'hq', token)), HQ_DEMO: '1' })
  const { code } = (await askHq('/v1/admin/enrolment-codes', { branch: '0712', letter: 'A', validHours: 1 })) as {
    code: string
  }
  desk = await openDesk({ env: { OKNO_HQ_URL: hq.url, OKNO_ENROL_CODE: code } })
  await desk.signIn()
})
afterAll(async () => {
  await desk?.close()
  await hq?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const ledge = (text: string | RegExp) => desk.window.locator('.ledge', { hasText: text }).waitFor({ timeout: 30_000 })
const section = () => desk.window.locator('.consent')
const stateAtHq = async (number: string) => {
  const { cases } = (await askHq(`/v1/cases/${number}`)) as { cases: { body: { state: string; marks: string[] } }[] }
  return cases[0]?.body
}
const idOf = async (name: string) => (await desk.cases(name)).rows[0]?.id ?? ''
const openCase = async (name: string) => {
  const id = await idOf(name)
  await desk.window.evaluate((one) => location.assign(`#/case/${one}`), id)
  await desk.window.locator('.case-body').waitFor()
}

test('R-044 a code asked for at the window, given back wrong and then right, lets the case be accepted', async () => {
  const { hands, window } = desk
  await ledge('На связи')
  await desk.openForm({ ...LEAST, last_name: 'Оспанова', action: 'resume' }, 'SVC-SUSPEND')
  await section().getByText('нужно').waitFor()
  await section().scrollIntoViewIfNeeded()
  await desk.picture('consent-due')
  await hands.press('Alt+s')
  const message = section().locator('.consent-note.info')
  await message.waitFor()
  const code = /\d{6}/.exec((await message.textContent()) ?? '')?.[0] ?? ''
  expect(code).toMatch(/^\d{6}$/)
  await section().scrollIntoViewIfNeeded()
  await desk.picture('consent-code')
  await hands.type(String((Number(code) + 1) % 1_000_000).padStart(6, '0'))
  await section().getByText('осталось 2 попытки').waitFor()
  await section().getByText('Код неверный').waitFor()
  await hands.type(code)
  await section().getByText('получено').waitFor()
  await section().scrollIntoViewIfNeeded()
  await desk.picture('consent-given')
  // The pretend phone keeps nothing of a code that was used.
  await expect.poll(() => readdirSync(join(folder, 'hq', 'messages'))).toEqual([])

  await hands.register()
  const number = await hands.number()
  await hands.press('F12')
  await desk.signIn('lead')
  await openCase('Оспанова')
  await section()
    .getByText(/Код с \+7•+4567 подтверждён/)
    .waitFor()
  await desk.picture('consent-case')
  await hands.press('Digit1')
  await desk.says('Принять неполное обращение')
  await hands.type('донесёт завтра')
  await hands.press('Control+Enter')
  await window.locator('.head .chip', { hasText: /В очереди|Отправлено|Получено/ }).waitFor()
  await ledge('всё отправлено')
  expect(await stateAtHq(number)).toMatchObject({ state: 'received_hq' })
  await hands.press('F12')
  await desk.signIn('clerk')
})

test('a customer takes his case back by a code from his phone: the right code is the withdrawal', async () => {
  const { hands, window } = desk
  const phone = '+77011234569'
  const track = { track_no: 'RB123456785KZ', post_date: '2026-11-10' }
  const { number } = await desk.registered({ ...LEAST, ...track, last_name: 'Төлегенова', phone }, 'TRACE-DOM')
  await openCase('Төлегенова')
  await hands.press('Digit9')
  await window.locator('.panel').getByText('Кодом с телефона').click()
  await hands.press('Alt+s')
  const message = window.locator('.panel .consent-note.info')
  await message.waitFor()
  const text = (await message.textContent()) ?? ''
  expect(text).toContain(number)
  await hands.type(/\d{6}/.exec(text)?.[0] ?? '')
  await window.locator('.panel').waitFor({ state: 'detached' })
  await window.locator('.slip-only, .head .chip').first().waitFor()
  await ledge('всё отправлено')
  expect(await stateAtHq(number)).toMatchObject({ state: 'withdrawn', conflicts: [] })
  await desk.picture('withdrawn')
})

test('R-044 with the line down the case is taken in and waits; nobody accepts it until the customer has signed', async () => {
  const { hands, window } = desk
  await window.locator('.ledge .plug').click()
  await ledge('Без связи')
  await desk.openForm({ ...LEAST, last_name: 'Жаңаев', phone: '+77011234568' })
  await section().getByText('Связи нет: обращение принимаем сейчас').waitFor()
  await section().scrollIntoViewIfNeeded()
  await desk.picture('consent-offline')
  await hands.register()
  const number = await hands.number()
  await hands.press('F3')
  await window.locator('.queue tr', { hasText: 'Жаңаев' }).waitFor()
  await desk.picture('consent-queue')

  await hands.press('F12')
  await desk.signIn('lead')
  await openCase('Жаңаев')
  await desk.says('Нельзя: нет кода или подписи заявителя', '.act')
  await hands.press('Digit1')
  await window.waitForTimeout(300)
  expect((await desk.cases('Жаңаев')).rows[0]).toMatchObject({
    state: 'in_review',
    marks: expect.arrayContaining(['consent_due']),
  })

  await hands.press('F12')
  await desk.signIn('clerk')
  await openCase('Жаңаев')
  await desk.picture('consent-case-due')
  const tick = section().locator('[data-field="consent_signed"] label')
  const paperFirst = section().getByText('сначала примите подписанную бумагу')
  await paperFirst.first().waitFor()
  await tick.click()
  await paperFirst.nth(1).waitFor()
  const paper = join(folder, 'signed.jpg')
  writeFileSync(paper, jpg(sheet((context) => context.fillRect(10, 10, 50, 50), { width: 200, height: 100 })))
  await section().locator('input[type=file]').setInputFiles(paper)
  await expect.poll(() => paperFirst.count()).toBeLessThan(2)
  await tick.click()
  await section().getByText('Подписано в присутствии').waitFor()
  await hands.press('F12')
  await desk.signIn('lead')
  await openCase('Жаңаев')
  await hands.press('Digit1')
  await desk.says('Принять неполное обращение')
  await hands.type('донесёт завтра')
  await hands.press('Control+Enter')
  await window.locator('.head .chip', { hasText: /В очереди|Отправлено|Получено/ }).waitFor()
  await window.locator('.ledge .plug').click()
  await ledge('всё отправлено')
  expect(await stateAtHq(number)).toMatchObject({ state: 'received_hq' })
})

test('the section speaks the three languages of the counter', async () => {
  await desk.openForm({ ...LEAST, last_name: 'Ким', port_numbers: ['+77011234567', '+77051234567'] }, 'NUM-PORT')
  for (const language of ['ru', 'kk', 'en']) {
    for (let i = 0; i < 3 && (await desk.window.locator('html').getAttribute('lang')) !== language; i++)
      await desk.hands.press('F11')
    await section().scrollIntoViewIfNeeded()
    await desk.picture(`consent-${language}`)
    expect(await section().locator('.consent-phone').count()).toBe(2)
  }
})
