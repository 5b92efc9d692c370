/**
 * The second pair of eyes by keyboard: return, take back, accept, several at once; the next case opens by
 * itself, and a window that is closed has decided.
 */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TYPICAL } from '../support/typical.ts'
import { type Desk, freshHome, LEAST, openDesk } from './desk.ts'

const home = freshHome()
let desk: Desk
/** Numbers of the two that may be accepted without a look. */
let plain: string[] = []

/** Filled wholly, the paper handed in and signed. */
async function plainCase(last_name: string, iin: string, phone: string): Promise<string> {
  const answers = { ...TYPICAL['ACC-DEREG'], last_name, iin, phone, account_login: phone }
  const paper = 'signed_application'
  const receipt = await desk.registered(answers, 'ACC-DEREG', [{ key: paper, sheets: 1, original: true }])
  const consent = { of: { case: receipt.case }, signed: true as const, paper, command: randomUUID() }
  expect(await desk.ask('consent', 'sign', consent)).toMatchObject({ ok: true })
  return receipt.number
}

beforeAll(async () => {
  desk = await openDesk({ home })
  await desk.signIn()
  for (const last_name of ['Сейітова', 'Оспанова', 'Ли'])
    await desk.registered({ ...LEAST, last_name, urgent: 'no' }, 'OUTAGE-REPORT')
  plain = [
    await plainCase('Тлеуова', '850712300017', '+77059876543'),
    await plainCase('Ахметова', '850712400122', '+77059876544'),
  ]
  await desk.hands.press('F12')
  await desk.window.locator('.card').waitFor()
  await desk.signIn('lead')
})
afterAll(async () => {
  await desk?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

const stateOf = async (name: string) => (await desk.cases(name)).rows[0]?.state

test('a return needs words, opens the next case, and Z takes it back before it is written', async () => {
  const { hands, window } = desk
  await hands.press('F4')
  await desk.says('5 ждут проверки')
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

test('an arrow that is held down walks on through the list', async () => {
  const { hands, window } = desk
  await hands.press('F4')
  await desk.says('4 ждут проверки')
  await window.getByLabel(plain[1] ?? '').waitFor()
  const numbers = await window.locator('.review-line b').allTextContents()
  // A key that is down already repeats, faster than any hand.
  for (let i = 0; i < 3; i++) await window.keyboard.down('ArrowDown')
  await window.keyboard.up('ArrowDown')
  await expect.poll(() => window.locator('.review-line.lit b').textContent()).toBe(numbers[3])
})

test('two plain cases are accepted together; taken back they are ticked again, and one is left out', async () => {
  const { hands, window } = desk
  await hands.press('F4')
  await desk.says('4 ждут проверки')
  await window.getByLabel(plain[1] ?? '').waitFor()
  await hands.press('Control+a')
  await desk.says('Принять 2 отмеченных')
  await hands.press('Digit1')
  await desk.says('Каждую из 2 бумаг вы видели сами')
  // Nothing counts before the three checks are said for all of them.
  await hands.press('Control+Enter')
  await desk.says('сначала «Подписано»')
  for (const _ of ['signed', 'rightType', 'identity']) await hands.press('Space')
  await hands.press('Control+Enter')
  await desk.says('Принято: 2.')
  await hands.press('KeyZ')
  await desk.says('Принять 2 отмеченных')
  expect([await stateOf('Тлеуова'), await stateOf('Ахметова')]).toEqual(['in_review', 'in_review'])
  await window.getByLabel(plain[1] ?? '').setChecked(false, { force: true })
  await desk.says('Принять 1 отмеченное')
})

test('a window that is closed within the five seconds has decided: opened again, the case is accepted', async () => {
  await desk.hands.press('Digit1')
  await desk.says('Принять 1 обращение')
  for (const _ of ['signed', 'rightType', 'identity']) await desk.hands.press('Space')
  await desk.hands.press('Control+Enter')
  await desk.says(`Принято ${plain[0]}.`)
  expect(await stateOf('Тлеуова')).toBe('in_review')
  await desk.close()
  desk = await openDesk({ home })
  await desk.signIn('lead')
  expect([await stateOf('Тлеуова'), await stateOf('Ахметова')]).toEqual(['accepted', 'in_review'])
})
