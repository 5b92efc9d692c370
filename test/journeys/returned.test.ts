/**
 * A case comes back: the lead says why, the clerk puts it right and answers, the lead accepts. What is typed outlives a lock.
 * One that is answered goes out as a letter.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseDetail } from '../../electron/contract.ts'
import { ANSWER_TEXTS } from '../../paper/answerTexts.ts'
import { ru } from '../../renderer/locales/index.ts'
import { textOf } from '../paper/reading.ts'
import { type Cups, startCups } from '../support/cups.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'

let cups: Cups
let desk: Desk
let id = ''
beforeAll(async () => {
  cups = await startCups()
  desk = await openDesk({ env: { CUPS_SERVER: cups.server, OKNO_PRINTER: 'PDF' } })
  await desk.signIn()
  const paper = { ...LEAST, track_no: 'RB123456785KZ', post_date: '2026-11-10' }
  id = (await desk.registered(paper, 'TRACE-DOM')).case
})
afterAll(async () => {
  await desk?.close()
  await cups?.stop()
})

const detail = async (): Promise<CaseDetail> => {
  const found = await desk.ask('cases', 'detail', { id })
  if (!found) throw new Error('no case')
  return found
}
const change = async (who: 'clerk' | 'lead') => {
  await desk.hands.press('F12')
  await desk.signIn(who)
}
async function openCase() {
  await desk.hands.press('F3')
  await desk.window.locator('.queue tbody tr', { hasText: 'Қасым' }).click()
  await desk.hands.press('Enter')
  await desk.window.locator('.case-body').waitFor()
}

test('the lead returns it with its reason, by one key and words', async () => {
  await change('lead')
  await openCase()
  await desk.hands.press('Digit2')
  await desk.says(ru.review.return.title)
  await desk.window.locator('.return-reason [role=combobox]').focus()
  await desk.hands.press('ArrowDown')
  expect(await desk.window.locator('.return-fields button').count()).toBe(0)
  await desk.hands.type('фам')
  await desk.hands.press('Enter')
  await desk.window.locator('.return-reason textarea').focus()
  await desk.hands.type('Фамилия не как в документе')
  await desk.hands.press('Control+Enter')
  await desk.window.locator('.standing.lit').waitFor()
  expect((await detail()).now.returned?.reasons).toEqual([
    { words: 'Фамилия не как в документе', fields: ['last_name'] },
  ])
})

test('the clerk sees the reason lit, and corrects the field that it names; a lock takes nothing back', async () => {
  await change('clerk')
  await openCase()
  await desk.says('Фамилия не как в документе', '.standing.lit')
  await desk.window.locator('.standing .link').click()
  await desk.write('last_name', 'Қасымбекова')
  await desk.window.locator('textarea[name=reason]').focus()
  await desk.hands.type('ошибка при вводе')
  await change('clerk')
  await desk.window.locator('.before-after').waitFor()
  expect(await desk.input('last_name').inputValue()).toBe('Қасымбекова')
  expect(await desk.window.locator('textarea[name=reason]').inputValue()).toBe('ошибка при вводе')
  await desk.hands.press('Control+Enter')
  await desk.window.locator('.was s', { hasText: 'Қасымова' }).waitFor()
  expect((await detail()).now.corrections).toHaveLength(1)
})

test('he answers the reason and it is in review again; the lead accepts it and the history says what each has said', async () => {
  await desk.hands.press('Digit1')
  await desk.window.locator('textarea[name=answer-0]').focus()
  await desk.hands.type('Исправлено по удостоверению')
  await desk.hands.press('Control+Enter')
  await expect.poll(async () => (await detail()).row.state).toBe('in_review')
  await desk.says('Исправлено по удостоверению', '.history')
  await change('lead')
  await openCase()
  await desk.hands.press('Digit1')
  await desk.says(ru.case.incompleteTitle)
  await desk.hands.type('бумага завтра')
  await desk.hands.press('Control+Enter')
  await expect.poll(async () => (await detail()).row.state).toBe('accepted')
  await desk.says('бумага завтра', '.history')
})

/** A bare key and what is typed after it, by a hand that is faster than the screen: the window comes to nothing between them. */
async function quickly(code: 'KeyD' | 'Digit1', ...keys: string[]) {
  await desk.window.waitForTimeout(160)
  await desk.window.evaluate(
    (all) => {
      for (const [code, key] of all) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }))
        for (const end = performance.now() + 31; performance.now() < end; );
      }
    },
    [[code, code.slice(-1).toLowerCase()], ...keys.map((key) => [key, key])] as [string, string][],
  )
}

test('D disputes the entry that the arrows have chosen; everybody reads it on top', async () => {
  const lit = desk.window.locator('.history li.lit')
  await desk.hands.press('d')
  await expect.poll(() => lit.textContent()).toContain(ru.case.event.caseAccepted)
  await desk.hands.press('ArrowUp')
  await expect.poll(() => lit.textContent()).toContain(ru.case.event.returnAnswered)
  // What D opens stands over the case for the next key, however fast the hand is: Escape does not leave the case.
  await quickly('KeyD', 'Escape')
  expect(await desk.window.locator('[role=dialog]').count()).toBe(1)
  expect(await desk.window.locator('.case-body').count()).toBe(1)
  await desk.hands.press('Escape')
  await desk.window.locator('[role=dialog]').waitFor({ state: 'detached' })
  await quickly('KeyD', ...'это ')
  await desk.window.waitForFunction(() => document.activeElement?.matches('[role=dialog] textarea'))
  await desk.hands.type('не мои слова')
  await desk.hands.press('Control+Enter')
  await desk.says('это не мои слова', '.case-body')
  const { now, history } = await detail()
  const disputed = now.disputes.map(({ entry }) => history.find(({ hash }) => hash === entry.hash)?.type)
  // The last entry was the acceptance; one above it the clerk's answer.
  expect(disputed).toEqual(['returnAnswered'])
})

test('an answer comes out as a letter with A, and right after it the clerk writes down that the customer has it', async () => {
  await change('clerk')
  id = (await desk.registered({ ...LEAST, last_name: 'Оспанова', problem: 'code_fails' }, 'DELIV-PROBLEM')).case
  await change('lead')
  const given = { outcome: 'EXPLAINED', text: 'Код қайта жіберілді', ground: 'оператор ережесі', sum: null }
  const act = { do: 'finishAtBranch' as const, command: randomUUID(), ...given }
  expect(await desk.ask('cases', 'act', { case: id, act })).toEqual({ ok: true })
  await change('clerk')
  await desk.window.evaluate((one) => location.assign(`#/case/${one}`), id)
  await desk.says(given.text, '.standing')
  await desk.hands.press('KeyA')
  await desk.says(ru.acts.deliverAnswer.title)
  const paper = textOf((await cups.outputFiles()).at(-1) ?? '')
  const { answer, received } = ANSWER_TEXTS.kk
  for (const said of [answer, 'Оспанова', given.text, 'Ким В. О., ауысым басшысы', received])
    expect(paper).toContain(said)
  await desk.hands.press('Escape')
  await desk.window.locator('[role=dialog]').waitFor({ state: 'detached' })
  // What is typed at once stands in the place of the name that stood there, as when it is typed later.
  await quickly('Digit1', ...'Сы')
  const taker = desk.window.locator('[role=dialog] input[data-autofocus]')
  await expect.poll(() => taker.inputValue()).toBe('Сы')
  await desk.hands.type('н Арман')
  expect(await taker.inputValue()).toBe('Сын Арман')
  await desk.hands.press('Control+Enter')
  await expect.poll(async () => (await detail()).row.state).toBe('delivered')
})

test('letters and arrows only search for what to correct: Enter adds it, × takes it away; what is asked begins after what lacks', async () => {
  const { hands, window } = desk
  id = (await desk.registered({ ...LEAST, first_name: 'Jürgen' }, 'DELIV-PROBLEM')).case
  await window.evaluate((one) => location.assign(`#/case/${one}`), id)
  await desk.says('Jürgen', '.case-body')
  const fields = window.locator('[role=dialog] [data-field]')
  const inList = () => window.evaluate(() => document.activeElement?.matches('.add-field input') ?? false)
  await hands.press('Digit7')
  await expect.poll(inList).toBe(true)
  await hands.type('имя')
  await hands.press('ArrowDown')
  expect(await fields.count()).toBe(0)
  await hands.press('Enter')
  await hands.comesTo('first_name')
  expect(await desk.input('first_name').inputValue()).toBe('Jürgen')
  await hands.type('Юрген')
  await hands.press('Tab')
  await window.locator('.before-after').waitFor()
  await hands.press('Enter')
  await expect.poll(inList).toBe(true)
  expect(await fields.count()).toBe(0)
  // What was typed has gone with it.
  await hands.type('имя')
  await hands.press('Enter')
  await hands.comesTo('first_name')
  expect(await desk.input('first_name').inputValue()).toBe('Jürgen')
  await hands.press('Escape')
  await hands.press('Digit3')
  const asked = window.locator('[role=dialog] textarea')
  await window.waitForFunction(() => document.activeElement?.matches('[role=dialog] textarea'))
  const lacks = await asked.inputValue()
  await hands.type(' и чек')
  expect(lacks).not.toBe('')
  expect(await asked.inputValue()).toBe(`${lacks} и чек`)
})
