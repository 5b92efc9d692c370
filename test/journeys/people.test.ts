/** People at one window: the manager takes a clerk in, the clerk comes with a badge and her own PIN, two share the window. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from './desk.ts'

const BADGE = '40718265'
/** What the Kazakh layout of Windows types with the keys of the digits. */
const KAZAKH_DIGITS = [...'қ"әіңғ,.үұ']

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(async () => {
  await desk?.close()
})

/** The badge under the scanner while the Kazakh layout is on: its keys a tenth of a millisecond apart, and Enter. */
async function scanBadge(): Promise<void> {
  const { window: page } = desk
  await page.waitForTimeout(200)
  const session = await page.context().newCDPSession(page)
  const digits = [...BADGE].map((digit) => ({
    key: KAZAKH_DIGITS[Number(digit)] ?? digit,
    text: KAZAKH_DIGITS[Number(digit)] ?? digit,
    code: `Digit${digit}`,
    windowsVirtualKeyCode: digit.charCodeAt(0),
  }))
  const keys = [...digits, { key: 'Enter', text: '\r', code: 'Enter', windowsVirtualKeyCode: 13 }]
  const began = Date.now() / 1000
  await Promise.all(
    keys.flatMap((key, i) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp: began + i * 0.0001 }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, timestamp: began + i * 0.0001 }),
    ]),
  )
  await session.detach()
}

test('the manager adds a clerk and gives her a badge; with it and the temporary PIN she comes to choose her own', async () => {
  const { hands, window } = desk
  await desk.signIn('manager')
  await desk.openSection('people')
  await window.getByRole('button', { name: 'Добавить сотрудника' }).click()
  await window.getByLabel('Фамилия').fill('Оспанова')
  await window.getByLabel('Имя', { exact: true }).fill('Дана')
  await hands.press('Enter')
  const pin = ((await window.locator('.staff-told b').textContent()) ?? '').trim()
  expect(pin).toMatch(/^\d{6}$/)

  const row = window.locator('.staff-list li', { hasText: 'Оспанова' })
  await row.getByRole('button', { name: 'Выдать бейдж' }).click()
  const number = window.getByLabel('Номер бейджа')
  await expect.poll(() => number.evaluate((field) => field === document.activeElement)).toBe(true)
  await scanBadge()
  await expect.poll(() => number.inputValue()).toBe(BADGE)
  await hands.press('Enter')
  await row.getByText('бейдж есть').waitFor()
  await desk.picture('people')

  await hands.press('F12')
  await window.locator('.card').waitFor()
  await scanBadge()
  await desk.says('Оспанова Д.', '.pin')
  expect(await window.locator('#pin').inputValue()).toBe('')
  expect(await desk.ask('session', 'current', {})).toEqual({ person: null })
  await expect.poll(() => window.evaluate(() => document.activeElement?.id)).toBe('pin')
  await hands.type(pin)
  await hands.press('Enter')
  await desk.says('PIN верный, но временный')
  await hands.type('2718')
  await hands.press('Enter')
  await hands.type('2718')
  await hands.press('Enter')
  await window.locator('.rail').waitFor()
  await desk.says('Оспанова Д.', '.top')
})

test('two share the window: each comes back to his own, and nothing typed after the lock is done', async () => {
  const { hands, window, app } = desk
  const opened = await desk.openForm({ last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567' })
  await desk.input('patronymic').focus()
  await hands.type('Ерж')
  await hands.press('F12')
  await hands.press('Control+Enter')
  await window.locator('.card').waitFor()
  expect(await window.locator('body').textContent()).not.toContain('Қасымова')

  await desk.signIn('clerk')
  await window.locator('#ask').waitFor()
  expect((await desk.cases()).total).toBe(0)
  await desk.says('Оспанова Д.', '.parked')
  await window.locator('.parked .row').first().click()
  await desk.says('Забрать черновик может старший смены')

  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
  await window.locator('.card').waitFor()
  await hands.signIn({ name: 'Оспанова Дана', pin: '2718' })
  await window.locator('[data-field="patronymic"]').waitFor()
  expect(await window.evaluate(() => location.hash)).toBe(`#/draft/${opened.id}`)
  expect(await desk.input('patronymic').inputValue()).toBe('Ерж')
  await expect.poll(() => hands.focusedField()).toBe('patronymic')
  await hands.register()
  expect(await hands.number()).not.toBe('')
})
