/** The queue of the branch: it follows what happens, is sorted, narrowed and searched at the source, and says why not. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayKind } from '../../domain/calendar/calendar.ts'
import { loadKnowledge } from '../../electron/branch/catalogue.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'
import { misfits } from './fitting.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await desk.signIn()
  // Her application is handed in, to be signed at the case sheet.
  const handedIn = [{ key: 'signed_application', sheets: 1, original: true }]
  await desk.registered(
    { last_name: 'Сейітова', first_name: 'Гүлнар', phone: '+77011112233' },
    ...(['ACC-DEREG', handedIn] as const),
  )
  await desk.registered({ last_name: 'Ахметов', first_name: 'Нұрлан', phone: '+77052224455' }, 'TRACE-DOM')
  await desk.registered({ last_name: 'Цой', first_name: 'Роман', phone: '+77073336677' }, 'SVC-SUSPEND')
})
afterAll(() => desk?.close())

/** Whether the branch works today, by its own calendar. */
async function isWorkingDay(): Promise<boolean> {
  const { today } = await desk.ask('workspace', 'open', {})
  return dayKind(today, loadKnowledge(join(import.meta.dirname, '../../data')).calendar).working
}

const applicants = async () =>
  (await desk.window.locator('.queue tbody .cell-applicant').allTextContents()).map((name) => name.split(' ')[0])
const showsApplicants = (...names: string[]) => expect.poll(applicants).toEqual(names)
async function find(text: string) {
  await desk.hands.press('Escape')
  await desk.hands.press('Control+f')
  await desk.hands.type(text)
}

test('a case that is registered appears without a press, and the counts follow', async () => {
  await desk.hands.press('F3')
  await desk.window.locator('.queue tbody tr').nth(2).waitFor()
  await desk.registered({ ...LEAST, last_name: 'Әлиева' })
  await desk.window.locator('.queue tbody tr', { hasText: 'Әлиева' }).waitFor()
  await desk.says('4 обращения')
})

test('the first key after the palette was closed does what it says', async () => {
  await desk.hands.press('F2')
  await desk.window.locator('#ask').waitFor()
  await desk.hands.press('Control+k')
  await desk.window.locator('input.mantine-Spotlight-search').waitFor()
  // As fast as a hand: 40 ms after Esc, while a window that fades away would still stand.
  await desk.window.keyboard.press('Escape')
  await desk.window.waitForTimeout(40)
  await desk.window.keyboard.press('F3')
  await desk.window.locator('.queue tbody tr').first().waitFor()
})

test('sorted by name the queue stands in the Kazakh order of letters; a second press turns the order', async () => {
  const byName = async () => {
    await desk.hands.press('s')
    await desk.window.locator('.menu button', { hasText: 'По имени' }).click()
  }
  await byName()
  await showsApplicants('Ахметов', 'Әлиева', 'Сейітова', 'Цой')
  await byName()
  await showsApplicants('Цой', 'Сейітова', 'Әлиева', 'Ахметов')
  await byName()
})

test('the filter leaves the types that were ticked and says so', async () => {
  await desk.hands.press('f')
  await desk.window.locator('.menu .tick', { hasText: 'Розыск внутренний' }).click()
  await desk.hands.press('Escape')
  await showsApplicants('Ахметов')
  await desk.says('Фильтр: 1 тип')
  await desk.hands.press('f')
  await desk.window.locator('.menu button', { hasText: 'Все типы' }).click()
  await desk.hands.press('Escape')
  await expect.poll(async () => (await applicants()).length).toBe(4)
})

test.each([
  ['a name without Kazakh letters', 'сейитова', 'Сейітова'],
  ['a name in the wrong keyboard layout', 'f[vtnjd', 'Ахметов'],
])('%s finds the case (R-051)', async (_how, typed, name) => {
  await find(typed)
  await showsApplicants(name)
  await desk.hands.press('Escape')
  await expect.poll(async () => (await applicants()).length).toBe(4)
})

test('a digit opens a tab; what is due on the next working day stands under “due soon” (R-047)', async () => {
  const { hands, window } = desk
  // Taken in on a day off it counts from the next working day, so it is due a day later and not near yet.
  const soon = await isWorkingDay()
  await hands.press('Digit7')
  await showsApplicants(...(soon ? ['Цой'] : []))
  await hands.press('Digit6')
  await desk.says('На этой вкладке пусто')
  await hands.press('Digit1')
  await expect.poll(async () => (await applicants()).length).toBe(4)
  expect(await window.locator('.tabs [role=tab]').allTextContents()).toEqual([
    'Все 4',
    'Мои 4',
    'На проверке 4',
    'Неполные 4',
    'Ждут связи 4',
    'В головном офисе 0',
    `Срок близко ${soon ? 1 : 0}`,
    'Просрочено 0',
    'Передано выше 0',
  ])
})

async function openCaseOf(name: string) {
  await desk.hands.press('F3')
  const row = desk.window.locator('.queue tbody tr', { hasText: name })
  await row.click()
  await desk.hands.press('Enter')
  await desk.window.locator('.case-body').waitFor()
}
const stateOf = async (name: string) => (await desk.cases(name)).rows[0]?.state

test('a clerk cannot accept: the button stays, dashed, and says who can', async () => {
  await openCaseOf('Сейітова')
  await desk.says('Нельзя: это проверяет старший смены', '.act')
  await desk.picture('cannot-accept')
  await desk.hands.press('Digit1')
  expect(await stateOf('Сейітова')).toBe('in_review')
})

test('the shift lead accepts another’s incomplete case with a reason; his own he cannot, and reads why', async () => {
  const { hands, window } = desk
  const [case_] = (await desk.cases('Сейітова')).rows
  const of = { case: case_?.id ?? '' }
  const command = '0197a000-0000-7000-8000-00000000c051'
  expect(await desk.ask('consent', 'sign', { of, signed: true, paper: 'signed_application', command })).toEqual({
    ok: true,
  })
  await hands.press('F12')
  await desk.signIn('lead')
  await desk.registered({ ...LEAST, last_name: 'Жаңаев' })
  await openCaseOf('Жаңаев')
  await desk.says('Нельзя: вы его регистрировали', '.act')
  await hands.press('Digit1')
  expect(await stateOf('Жаңаев')).toBe('in_review')

  await openCaseOf('Сейітова')
  await hands.press('Digit1')
  await desk.says('Принять неполное обращение')
  await hands.type('клиент донесёт завтра')
  await hands.press('Control+Enter')
  await window.locator('.head .chip', { hasText: /В очереди|Отправлено/ }).waitFor()
  await desk.says('Проверено, принято', '.history')
  expect(await stateOf('Сейітова')).toBe('accepted')
})

test('R-049 a bar of the counts opens the cases it stands for, as many as it said; Esc shows all again', async () => {
  const { window, hands } = desk
  await hands.press('F12')
  await desk.signIn('manager')
  await hands.press('F9')
  await window.locator('.needs .lit').waitFor()
  expect(await misfits(window)).toEqual([])
  await hands.press('r')
  const bars = window.locator('[data-chart=type] button')
  await bars.first().waitFor()
  expect(await misfits(window)).toEqual([])
  const said = await bars.evaluateAll((all) =>
    all.map((one) => ({ words: one.getAttribute('title') ?? '', count: Number(one.querySelector('b')?.textContent) })),
  )
  const total = said.reduce((sum, { count }) => sum + count, 0)
  const [{ words = '', count = 0 } = {}] = said
  expect(count).toBeGreaterThan(0)
  await bars.first().focus()
  await hands.press('Enter')
  const chip = window.locator('.slice-chip')
  await chip.getByText(words).waitFor()
  await expect.poll(async () => (await applicants()).length).toBe(count)
  expect(await chip.locator('b').textContent()).toBe(String(count))
  await hands.press('Escape')
  await chip.waitFor({ state: 'detached' })
  await expect.poll(async () => (await applicants()).length).toBe(total)
})
