/**
 * A person at the counter, for journeys: hands on the keyboard, at a person's pace. Screens are told by what stands on
 * them, fields by their key in the form's definition.
 */
import type { Page } from 'playwright-core'

/** A very quick typist's time between two keys; a burst below 30 ms counts as a scanner and presses no button. */
const KEY_MS = 36
/** A bare digit or letter presses something only after 150 ms of quiet. */
const QUIET_MS = 160
/** How long a window may take to do what was pressed: a machine that others use too is slow, and nothing is wrong. */
const PATIENCE_MS = 20_000

export const PEOPLE = {
  clerk: { signature: 'Әбенова С. Н.', name: 'Әбенова Сәуле Нұрланқызы', pin: '1234' },
  secondClerk: { signature: 'Серік Д. А.', name: 'Серік Дәулет Асқарұлы', pin: '2345' },
  lead: { signature: 'Ким В. О.', name: 'Ким Виктория Олеговна', pin: '3456' },
  manager: { signature: 'Жұмағалиева Р. Һ.', name: 'Жұмағалиева Рәзия Һашимқызы', pin: '4567' },
} as const

export type Counter = ReturnType<typeof atCounter>

export function atCounter(window: Page) {
  const press = async (key: string, times = 1) => {
    for (let i = 0; i < times; i++) {
      await window.waitForTimeout(/^(Digit\d|Key[A-Z]|Space|[a-z])$/.test(key) ? QUIET_MS : KEY_MS)
      await window.keyboard.press(key)
    }
  }
  const type = async (text: string) => {
    await window.waitForTimeout(KEY_MS)
    await window.keyboard.type(text, { delay: KEY_MS })
  }
  /** Key of the form field that has the focus. */
  const focusedField = () =>
    window.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? null)
  /** Waits until the focus has come to this field; fails when it goes elsewhere. */
  const comesTo = async (field: string) => {
    const end = Date.now() + PATIENCE_MS
    for (let at = await focusedField(); at !== field; at = await focusedField()) {
      if (Date.now() > end) throw new Error(`The focus is on ${at}, not on ${field}`)
      await window.waitForTimeout(KEY_MS)
    }
  }
  /** Waits until all that was typed has been drawn: until the window has had nothing to do for once. */
  const drawn = () => window.evaluate(() => new Promise((done) => requestIdleCallback(done)))

  return {
    window,
    press,
    type,
    drawn,
    focusedField,
    comesTo,
    /** Picks the person by the digit on the tile and types the PIN. */
    async signIn(person: { name: string; pin: string }) {
      await window.locator('.card').waitFor()
      const tile = await window.locator('.people li', { hasText: person.name }).textContent()
      const digit = /(\d)\s*$/.exec(tile ?? '')?.[1]
      if (!digit) throw new Error(`The tile of ${person.name} has no key: ${tile}`)
      await press(`Digit${digit}`)
      await window.waitForFunction(() => document.activeElement?.matches('.card input'))
      await type(person.pin)
      await press('Enter')
      await window.locator('.rail').waitFor()
    },
    /** The customer's words into the search; the results stand when it returns. */
    async ask(words: string) {
      await type(words)
      await drawn()
    },
    /** Opens the first result. */
    async openFirst() {
      await press('Enter')
      await window.locator('[data-field]').first().waitFor()
    },
    /** Types into the focused field and goes on with Enter; fails when the focus is elsewhere. */
    async fill(field: string, text: string) {
      await comesTo(field)
      if (text !== '') await type(text)
      await press('Enter')
    },
    /** Chooses the n-th value (1 = first) of the focused list. */
    async choose(field: string, nth: number) {
      await comesTo(field)
      await press('ArrowDown', nth)
      await press('Enter')
      await drawn()
      if ((await focusedField()) === field) await press('Enter')
    },
    /** Chooses the n-th of the segments that have the focus. */
    async pick(field: string, nth: number) {
      await comesTo(field)
      if (nth === 1) await press('Space')
      else await press('ArrowRight', nth - 1)
      await press('Enter')
    },
    /** Goes on with Enter, changing nothing, until this field has the focus. */
    async goTo(field: string) {
      for (let i = 0; i < 40 && (await focusedField()) !== field; i++) {
        const before = await focusedField()
        await press('Enter')
        const end = Date.now() + PATIENCE_MS
        while ((await focusedField()) === before) {
          if (Date.now() > end) throw new Error(`Enter does not lead from ${before} on to ${field}`)
          await window.waitForTimeout(KEY_MS)
        }
      }
    },
    register: () => press('Control+Enter'),
    /** The number on the screen after registering. */
    async number() {
      return ((await window.locator('.done .number').textContent()) ?? '').replaceAll(/\s/g, '')
    },
  }
}
