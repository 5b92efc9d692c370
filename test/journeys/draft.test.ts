/** What was typed is not lost: not by another customer, a lock, another person, a power cut; it goes only with a reason. */
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CUSTOMER } from './deregistration.ts'
import { type Desk, freshHome, LEAST, openDesk } from './desk.ts'
import { drop, photo } from './papers.ts'

const home = freshHome()
let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ home })
  await desk.signIn()
})
afterAll(async () => {
  await desk?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})
/** Nothing of the test before lies on the desk. */
beforeEach(async () => {
  await desk.window.evaluate(() => location.assign('#/'))
  await desk.window.locator('#ask').waitFor()
  for (const { id } of await desk.ask('drafts', 'list', {}))
    await desk.ask('drafts', 'discard', { id, reason: 'other' })
  await desk.window.locator('.parked').waitFor({ state: 'hidden' })
})

const FOUR_FIELDS = {
  last_name: CUSTOMER.lastName,
  first_name: CUSTOMER.firstName,
  patronymic: CUSTOMER.patronymic,
  iin: CUSTOMER.iin,
}

/** The form with four fields filled; a person goes on with the fifth and leaves its text half typed. */
async function halfway(at: Desk) {
  await at.openForm(FOUR_FIELDS)
  await expect.poll(() => at.hands.focusedField()).toBe('birth_date')
  await at.hands.type('15.03.19')
}

/** Begins the cancellation by keyboard and stops in the fifth field, its text half typed. */
async function leftAtFieldFive({ hands, window }: Desk) {
  await hands.ask('отменить регистрацию')
  await hands.openFirst()
  await hands.fill('last_name', CUSTOMER.lastName)
  await hands.fill('first_name', CUSTOMER.firstName)
  await hands.fill('patronymic', CUSTOMER.patronymic)
  await hands.fill('iin', CUSTOMER.iin)
  await hands.comesTo('birth_date')
  await hands.type('15.03.19')
  expect(await hands.focusedField()).toBe('birth_date')
  return window.evaluate(() => location.hash)
}

async function isAsItWas({ hands, input }: Desk) {
  await expect.poll(() => hands.focusedField()).toBe('birth_date')
  expect(await input('last_name').inputValue()).toBe(CUSTOMER.lastName)
  expect(await input('first_name').inputValue()).toBe(CUSTOMER.firstName)
  expect(await input('patronymic').inputValue()).toBe(CUSTOMER.patronymic)
  expect((await input('iin').inputValue()).replaceAll(' ', '')).toBe(CUSTOMER.iin)
  expect(await input('birth_date').inputValue()).toBe('15.03.19')
}

test('begun, left at field 5, another customer served, back with F6: nothing is lost, the focus is on field 5 (R-005)', async () => {
  const { hands, window } = desk
  const begun = await leftAtFieldFive(desk)
  await hands.press('Escape')
  await desk.says('Сейітова Гүлнар', '.parked')

  await hands.ask('где моя посылка')
  await hands.openFirst()
  await hands.fill('last_name', 'Ахметов')
  await hands.fill('first_name', 'Нұрлан')
  await hands.goTo('phone')
  await hands.fill('phone', '8 705 111 22 33')
  await hands.register()
  await hands.number()
  await desk.says('нет принтера. Номер действует')

  await hands.press('F6')
  await window.locator('[data-field="birth_date"]').waitFor()
  expect(await window.evaluate(() => location.hash)).toBe(begun)
  await isAsItWas(desk)
})

test('a lock with F12 keeps the form; the same person signs in and goes on in the same field', async () => {
  await halfway(desk)
  await desk.hands.press('F12')
  await desk.window.locator('.card').waitFor()
  expect(await desk.window.locator('body').textContent()).not.toContain(CUSTOMER.lastName)
  await desk.signIn()
  await isAsItWas(desk)
})

test('left among the files, the papers, the consent or the steps: back there with F6, and all of it in sight (R-005)', async () => {
  const { hands, window } = desk
  const here = () =>
    window.evaluate(() => {
      const { activeElement } = document
      const part = activeElement?.closest<HTMLElement>('[data-field], [data-beside]')
      const pane = part?.closest('.form-body, .steps')?.getBoundingClientRect()
      if (!activeElement || !part || !pane) return null
      const { top, bottom } = part.getBoundingClientRect()
      const nth = [...part.querySelectorAll('input, button')].indexOf(activeElement)
      const inSight = top >= pane.top && bottom <= pane.bottom
      return { at: part.dataset.field ?? part.dataset.beside, nth, inSight }
    })
  const comesBackTo = async (part: string, nth: number) => {
    await window.locator(part).locator('input, button').nth(nth).focus()
    const at = { at: /="(.+)"/.exec(part)?.[1], nth, inSight: true }
    await expect.poll(here).toEqual(at)
    await hands.press('Escape')
    await window.locator('.parked').waitFor()
    await hands.press('F6')
    await expect.poll(here, { timeout: 5_000 }).toEqual(at)
  }
  await desk.openForm(LEAST, 'CLAIM-DAMAGE')
  await drop(window, '[data-files-field="photos"]', [{ name: 'a.jpg', bytes: photo('Ярлык'), type: 'image/jpeg' }])
  await desk.field('photos').locator('.thumb').waitFor()
  for (const nth of [0, 1, 2]) await comesBackTo('[data-field="photos"]', nth)
  await comesBackTo('[data-field="patronymic"]', 0)
  await drop(window, '[data-files-field="photos"]', [{ name: 'b.jpg', bytes: photo('Излом'), type: 'image/jpeg' }])
  await desk.field('photos').locator('.thumb').nth(1).waitFor()
  await hands.drawn()
  expect(await here()).toEqual({ at: 'patronymic', nth: 0, inSight: true })
  await hands.press('Escape')
  await window.locator('.parked').waitFor()

  await desk.openForm(LEAST)
  await desk.field('signed_application').locator('.tick').click()
  await comesBackTo('[data-field="signed_application"]', 1)
  await comesBackTo('[data-field="consent_signed"]', 0)
  await comesBackTo('[data-field="consent_code_0"]', 0)
  await comesBackTo('[data-beside="step-login"]', 0)

  await desk.field('consent_signed').locator('input').focus()
  await window.locator('.form-cols').evaluate((form) => {
    const banner = document.createElement('p')
    banner.style.flex = 'none'
    banner.style.height = '200px'
    form.before(banner)
  })
  await hands.drawn()
  await expect.poll(here).toEqual({ at: 'consent_signed', nth: 0, inSight: true })
})

test('a power cut while a form is filled: after the restart it is there, with the focus where it was (R-005)', async () => {
  await halfway(desk)
  await expect.poll(async () => (await desk.ask('drafts', 'list', {}))[0]?.answers.birth_date).toBe('15.03.19')
  await desk.kill()

  desk = await openDesk({ home })
  await desk.says('черновик', '.facts')
  await desk.signIn()
  await desk.hands.press('F6')
  await desk.window.locator('[data-field="birth_date"]').waitFor()
  await isAsItWas(desk)
})

test('a draft is thrown away only with a reason; Enter and Escape in the dialog keep it', async () => {
  const { hands, window } = desk
  await desk.openForm(LEAST)
  await hands.press('Escape')
  await window.getByRole('button', { name: 'Удалить черновик' }).click()
  await desk.says('Выберите причину')
  await hands.press('Enter')
  await window.getByText('Выберите причину').waitFor({ state: 'hidden' })
  await window.getByRole('button', { name: 'Удалить черновик' }).click()
  await desk.says('Выберите причину')
  await hands.press('Escape')
  await window.getByText('Выберите причину').waitFor({ state: 'hidden' })
  expect(await desk.ask('drafts', 'list', {})).toHaveLength(1)

  await window.getByRole('button', { name: 'Удалить черновик' }).click()
  await desk.says('Выберите причину')
  await desk.picture('discard')
  await hands.press('Digit1')
  await window.locator('.parked').waitFor({ state: 'hidden' })
  expect(await desk.ask('drafts', 'list', {})).toEqual([])
})

test('who leaves the form and presses the key of another screen stays there, however long the draft takes to be stored', async () => {
  const branch = (await desk.branchPid()) ?? Number.NaN
  const place = () => desk.window.evaluate(() => location.hash)
  await halfway(desk)
  process.kill(branch, 'SIGSTOP')
  try {
    await desk.hands.press('Escape')
    await desk.hands.press('F3')
    await expect.poll(place).toBe('#/queue')
  } finally {
    process.kill(branch, 'SIGCONT')
  }
  await desk.window.locator('.queue').waitFor()
  await expect.poll(async () => (await desk.ask('drafts', 'list', {}))[0]?.answers.birth_date).toBe('15.03.19')
  await desk.hands.drawn()
  expect(await place()).toBe('#/queue')
})

test('keys act in the order of the hands: of a window that was busy between two, the last one decides', async () => {
  const { case: id } = await desk.registered()
  await desk.window.evaluate((at) => location.assign(`#/case/${at}`), id)
  await desk.window.locator('.case-body').waitFor()
  await desk.hands.drawn()
  await desk.window.evaluate(() => {
    const press = (code: string, key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { code, key }))
    press('KeyK', 'k')
    for (const end = performance.now() + 200; performance.now() < end; );
    press('F3', 'F3')
  })
  await desk.window.locator('.queue').waitFor()
  await desk.window.waitForTimeout(200)
  expect(await desk.window.evaluate(() => location.hash)).toBe('#/queue')
})
