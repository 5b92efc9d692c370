/** Known people at the counter: the old case first, a card only with a reason, and a log that a lead reads. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { ru } from '../../renderer/locales/index.ts'
import { type Desk, openDesk } from './desk.ts'
import { covered } from './fitting.ts'
import { drop, photo } from './papers.ts'

const aigul: Answers = { last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567', iin: '900315300123' }
const bill: Answers = { ...aigul, account_no: '1200345' }

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await desk.signIn()
})
afterAll(() => desk?.close())

const strip = () => desk.window.locator('.repeat')
const histories = () => desk.window.locator('.history li b').allTextContents()
async function find(text: string) {
  await desk.hands.press('F3')
  await desk.hands.press('Escape')
  await desk.hands.press('Control+f')
  await desk.hands.type(text)
}

test('R-032 while the form is typed the old case is offered; one key joins the visit to it, and both visits stand in its history', async () => {
  const first = await desk.registered(bill, 'SVC-BILL')
  await desk.openForm({ phone: '+77011234567' }, 'SVC-BILL')
  expect(await strip().count()).toBe(0)
  await desk.write('last_name', 'касымова')
  await desk.write('account_no', '12-003-45')
  await strip().waitFor()
  await desk.says('Этот человек уже обращался по этому вопросу', '.repeat')
  expect((await strip().textContent())?.replaceAll(/\s/g, '')).toContain(first.number)
  await drop(desk.window, '.form-body', [{ name: 'счёт.jpg', bytes: photo('Счёт'), type: 'image/jpeg' }])
  await desk.window.locator('.thumb[title="счёт.jpg"]').waitFor()

  await desk.hands.press('Alt+v')
  await desk.window.locator('#visit-words').waitFor()
  await desk.hands.type('снова пришёл счёт за отключённую услугу')
  await desk.hands.press('Control+Enter')
  await desk.window.locator('.case-body').waitFor()
  await desk.says('снова пришёл счёт за отключённую услугу', '.history')
  const events = await histories()
  expect(events).toContain('Зарегистрировано')
  expect(events).toContain('Клиент пришёл снова')
  // The files that the visit brought have a slip of their own, as those that are added here.
  await desk.window.locator('.case-files').getByRole('button', { name: ru.attachments.slipOfAdded }).waitFor()
  expect((await desk.cases()).total).toBe(1)
  expect(await desk.ask('drafts', 'list', {})).toEqual([])
  await desk.hands.press('F6')
  await desk.says(ru.window.nothingParked, '.mantine-Notifications-notification')
  // News makes room for itself and lies over nothing that somebody presses.
  expect(await covered(desk.window)).toEqual([])
})

test('R-047 who says “another matter” is not asked again; the third time goes up by itself and the queue shows it', async () => {
  await desk.openForm(bill, 'SVC-BILL')
  await strip().waitFor()
  await desk.hands.press('Alt+b')
  await strip().waitFor({ state: 'detached' })
  await desk.hands.press('Escape')
  await desk.window.locator('.form-body').waitFor({ state: 'detached' })
  await desk.hands.press('F6')
  await desk.window.locator('[data-field]').first().waitFor()
  await desk.window.waitForTimeout(600)
  expect(await strip().count()).toBe(0)
  await desk.hands.register()
  await desk.window.locator('.done .number').waitFor()

  await desk.hands.press('F3')
  const row = desk.window.locator('.queue tbody tr', { hasText: 'Уровень 2' })
  await row.waitFor()
  expect(await desk.window.locator('.queue tbody tr').count()).toBe(2)
  await row.click()
  await desk.hands.press('Enter')
  await desk.says('уровень 2: подразделение головного офиса', '.history')
  await desk.says('Передано выше', '.head')
})

test('R-045 an IIN shows a count, the card asks for a reason, and the log has who, when and why', async () => {
  await find('900315300123')
  await desk.says('2 обращения', '.queue-empty')
  expect(await desk.window.locator('.queue tbody tr').count()).toBe(0)
  await desk.window.waitForTimeout(200)
  await desk.hands.press('Enter')
  await desk.says('зачем смотрите?', '.why-look')
  expect(await desk.window.locator('.person-cases').count()).toBe(0)
  await desk.hands.press('Digit5')
  await desk.window.locator('#why-words').waitFor()
  await desk.hands.type('так')
  await desk.hands.press('Control+Enter')
  await desk.says('Напишите причину подробнее')
  await desk.window.locator('#why-words').focus()
  await desk.hands.type(' как клиент забыл номер')
  await desk.hands.press('Control+Enter')
  await desk.window.locator('.person-cases').waitFor()
  await expect.poll(() => desk.window.locator('.person-cases li').count()).toBe(2)

  await desk.hands.press('F9')
  await desk.window.locator('.overview').waitFor()
  expect(await desk.window.locator('[role=tab]', { hasText: 'Кто смотрел данные' }).count()).toBe(0)
  await desk.hands.press('F12')
  await desk.signIn('lead')
  await desk.openSection('looks')
  const row = desk.window.locator('.looks tbody tr', { hasText: 'Открыты обращения клиента' })
  await row.waitFor()
  expect(await row.textContent()).toContain('Әбенова С. Н.')
  expect(await row.textContent()).toContain('так как клиент забыл номер')
  expect(await desk.window.locator('.looks').textContent()).not.toContain('900315300123')
})

test('R-045 from a case its customer’s cases open without a question', async () => {
  await find('касымова')
  await desk.window.locator('.queue tbody tr').nth(1).waitFor()
  await desk.window.waitForTimeout(200)
  await desk.hands.press('Enter')
  await desk.window.locator('.case-body').waitFor()
  await desk.hands.press('k')
  await desk.window.locator('.person-cases li').nth(1).waitFor()
  await desk.hands.press('Escape')
  await desk.window.locator('.case-body').waitFor()
})

test('R-040 a bill after a cancellation: the earlier case is offered, and one key notes its number and day as the proof', async () => {
  const ended = { ...aigul, last_name: 'Тілеуова', iin: '', phone: '+77011112233', account_no: '777123' }
  const { number } = await desk.registered({ ...ended, action: 'cancel_contract' }, 'SVC-SUSPEND')
  await desk.openForm({ ...ended, bill_problem: ['cancelled_billed'] }, 'SVC-BILL')
  const offer = desk.window.locator('.evidence')
  await offer.waitFor()
  expect((await offer.textContent())?.replaceAll(/\s/g, '')).toContain(number)
  expect(await strip().count()).toBe(0)
  const day = desk.field('cancel_date').locator('input')
  await day.focus()
  const others = desk.window.locator('.known', { hasText: number })
  await others.waitFor()
  await desk.hands.press('Alt+l')
  await offer.waitFor({ state: 'detached' })
  await others.waitFor({ state: 'detached' })
  await expect.poll(() => desk.field('cancel_case').locator('input').inputValue()).toBe(number)
  await desk.hands.press('Enter')
  await expect.poll(() => desk.hands.focusedField()).not.toBe('cancel_date')
  await expect.poll(() => day.inputValue()).toMatch(/^\d\d\.\d\d\.\d{4}$/)
  await desk.picture('evidence-taken')
  await expect
    .poll(async () => (await desk.ask('drafts', 'list', {}))[0]?.answers)
    .toMatchObject({
      cancel_proof: 'case_number',
      cancel_case: number,
      cancel_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
  await desk.hands.press('Escape')
})

test('R-046 a request for personal data says which cases are open, and hands out the list of slips only when the document was seen', async () => {
  const asked = { ...aigul, pd_kind: 'delete', pd_scope: 'всё' }
  await desk.openForm(asked, 'PD-REQ')
  const open = desk.field('pd_open_cases').locator('.open-cases li')
  await expect.poll(() => open.count()).toBe(2)
  await desk.says('удаление не начинают', '[data-field=pd_open_cases]')
  const numbers = (await open.locator('.case-number').allTextContents()).map((one) => one.replaceAll(/\s/g, ''))
  await desk.hands.register()
  await desk.window.locator('.done .number').waitFor()
  const id = (await desk.cases()).rows.find(({ type }) => type === 'PD-REQ')?.id ?? ''
  expect((await desk.ask('cases', 'detail', { id }))?.registered.answers.pd_open_cases).toEqual(numbers)

  await desk.window.evaluate((one) => location.assign(`#/case/${one}`), id)
  await desk.window.locator('.case-body').waitFor()
  await desk.hands.press('l')
  await desk.says('оригинал документа предъявлен')
  const seen = await desk.registered({ ...asked, id_seen: true }, 'PD-REQ')
  const wish = { case: seen.case, language: 'kk' as const, large: false }
  // This counter has no printer: the list was allowed and made.
  expect(await desk.ask('printing', 'slips', wish)).toEqual({ ok: false, refusal: { code: 'noPrinter' } })
})

test('a customer whose answers cannot be read is not silently taken for a new one', async () => {
  await desk.window.evaluate(() => location.assign('#/another/nobody'))
  await desk.says(ru.intake.sameCustomer.failed, '.same-customer.warn')
})

test('R-025 a lost slip is found by surname and date in two pauses of typing', async () => {
  await desk.registered({ ...aigul, last_name: 'Ахметова' }, 'TRACE-DOM')
  const day = new Intl.DateTimeFormat('ru', { day: '2-digit', month: '2-digit', timeZone: 'Asia/Almaty' }).format()
  const rows = desk.window.locator('.queue tbody tr')
  await find('ахметова')
  await expect.poll(() => rows.count()).toBe(1)
  await desk.hands.type(` ${day}`)
  await desk.window.waitForTimeout(400)
  await expect.poll(() => rows.count()).toBe(1)
  await desk.hands.type('.2019')
  await expect.poll(() => rows.count()).toBe(0)
})

test('R-007 from the open case two keys pass it up, to a name; the manager finds it on the list of today, one press opens it', async () => {
  const { window, hands } = desk
  await hands.press('F12')
  await desk.signIn('clerk')
  const passed = await desk.registered({ ...aigul, last_name: 'Оразова' }, 'TRACE-DOM')
  await window.evaluate((id) => location.assign(`#/case/${id}`), passed.case)
  await window.locator('.case-body').waitFor()
  await hands.press('p')
  await window.locator('.pass-list label.lit', { hasText: 'Жұмағалиева Р. Һ.' }).waitFor()
  await hands.press('Enter')
  await desk.says(/передано: Жұмағалиева/, '.mantine-Notifications-notification')
  await desk.says('Жұмағалиева Р. Һ.', '.history')
  await hands.press('F12')
  await desk.signIn('manager')
  await desk.says(/Сегодня нужно сдвинуть/, '.banner')
  await hands.press('F9')
  await window.locator('.needs button', { hasText: 'Передано вам' }).click()
  const line = window.locator('.today section', { hasText: 'Передано вам' }).locator('button', { hasText: 'Оразова' })
  await line.click()
  await window.locator('.case-body').waitFor()
  expect(window.url()).toContain(passed.case)
})
