/** The second pair of eyes by keyboard: return, take back, accept; the next case opens by itself. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, LEAST, openDesk } from './desk.ts'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.signIn()
  for (const last_name of ['Сейітова', 'Оспанова', 'Ли'])
    await desk.registered({ ...LEAST, last_name, urgent: 'no' }, 'OUTAGE-REPORT')
  await desk.hands.press('F12')
  await desk.window.locator('.card').waitFor()
  await desk.signIn('lead')
})
afterAll(() => desk?.close())

const stateOf = async (name: string) => (await desk.cases(name)).rows[0]?.state

test('a return needs words, opens the next case, and Z takes it back before it is written', async () => {
  const { hands, window } = desk
  await hands.press('F4')
  await desk.says('3 ждут проверки')
  await hands.press('Enter')
  await desk.says('Сейітова', '.review-typed')
  await hands.press('Digit2')
  await window.getByLabel('Что исправить, словами').fill('Нет подписи')
  await hands.press('Control+Enter')
  await desk.says('Оспанова', '.review-typed')
  await desk.says('Возвращено')
  await hands.press('KeyZ')
  await desk.says('Сейітова', '.review-typed')
  expect(await stateOf('Сейітова')).toBe('in_review')
})

test('accepting waits for the three checks and, of an incomplete case, for a reason; leaving the window makes it count', async () => {
  const { hands, window } = desk
  await desk.says('сначала «Подписано»')
  await hands.press('Digit1')
  for (const check of ['Подписано', 'Тип верный', 'Личность подтверждаю']) {
    await hands.press('Space')
    await expect.poll(() => window.getByLabel(check).isChecked()).toBe(true)
  }
  await hands.press('Digit1')
  await window.getByLabel('Почему принимаете сейчас?', { exact: false }).fill('клиент ждёт ответа')
  await hands.press('Control+Enter')
  await desk.says('Оспанова', '.review-typed')
  expect(await stateOf('Сейітова')).toBe('in_review')
  await hands.press('F12')
  await window.locator('.card').waitFor()
  await desk.signIn('lead')
  await expect.poll(() => stateOf('Сейітова')).toBe('accepted')
})
