/** Every screen in Kazakh, Russian and English on a branch's usual screen: all words there, all readable, none cut off. */
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { language } from '../../domain/forms/schema.ts'
import { CUSTOMER } from './deregistration.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'
import { misfits } from './fitting.ts'

let desk: Desk
let last = ''
beforeAll(async () => {
  desk = await openDesk({ language: 'kk' })
})
afterAll(() => desk?.close())

/** The paper's own page is checked with the papers; here it is a picture beside the form. */
async function violations() {
  const { violations: found } = await new AxeBuilder({ page: desk.window })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude('iframe')
    .analyze()
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

const filled = {
  ...{ ...LEAST, patronymic: 'Бақытбекқызы', iin: CUSTOMER.iin, birth_date: '1990-03-15', id_kind: 'kz_id' },
  ...{ id_number: '012345417', id_seen: true, account_system: 'postkz_app', account_login: '+77751234567' },
  ...{ dereg_reason: 'recovery_loop', recovery_tried: ['in_app', 'call_centre'], register_again: true },
}

const screens: Record<string, () => Promise<void>> = {
  async 'sign-in'() {
    await desk.hands.press('F12')
    await desk.window.locator('.card').waitFor()
  },
  async search() {
    await desk.signIn()
    await desk.hands.press('F2')
    await desk.window.locator('#ask').fill('пароль телефон')
    await desk.window.locator('#found li').nth(1).waitFor()
  },
  async form() {
    await desk.openForm(filled)
    await desk.write('iin', '900315400127')
    await desk.window.locator('.note.bad').first().waitFor()
  },
  async 'form-end'() {
    await desk.window.locator('.papers').scrollIntoViewIfNeeded()
  },
  async receipt() {
    last = (await desk.registered(filled)).case
    await desk.window.evaluate((id) => location.assign(`#/receipt/${id}`), last)
    await desk.window.locator('.done .number').waitFor()
  },
  async queue() {
    await desk.hands.press('F3')
    await desk.window.locator('.queue tbody tr').first().waitFor()
  },
  async case() {
    await desk.window.evaluate((id) => location.assign(`#/case/${id}`), last)
    await desk.window.locator('.case-body').waitFor()
  },
  async help() {
    await desk.hands.press('F1')
    await desk.window.locator('.help').waitFor()
    // All keys on one page: nobody scrolls for the one he looks for.
    const page = desk.window.locator('.mantine-Modal-content')
    expect(await page.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBeLessThanOrEqual(0)
    expect(await page.evaluate((node) => innerHeight - node.getBoundingClientRect().bottom)).toBeGreaterThan(0)
  },
}

describe.each(language.options)('%s', (speaks) => {
  beforeAll(async () => {
    await desk.window.locator('.card, .rail').first().waitFor()
    while ((await desk.window.locator('html').getAttribute('lang')) !== speaks) await desk.hands.press('F11')
  })
  afterAll(() => desk.hands.press('Escape'))

  test.each(Object.keys(screens))(
    '%s: nothing cut or too wide, every word there, no serious fault of access',
    async (name) => {
      await screens[name]?.()
      await desk.window.waitForTimeout(120)
      await desk.picture(`${speaks}-${name}`)
      expect(await misfits(desk.window)).toEqual([])
      // Words change from one language to the next, the build of a screen does not: each is gone through in one of them.
      const turn = Object.keys(screens).indexOf(name) % language.options.length
      if (language.options[turn] === speaks) expect(await violations()).toEqual([])
    },
  )
})

test('F11 on the queue: the rows that are in sight speak the other language at once', async () => {
  await desk.hands.press('F3')
  const type = desk.window.locator('.queue tbody .cell-type').first()
  const before = (await type.textContent()) ?? ''
  await desk.hands.press('F11')
  await expect.poll(() => type.textContent()).not.toBe(before)
})
